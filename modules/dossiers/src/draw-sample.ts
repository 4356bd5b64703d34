import { createHash } from "node:crypto";

/**
 * Which dossiers are drawn for manual review: each by the SHA-256 of seed and id, so that with the seed anyone can draw again; at least `least`. A
 * seed is 256 bits by chance, made when the batch is prepared: nobody can choose dossiers that will not be drawn.
 * @param rate of 1
 */
export function drawSample(seed: string, dossierIds: readonly string[], rate: number, least: 0 | 1 = 1): Set<string> {
  const drawn = dossierIds.map((id) => ({ id, chance: chanceOf(seed, id) }));
  const lowest = Math.min(...drawn.map(({ chance }) => chance));
  return new Set(drawn.filter(({ chance }) => chance < rate || (least === 1 && chance === lowest)).map(({ id }) => id));
}

/** 0 to 1. */
const chanceOf = (seed: string, id: string): number => createHash("sha256").update(`${seed}:${id}`).digest().readUIntBE(0, 6) / 2 ** 48;
