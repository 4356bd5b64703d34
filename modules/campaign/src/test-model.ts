import { dayOf } from "@dinhdanh/kernel";
import type { Act } from "@dinhdanh/ledger";
import { exclusionReasons } from "./contract.ts";

/** Where somebody is registered on a day, and which measures hold for them: by reading all acts about them, once more for every day. */
export type OnDay = { unitId: number | null; measures: Set<string>; birthYear: number | null };
export type ResolveUnit = (code: string, day: string) => number | null;

const opening = "2020-01-01";
const hour = 3_600_000;

/** The day in Vietnam. */
const dayOfAct = (act: Act): string => dayOf(Math.floor((Date.parse(act.occurredAt) + 7 * hour) / (24 * hour)));

const milestones = {
  handedOver: "card.handed-over",
  eidRequested: "eid.requested",
  eidApproved: "eid.approved",
  eidActivated: "eid.activated",
  archiveDigitised: "archive.digitised",
};

/** The naive model of the whole engine. @param acts all acts about one person, in any order, repeats and all */
export function onDay(acts: readonly Act[], day: string, resolve: ResolveUnit): OnDay {
  const story = [...new Map(acts.map((act) => [act.actId, act])).values()].sort(
    (a, b) => Date.parse(a.occurredAt) - Date.parse(b.occurredAt) || (a.actId < b.actId ? -1 : 1),
  );
  const corrections = story.filter((act) => act.kind === "person.corrected");
  const registration = story.find((act) => act.kind === "person.registered");
  const facts = (corrections.at(-1) ?? registration)?.payload ?? {};
  const born = facts["birthDate"] as string | undefined;
  const measures = new Set<string>();
  const happened = (kind: string) => story.some((act) => act.kind === kind && dayOfAct(act) <= day);
  const death = (facts["diedOn"] as string | undefined) ?? story.filter((act) => act.kind === "person.died").map(dayOfAct)[0];
  if (born !== undefined && fourteenOn(born) <= day && !(death !== undefined && death <= day)) {
    measures.add("eligible");
    for (const [measure, kind] of Object.entries(milestones)) if (happened(kind)) measures.add(measure);
    for (const measure of standingOn(story, day)) measures.add(measure);
    const status = String(facts["residenceStatus"]);
    const collected = measures.has("collected");
    if (!["present", "bedridden"].includes(status) && !collected) measures.add("away");
    const reason = excludedOn(story, day);
    if (reason !== null && !collected) measures.add("excluded").add(`excluded:${reason}`);
  }
  const first = (registration ?? corrections[0])?.payload ?? {};
  return { unitId: placeOn(story, first, day, resolve), measures, birthYear: born === undefined ? null : Number(born.slice(0, 4)) };
}

function fourteenOn(born: string): string {
  const [year = "", month, date] = born.split("-");
  const then = Number(year) + 14;
  if (month === undefined) return `${then}-12-31`;
  const leap = then % 4 === 0 && (then % 100 !== 0 || then % 400 === 0);
  const last = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][Number(month) - 1] ?? 31;
  return `${then}-${month}-${date === undefined || Number(date) > last ? last : date}`;
}

/** Reason of the last exclusion that has begun by the day, unless it has ended by then. */
function excludedOn(story: Act[], day: string): string | null {
  const told = story.filter((act) => act.kind.startsWith("campaign.exclu") && dayOfAct(act) <= day).at(-1);
  return told?.kind === "campaign.excluded" ? String(told.payload?.["reason"]) : null;
}

/** Whether a dossier stands on the day. */
function collectedOn(story: Act[], day: string): boolean {
  const key = (act: Act) => (act.payload?.["dossierId"] as string | undefined) ?? act.actId;
  const acts = story.filter((act) => ["dossier.collected", "dossier.refused", "dossier.withdrawn"].includes(act.kind));
  return [...new Set(acts.map(key))].some((dossier) => {
    const theirs = acts.filter((act) => key(act) === dossier);
    const began = theirs.find((act) => act.kind === "dossier.collected");
    const ended = theirs.find((act) => act.kind !== "dossier.collected");
    const standing = began !== undefined && dayOfAct(began) <= day && (ended === undefined || dayOfAct(ended) > day);
    return standing && !cardRevoked(story, dossier, day);
  });
}

/** Whether by the day a card of the dossier was revoked that was never handed over nor made again, and of the dossier none was handed over either. */
function cardRevoked(story: Act[], dossier: unknown, day: string): boolean {
  const about = (id: "cardId" | "dossierId", value: unknown, kinds: string[]) =>
    story.filter(({ kind, payload }) => value !== undefined && kinds.includes(kind) && payload?.[id] === value);
  if (about("dossierId", dossier, ["card.handed-over"]).length > 0) return false;
  const revoked = about("dossierId", dossier, ["card.revoked"]).filter((act) => dayOfAct(act) <= day);
  const done = ["card.handed-over", "card.spoiled", "card.lost", "card.damaged"];
  return revoked.some(({ payload }) => about("cardId", payload?.["cardId"], done).length === 0);
}

/** What may end and come anew. */
function standingOn(story: Act[], day: string): string[] {
  const withCard = story.filter(({ kind, payload }) => kind !== "dossier.approved" || !cardRevoked(story, payload?.["dossierId"], day));
  const held = {
    collected: collectedOn(story, day),
    approved: stands(withCard, day, "dossierId", "dossier.approved", ["card.content-rejected"]),
    printed: stands(withoutHandedOver(story), day, "cardId", "card.printed", cardEnds),
  };
  return Object.entries(held).flatMap(([measure, holds]) => (holds ? [measure] : []));
}

/** Whether of any thing, known by an id or reported without one, the last that was said by the day is that it began. */
function stands(story: Act[], day: string, idName: string, begins: string, ends: readonly string[]): boolean {
  const key = (act: Act) => (act.payload?.[idName] as string | undefined) ?? act.actId;
  const acts = story.filter((act) => (act.kind === begins || ends.includes(act.kind)) && dayOfAct(act) <= day);
  return [...new Set(acts.map(key))].some((thing) => acts.findLast((act) => key(act) === thing)?.kind === begins);
}

/** Without what became of cards after they were printed, where they were handed over. */
function withoutHandedOver(story: Act[]): Act[] {
  const handedOver = story.filter((act) => act.kind === "card.handed-over").map((act) => act.payload?.["cardId"]);
  return story.filter((act) => act.kind === "card.printed" || !handedOver.includes(act.payload?.["cardId"]));
}

function placeOn(story: Act[], first: Record<string, unknown>, day: string, resolve: ResolveUnit): number | null {
  const moves = story.filter((act) => act.kind === "person.moved");
  const gone = moves.filter((act) => dayOfAct(act) <= day).at(-1);
  if (gone !== undefined) return resolve(String(gone.payload?.["toUnit"]), dayOfAct(gone));
  const next = moves[0];
  if (next !== undefined) return resolve(String(next.payload?.["fromUnit"]), dayOfAct(next));
  const stated = first as { permanentUnit?: string; unitsOn: string };
  return stated.permanentUnit === undefined ? null : resolve(stated.permanentUnit, stated.unitsOn);
}

/** unit id → measure → people, in every unit that has any. */
export function figuresOn(
  people: Iterable<readonly Act[]>,
  day: string,
  resolve: ResolveUnit,
  above: Map<number, number[]>,
  born?: { from: number; to: number },
): Map<number, Record<string, number>> {
  const figures = new Map<number, Record<string, number>>();
  if (day < opening) return figures;
  for (const acts of people) {
    const { unitId, measures, birthYear } = onDay(acts, day, resolve);
    if (unitId === null) continue;
    if (born !== undefined && (birthYear === null || birthYear < born.from || birthYear > born.to)) continue;
    for (const ancestor of above.get(unitId) ?? []) {
      const unit = figures.get(ancestor) ?? {};
      for (const measure of measures) unit[measure] = (unit[measure] ?? 0) + 1;
      figures.set(ancestor, unit);
    }
  }
  return figures;
}

export const reasons = Object.keys(exclusionReasons);
export const milestoneKinds = ["dossier.approved", "card.printed", ...Object.values(milestones)];
export const cardEnds = ["card.content-rejected", "card.spoiled", "card.lost", "card.damaged", "card.revoked"];
