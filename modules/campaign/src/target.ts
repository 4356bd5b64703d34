import type { Day } from "@dinhdanh/kernel";
import type { CompleteTerms, Engine, UnitFigures } from "@dinhdanh/progress";
import type { Unit } from "@dinhdanh/territory";
import type { Campaign, MainMeasure } from "./contract.ts";

/** What "done" means in each programme. */
const doneMeasure = { card: "collected", eid: "eidActivated", archive: "archiveDigitised" } as const satisfies Record<
  Campaign["programme"],
  MainMeasure
>;

/** How a campaign counts: which measure is done, and who is the target. */
export type Counting = Pick<Campaign, "programme" | "basis" | "frozenOn">;

/** Without a campaign: cards, of everyone permanently registered. */
export const plainCounting: Counting = { programme: "card", basis: "permanent", frozenOn: null };

export const doneOf = (counting: Counting): MainMeasure => doneMeasure[counting.programme];

/**
 * People who make up the target, and those of them who are done.
 * @param frozen figures of the freezing day, when the campaign has frozen its target
 */
export function targetOf(counting: Counting, figures: UnitFigures, frozen: UnitFigures | undefined): { target: number; done: number } {
  const done = figures[doneOf(counting)] ?? 0;
  const from = frozen ?? figures;
  const away = counting.basis === "present" ? (from["away"] ?? 0) : 0;
  return { target: (from["eligible"] ?? 0) - away, done };
}

export const isComplete = ({ target, done }: { target: number; done: number }): boolean => target > 0 && done >= target;

/** The day whose figures make up the target, when it was frozen before `asOf`: until then it moves. */
export const frozenBefore = (counting: Counting, asOf: Day): Day | null =>
  counting.frozenOn !== null && counting.frozenOn < asOf ? counting.frozenOn : null;

/** The day by which a unit has promised to be complete. Codes are reused: the promise is that of the unit of the campaign's first day. */
export function commitmentOf(campaign: Campaign | null, unit: Unit): Day | null {
  if (campaign === null || unit.validFrom > campaign.startsOn) return null;
  if (unit.validUntil !== null && unit.validUntil <= campaign.startsOn) return null;
  return campaign.commitments.find((one) => one.unit === unit.code)?.on ?? null;
}

/** The measures that tell whether a unit is complete. */
export function completeTerms(engine: Engine, counting: Counting): CompleteTerms {
  const lessTarget = counting.basis === "present" ? [engine.measureId("away")] : [];
  return { target: engine.measureId("eligible"), lessTarget, done: engine.measureId(doneOf(counting)) };
}
