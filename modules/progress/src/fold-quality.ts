import { dayNumber } from "@dinhdanh/kernel";
import { type Act, occurredDay } from "@dinhdanh/ledger";
import { foldLife, lifeKinds } from "@dinhdanh/population";
import { type AspectDays, aspectKeys, aspects, aspectsOf, type Facts, flawsLeft, qualityRules } from "@dinhdanh/population/contract";
import type { Measure, StandingDay } from "./contract.ts";
import { fieldIndex, keepEarlier, NEVER, type Standing } from "./standing.ts";

/** Kinds that say what was found between records; the rules for one record are a function of its facts. */
export const findingActs = ["finding.found", "finding.resolved"] as const;

type Days = { on: StandingDay; endedOn: StandingDay; anewOn: StandingDay };
type Aspect = (typeof aspectKeys)[number];
const daysOf = Object.fromEntries(
  aspectKeys.map((aspect) => [aspect, { on: `${aspect}On`, endedOn: `${aspect}EndedOn`, anewOn: `${aspect}AnewOn` }]),
) as Record<Aspect, Days>;

/** A day on which an aspect begins or ends to hold. */
type Turn = { day: number; holds: boolean };

/**
 * Since when the register holds the person and a number of theirs, and since when their record has been correct, complete, clean and live. Of several times in which it
 * was not, the days name the last. A record is in conflict now or it is not: what was mended is forgotten.
 */
export function foldQuality(standing: Standing, acts: readonly Act[]): void {
  const turns: Turn[][] = aspectKeys.map(() => []);
  const open = new Set<string>();
  let facts: Facts | undefined;
  let flaws: readonly string[] = [];
  /** what the facts in force break, and since when */
  let breaks: AspectDays = [];
  for (const [index, act] of acts.entries()) {
    if (!concerns(act)) continue;
    const day = toldOn(act);
    for (const [at, from] of breaks.entries()) if (from !== undefined && from <= day) turns[at]?.push({ day: from, holds: false });
    const found = keepOpen(open, act);
    if (!found) {
      const life = foldLife(acts.slice(0, index + 1));
      if (life.first === undefined) continue;
      if (facts === undefined) standing.days[fieldIndex.recordedOn] = day;
      facts = life.facts as Facts;
      foldNumber(standing, facts, day);
      flaws = stillFlawed(flaws, act);
    }
    if (facts === undefined) continue;
    if (!found) breaks = aspectsOf(facts, flaws, day);
    const inConflict = breaks[aspectKeys.length] !== undefined || [...open].some(isConflict);
    standing.days[fieldIndex.conflictOn] = inConflict ? Math.min(day, standing.days[fieldIndex.conflictOn] ?? NEVER) : NEVER;
    turnAll(turns, day, breaks, open);
  }
  for (const [at, from] of breaks.entries()) if (from !== undefined) turns[at]?.push({ day: from, holds: false });
  for (const [at, aspect] of aspectKeys.entries()) setDays(standing, aspect, turns[at] ?? []);
}

function foldNumber({ days }: Standing, { pin }: Facts, day: number): void {
  days[fieldIndex.numberedOn] = pin === undefined ? NEVER : Math.min(day, days[fieldIndex.numberedOn] ?? NEVER);
}

/** A row says in which way it was wrong; what is stated of a field later mends what was wrong with its cell. */
function stillFlawed(flaws: readonly string[], { kind, payload }: Act): readonly string[] {
  if (kind === "person.registered" || kind === "person.corrected") return (payload?.["flaws"] ?? []) as string[];
  const stated = Object.keys(payload?.["changes"] ?? {});
  return flawsLeft(flaws, kind === "person.moved" ? ["permanentUnit", ...stated] : stated);
}

/** Findings between records that stand. @returns whether the act is about one */
function keepOpen(open: Set<string>, { kind, payload }: Act): boolean {
  const finding = String(payload?.["kind"]);
  if (kind === "finding.found") open.add(finding);
  else if (kind === "finding.resolved") open.delete(finding);
  else return false;
  return true;
}

/** A roll is taken over as the register stood on its day, which the unit codes are of; everything else counts from when it happened. */
function toldOn(act: Act): number {
  const unitsOn = act.kind === "person.registered" ? act.payload?.["unitsOn"] : undefined;
  return typeof unitsOn === "string" ? Math.min(occurredDay(act), dayNumber(unitsOn)) : occurredDay(act);
}

const concerned = new Set<string>([...lifeKinds, ...findingActs]);
const concerns = (act: Act) => concerned.has(act.kind);

function turnAll(turns: Turn[][], day: number, breaks: AspectDays, open: ReadonlySet<string>): void {
  for (const [at, aspect] of aspectKeys.entries()) {
    const from = breaks[at];
    let holds = from === undefined || from > day;
    for (const kind of open)
      if (Object.hasOwn(qualityRules, kind) && qualityRules[kind as keyof typeof qualityRules].aspect === aspect) holds = false;
    turns[at]?.push({ day, holds });
  }
}

const isConflict = (kind: string) => Object.hasOwn(qualityRules, kind) && qualityRules[kind as keyof typeof qualityRules].conflict;

function setDays(standing: Standing, aspect: Aspect, turns: readonly Turn[]): void {
  const { on, endedOn, anewOn } = daysOf[aspect];
  const { days } = standing;
  let holds = false;
  let first = NEVER;
  let ended = NEVER;
  let anew = NEVER;
  turns.forEach((turn, index) => {
    // what a day ends with counts
    if (turns[index + 1]?.day === turn.day || turn.holds === holds) return;
    holds = turn.holds;
    if (first === NEVER) first = turn.day;
    else if (holds) anew = turn.day;
    else {
      if (anew !== NEVER) keepEarlier(standing, aspect, ended, anew);
      [ended, anew] = [turn.day, NEVER];
    }
  });
  days[fieldIndex[on]] = first;
  days[fieldIndex[endedOn]] = ended;
  days[fieldIndex[anewOn]] = anew;
}

/** People of all ages whom the register holds on the day, those of them whose record is correct, complete, clean, live, and who has a number. */
export const qualityMeasures: readonly Measure[] = [
  { id: 12, key: "recorded", text: { vi: "Có trong dữ liệu dân cư", en: "In the register" }, since: ["recordedOn"], until: ["leftOn"] },
  ...aspectKeys.map((aspect, index): Measure => {
    const { on, endedOn, anewOn } = daysOf[aspect];
    return {
      id: 13 + index,
      key: aspect,
      text: aspects[aspect],
      since: ["recordedOn", on],
      until: ["leftOn"],
      except: [[endedOn, anewOn]],
    };
  }),
  {
    ...{ id: 17, key: "numbered", text: { vi: "Đã có số định danh", en: "Has a number" } },
    ...({ since: ["recordedOn", "numberedOn"], until: ["leftOn"] } as const),
  },
];
