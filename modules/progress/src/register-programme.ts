import { calendarDay, dayNumber, lastPossibleDay, type PartialDate, yearOf } from "@dinhdanh/kernel";
import { type Act, occurredDay } from "@dinhdanh/ledger";
import { type Facts, foldLife, inForce, inOrder, lifeKinds, type Statement } from "@dinhdanh/population";
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
  const { first, facts, statements } = foldLife(acts);
  if (first !== undefined) foldFacts(standing, facts as Facts, statements);
  standing.days[fieldIndex.leftOn] = facts.diedOn === undefined ? NEVER : dayNumber(facts.diedOn);
  foldQuality(standing, acts);
  const stated = factsOf(acts.find((act) => act.actId === first?.actId));
  const stays = staysOf(statements.filter(({ field }) => field === "permanentUnit"), { acts, stated, context }); // prettier-ignore
  standing.stays = withoutForeignTimes(stays, statements);
};

function foldFacts(standing: Standing, facts: Facts, statements: readonly Statement[]): void {
  const born = facts.birthDate as PartialDate | undefined;
  standing.birthYear = born === undefined ? null : yearOf(born);
  standing.residenceStatus = facts.residenceStatus;
  standing.walkKey = walkKey(facts.address);
  standing.place = facts.residenceStatus === "away-in-country" ? (facts.currentUnit ?? null) : null;
  standing.days[fieldIndex.eligibleFrom] = born === undefined ? NEVER : lastPossibleDay(born, eligibleAge);
  standing.days[fieldIndex.awayFrom] = awayStatuses.has(facts.residenceStatus) ? awaySince(statements) : NEVER;
}

/** An event tells since when somebody is away; a roll does not. */
function awaySince(statements: readonly Statement[]): number {
  const last = inForce(statements, "residenceStatus");
  if (last === undefined || last.kind === "person.corrected" || last.validAt === Number.NEGATIVE_INFINITY) return openingDay;
  return Math.max(openingDay, calendarDay(last.validAt));
}

/** Who is no citizen counts nowhere: the time between renouncing and regaining the nationality is a stay without a commune. */
function withoutForeignTimes(stays: Stay[], statements: readonly Statement[]): Stay[] {
  const spans = foreignTimes(statements);
  return spans.length === 0 ? stays : stays.flatMap((stay) => [...partsOf(stay, spans)]);
}

type Span = { from: number; until: number };

function foreignTimes(statements: readonly Statement[]): Span[] {
  const spans: Span[] = [];
  for (const { value, validAt } of inOrder(statements.filter(({ field }) => field === "nationality"))) {
    const day = Math.max(openingDay, calendarDay(validAt));
    const open = spans.at(-1)?.until === NEVER ? spans.at(-1) : undefined;
    const citizen = value === null || value === "VNM";
    if (citizen && open !== undefined) open.until = day;
    if (!citizen && open === undefined && day <= closingDay) spans.push({ from: day, until: NEVER });
  }
  return spans.filter(({ from, until }) => from < until);
}

function* partsOf(stay: Stay, spans: readonly Span[]): Generator<Stay> {
  let { from } = stay;
  for (const span of spans) {
    const [begins, ends] = [Math.max(span.from, from), Math.min(span.until, stay.until)];
    if (begins >= ends) continue;
    if (begins > from) yield { ...stay, from, until: begins };
    yield { unitId: null, from: begins, until: ends };
    from = ends;
  }
  if (from < stay.until) yield { ...stay, from };
}

type Residence = { acts: readonly Act[]; stated: StatedFacts | undefined; context: FoldContext };

/**
 * Where the person was registered, from the opening day on: the first move says where until then, or without any the facts stated first.
 * Of several moves on one day, or up to the opening day, the last says where the person is at its end; what corrects a residence (DC02) stands from the day
 * on which the wrong one began. Codes mean what they mean on the day of the act: who left a commune formed in 2025 counts as having been in it before, not in
 * those that it was formed of.
 */
function staysOf(said: readonly Statement[], { acts, stated, context }: Residence): Stay[] {
  const unitStated = stated?.permanentUnit === undefined ? null : context.unitId(stated.permanentUnit, dayNumber(stated.unitsOn));
  let last: Stay = { unitId: unitStated, from: openingDay, until: NEVER };
  const stays = [last];
  if (said.length === 0) return stays;
  const days = new Map(acts.map((act) => [act.actId, occurredDay(act)]));
  const unit = (code: Statement["before"], { actId }: Statement) =>
    typeof code === "string" ? context.unitId(code, days.get(actId) as number) : null;
  const [first] = inOrder(said);
  for (const one of inOrder(said)) {
    const day = Number.isFinite(one.validAt) ? Math.max(calendarDay(one.validAt), openingDay) : openingDay;
    if (day > closingDay) break;
    if (day === last.from) {
      last.unitId = unit(one.value, one);
      continue;
    }
    if (one === first && one.kind === "person.moved") last.unitId = unit(one.before, one);
    last.until = day;
    last = { unitId: unit(one.value, one), from: day, until: NEVER };
    stays.push(last);
  }
  return stays;
}

/** The register itself: who is eligible where, and since when; and how good its records are. */
export const registerProgramme: Programme = {
  key: "register",
  milestones: {},
  history: { kinds: [...lifeKinds, ...findingActs], fold: foldRegister },
  measures: [
    { id: 1, key: "eligible", text: { vi: "Đủ điều kiện", en: "Eligible" }, since: ["eligibleFrom"], until: ["leftOn"] },
    ...qualityMeasures,
  ],
};
