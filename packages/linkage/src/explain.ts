import { levelName, type Model } from "./model.ts";
import { marginal } from "./pair-classes.ts";
import type { Scorer } from "./scorer.ts";
import type { Comparer } from "./compare.ts";

/** One bar of the waterfall; weights are log2 of a factor on the odds. */
export type Step = { comparison: string; level: string; weight: number; frequency: number };
/** `prior` + the steps' `weight` and `frequency` + `dependence` = `total`; the probability follows from the total. */
export type Explanation = {
  probability: number;
  total: number;
  prior: number;
  steps: Step[];
  /** what comparisons that hang together would otherwise count twice, and what relatives have in common */
  dependence: number;
};

export const probabilityOf = (weight: number): number => 1 / (1 + 2 ** -weight);

export function explain(model: Model, comparer: Comparer, scorer: Scorer, a: number, b: number): Explanation {
  const pattern = comparer.pattern(a, b);
  const levels = comparer.levelsOf(pattern);
  const { parameters } = scorer;
  const factors = scorer.factors(a, levels);
  const m = marginal(parameters.matched);
  const prior = Math.log2(parameters.prior / (1 - parameters.prior));
  const steps = model.comparisons.map((comparison, index): Step => {
    const level = levels[index] as number;
    if (level < 0) return { comparison: comparison.name, level: "missing", weight: 0, frequency: 0 };
    const weight = Math.log2(((m[index] as number[])[level] as number) / ((parameters.u[index] as number[])[level] as number));
    const frequency = -Math.log2(factors.unrelated[index] as number) + 0;
    return {
      comparison: comparison.name,
      level: levelName(comparison.levels[level] as (typeof comparison.levels)[number]),
      weight,
      frequency,
    };
  });
  const total = scorer.weight(a, pattern);
  const independent = steps.reduce((sum, { weight, frequency }) => sum + weight + frequency, prior);
  return { probability: probabilityOf(total), total, prior, steps, dependence: total - independent };
}
