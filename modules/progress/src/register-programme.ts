import { dayNumber, lastPossibleDay, type PartialDate, yearOf } from "@dinhdanh/kernel";
import { type Act, occurredDay } from "@dinhdanh/ledger";
import type { Facts } from "@dinhdanh/population/contract";
import { closingDay, openingDay } from "./opening-day.ts";
import { findingActs, foldQuality, qualityMeasures } from "./fold-quality.ts";
import type { FoldContext, FoldHistory, Programme } from "./programme.ts";
import { fieldIndex, NEVER, type Standing, type Stay } from "./standing.ts";
import { walkKey } from "./walk-key.ts";

/** Age of eligibility: Law on Citizen Identification 2014, art. 19. */
const eligibleAge = 14;

const awayStatuses = new Set(["away-in-country", "abroad", "no-contact", "serving-sentence"]);

type StatedFacts = Facts & { unitsOn: string };
const factsOf = (act: Act | undefined) => act?.payload as unknown as StatedFacts | undefined;

const foldRegister: FoldHistory = (standing, acts, context) => {
  const registered = acts.find((act) => act.kind === "person.registered");
  // what was corrected last is in force, also when a clock that was set back puts it before the registration
  const facts = factsOf(acts.findLast((act) => act.kind === "person.corrected") ?? registered);
  if (facts !== undefined) foldFacts(standing, facts);
  // corrected facts name the day of a death or leave it open; open, they do not wake up someone whose death was reported
  const died = acts.find((act) => act.kind === "person.died");
  standing.days[fieldIndex.leftOn] =
    facts?.diedOn === undefined ? (died === undefined ? NEVER : occurredDay(died)) : dayNumber(facts.diedOn);
  foldQuality(standing, acts);
  const stated = factsOf(registered ?? acts.find((act) => act.kind === "person.corrected"));
  standing.stays = staysOf(acts.filter((act) => act.kind === "person.moved"), stated, context); // prettier-ignore
};

function foldFacts(standing: Standing, facts: StatedFacts): void {
  const born = facts.birthDate as PartialDate | undefined;
  standing.birthYear = born === undefined ? null : yearOf(born);
  standing.residenceStatus = facts.residenceStatus;
  standing.walkKey = walkKey(facts.address);
  standing.place = facts.residenceStatus === "away-in-country" ? (facts.currentUnit ?? null) : null;
  standing.days[fieldIndex.eligibleFrom] = born === undefined ? NEVER : lastPossibleDay(born, eligibleAge);
  standing.days[fieldIndex.awayFrom] = awayStatuses.has(facts.residenceStatus) ? openingDay : NEVER;
}

/**
 * Where the person was registered, from the opening day on: the first move says where until then, or without any the facts stated first.
 * Of several moves on one day, or up to the opening day, the last says where the person is at its end. Codes mean what they mean on the day
 * of the act: who left a commune formed in 2025 counts as having been in it before, not in those that it was formed of.
 */
function staysOf(moves: readonly Act[], stated: StatedFacts | undefined, context: FoldContext): Stay[] {
  const unit = (act: Act, key: "fromUnit" | "toUnit") => {
    const code = act.payload?.[key];
    return typeof code === "string" ? context.unitId(code, occurredDay(act)) : null;
  };
  const unitStated = stated?.permanentUnit === undefined ? null : context.unitId(stated.permanentUnit, dayNumber(stated.unitsOn));
  let last: Stay = { unitId: unitStated, from: openingDay, until: NEVER };
  const stays = [last];
  for (const move of moves) {
    const day = Math.max(occurredDay(move), openingDay);
    if (day > closingDay) break;
    if (day === last.from) {
      last.unitId = unit(move, "toUnit");
      continue;
    }
    if (move === moves[0]) last.unitId = unit(move, "fromUnit");
    last.until = day;
    last = { unitId: unit(move, "toUnit"), from: day, until: NEVER };
    stays.push(last);
  }
  return stays;
}

/** The register itself: who is eligible where, and since when; and how good its records are. */
export const registerProgramme: Programme = {
  key: "register",
  milestones: {},
  history: { kinds: ["person.registered", "person.corrected", "person.moved", "person.died", ...findingActs], fold: foldRegister },
  measures: [
    { id: 1, key: "eligible", text: { vi: "Đủ điều kiện", en: "Eligible" }, since: ["eligibleFrom"], until: ["leftOn"] },
    ...qualityMeasures,
  ],
};
