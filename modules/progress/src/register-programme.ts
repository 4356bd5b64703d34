import { dayNumber, lastPossibleDay, type PartialDate, yearOf } from "@dinhdanh/kernel";
import { occurredDay, type Act } from "@dinhdanh/ledger";
import type { Facts } from "@dinhdanh/population/contract";
import { type FoldContext, type FoldStep, type Programme } from "./programme.ts";
import { openingDay } from "./opening-day.ts";
import { fieldIndex, moveOn, NEVER, type Standing } from "./standing.ts";
import type { StandingDay } from "./contract.ts";

/** Age of eligibility: Law on Citizen Identification 2014, art. 19. */
const eligibleAge = 14;

const awayStatuses = new Set(["away-in-country", "abroad", "no-contact", "serving-sentence"]);

/** A milestone keeps the earliest day, so that order and repetition do not matter. */
export function earliest(field: StandingDay): FoldStep {
  const index = fieldIndex[field];
  return (standing, act) => {
    const day = occurredDay(act);
    if (day < (standing.days[index] ?? NEVER)) standing.days[index] = day;
  };
}

function foldFacts(standing: Standing, act: Act, context: FoldContext): void {
  const facts = act.payload as unknown as Facts & { unitsOn: string };
  const born = facts.birthDate as PartialDate | undefined;
  standing.birthYear = born === undefined ? null : yearOf(born);
  standing.residenceStatus = facts.residenceStatus;
  standing.days[fieldIndex.eligibleFrom] = born === undefined ? NEVER : lastPossibleDay(born, eligibleAge);
  standing.days[fieldIndex.leftOn] = facts.diedOn === undefined ? NEVER : dayNumber(facts.diedOn);
  standing.days[fieldIndex.awayFrom] = awayStatuses.has(facts.residenceStatus) ? openingDay : NEVER;
  if (standing.stays.length > 0) return;
  const unitId = facts.permanentUnit === undefined ? null : context.unitId(facts.permanentUnit, dayNumber(facts.unitsOn));
  standing.stays.push({ unitId, from: openingDay, until: NEVER });
}

function foldMove(standing: Standing, act: Act, context: FoldContext): void {
  const day = occurredDay(act);
  const unit = (key: string) => {
    const code = act.payload?.[key];
    return typeof code === "string" ? context.unitId(code, day) : null;
  };
  moveOn(standing, day, unit("fromUnit"), unit("toUnit"), openingDay);
}

function foldDeath(standing: Standing, act: Act): void {
  standing.days[fieldIndex.leftOn] = occurredDay(act);
}

/** The register itself: who is eligible where, and since when. */
export const registerProgramme: Programme = {
  key: "register",
  folds: { "person.registered": foldFacts, "person.corrected": foldFacts, "person.moved": foldMove, "person.died": foldDeath },
  measures: [{ id: 1, key: "eligible", text: { vi: "Đủ điều kiện", en: "Eligible" }, since: ["eligibleFrom"], until: ["leftOn"] }],
};
