import { setImmediate } from "node:timers/promises";
import { compareTemplates } from "../matcher/compare.ts";
import { templateFromBytes } from "../matcher/template-bytes.ts";
import type { Candidate, ScoreDetail } from "../schemas.ts";
import type { ReadFinger } from "./read-fingers.ts";
import type { AbisStore, StoredEncounter } from "./store.ts";

/** Encounters compared before others get their turn. */
const breath = 8;

/** How alike the fingers are that both have, one by one. */
export function scoresOf(fingers: readonly ReadFinger[], stored: StoredEncounter): ScoreDetail[] {
  return stored.fingers.flatMap(({ biometricSubType, template }) => {
    const probe = fingers.find((finger) => finger.biometricSubType === biometricSubType);
    const kept = probe === undefined ? undefined : templateFromBytes(template);
    if (probe === undefined || kept === undefined) return [];
    const score = compareTemplates(probe.template, kept);
    return [{ score, encounterId: stored.encounterId, biometricType: "FINGER" as const, biometricSubType: biometricSubType as "UNKNOWN" }];
  });
}

/** Mean over the fingers that both have: one finger that was soiled, or looks like another's by chance, does not decide. 0 when they share none. */
export const fusedScore = (scores: readonly ScoreDetail[]): number =>
  scores.length === 0 ? 0 : scores.reduce((sum, { score }) => sum + score, 0) / scores.length;

export type Search = { galleryId: string; fingers: readonly ReadFinger[]; threshold: number; most: number; except: string | undefined };

export const inGallery = ({ encounter }: StoredEncounter, galleryId: string): boolean =>
  encounter.status === "ACTIVE" && (galleryId === "ALL" || encounter.galleries.includes(galleryId));

/** People whose best encounter reaches the threshold, the most alike first. Looks at everybody: some 0.4 ms a finger. */
export async function search(store: AbisStore, { galleryId, fingers, threshold, most, except }: Search): Promise<Candidate[]> {
  const best = new Map<string, Omit<Candidate, "rank">>();
  let looked = 0;
  for await (const stored of store.all()) {
    looked += 1;
    if (looked % breath === 0) await setImmediate();
    if (stored.personId === except || !inGallery(stored, galleryId)) continue;
    const scores = scoresOf(fingers, stored);
    const score = fusedScore(scores);
    if (scores.length === 0 || score < threshold || score <= (best.get(stored.personId)?.score ?? -1)) continue;
    best.set(stored.personId, {
      personId: stored.personId,
      score,
      scores: scores.map((one) => ({ ...one, galleries: stored.encounter.galleries })),
    });
  }
  return [...best.values()]
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map((candidate, i) => ({ ...candidate, rank: i + 1 }));
}
