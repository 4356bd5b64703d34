/** A score is never certain: the register keeps it as a short number, in which nearly one is one. */
export const likelihood = (probability: number): number => Math.min(probability, 0.9999);
