import { type Act } from "@dinhdanh/ledger";
import type { Measure } from "./contract.ts";
import type { Standing } from "./standing.ts";

/** What folding an act needs to know of the world: which unit a code means on a day. */
export type FoldContext = { unitId: (code: string, day: number) => number | null };

export type FoldStep = (standing: Standing, act: Act, context: FoldContext) => void;

/**
 * What a module brings to the engine: which kinds of act it folds into standing, and which measures it counts.
 * One definition serves the live path, the bulk load and `verify`.
 */
export type Programme = { key: string; folds: Record<string, FoldStep>; measures: readonly Measure[] };

/** All programmes together, as the composition root puts them. @throws when two claim one kind, or one measure number */
export function combine(programmes: readonly Programme[]): { folds: Map<string, FoldStep>; measures: Measure[] } {
  const folds = new Map<string, FoldStep>();
  const measures: Measure[] = [];
  for (const programme of programmes) {
    for (const [kind, fold] of Object.entries(programme.folds)) {
      if (folds.has(kind)) throw new Error(`two programmes fold ${kind}`);
      folds.set(kind, fold);
    }
    for (const measure of programme.measures) {
      if (measures.some((other) => other.id === measure.id || other.key === measure.key)) throw new Error(`measure ${measure.key} is defined twice`);
      measures.push(measure);
    }
  }
  return { folds, measures };
}

/** Standing is a fold over a person's acts; whether they come at once or one by one, in any order of time, makes no difference. */
export function foldActs(standing: Standing, acts: readonly Act[], folds: Map<string, FoldStep>, context: FoldContext): void {
  for (const act of acts) folds.get(act.kind)?.(standing, act, context);
}
