import { accept, type Actor, newId, type Outcome, refuse } from "@dinhdanh/kernel";
import { logReads } from "@dinhdanh/ledger";
import type { Purpose } from "../contract.ts";
import { lifeActs } from "../store/life.ts";
import { type Attribute, attributeNames } from "./attributes.ts";
import { type LifeDeps, personInReach, type ReachRefusal } from "./deps.ts";
import { factsAt, foldLife, inOrder, type LifeAct, type Statement, textOf, type Value, vietnameseDay } from "./fold-rules.ts";
import type { HistoryEntry, HistoryView } from "./history-contract.ts";
import { dayEnd } from "./record-event.ts";

export type HistoryRequest = { validOn?: string | undefined; knownOn?: string | undefined; purpose: Purpose };

/**
 * A person through both times: what held on `validOn`, as the register knew it at the end of `knownOn` (today unless told otherwise), and every
 * change known by then. The read is logged first. Refusals, in the order checked: `person-not-found`, `not-permitted`, `outside-scope`.
 */
export async function personHistory(
  deps: LifeDeps,
  by: Actor,
  personId: string,
  { validOn, knownOn, purpose }: HistoryRequest,
): Promise<Outcome<HistoryView, ReachRefusal>> {
  const reach = await personInReach(deps, by, "read-people", personId);
  if (typeof reach === "string") return refuse(reach);
  const readAt = new Date(deps.ledger.clock.nowMs()).toISOString();
  await logReads(deps.sql, [{ personId, readId: newId(), officer: by.code, purpose, view: "history", readAt }]);
  const today = deps.ledger.clock.today();
  const [valid, known] = [validOn ?? today, knownOn ?? today];
  const acts = (await lifeActs(deps.sql, [personId])).get(personId) ?? [];
  const seen = acts.filter(({ recordedAt }) => Date.parse(recordedAt ?? "") <= dayEnd(known));
  const facts = factsAt(seen, dayEnd(valid)) as Record<string, Value> | null;
  const texts = facts === null ? null : Object.fromEntries(Object.entries(facts).map(([field, value]) => [field, textOf(value)]));
  return accept({ validOn: valid, knownOn: known, facts: texts, entries: entriesOf(seen) } as HistoryView);
}

type Told = Pick<Statement, "field" | "value" | "validAt" | "actId" | "kind"> & { recordedMs: number };

/** Every value that an attribute ever had, for those that ever changed; latest first. */
function entriesOf(acts: readonly (LifeAct & { officer: string | null })[]): HistoryEntry[] {
  const { first, statements } = foldLife(acts);
  const byId = new Map(acts.map((act) => [act.actId, act]));
  const recorded = (actId: string) => Date.parse(byId.get(actId)?.recordedAt ?? "");
  const entries: HistoryEntry[] = [];
  for (const field of attributeNames) {
    const theirs = inOrder(statements.filter((one) => one.field === field));
    const told: Told[] = theirs.map((one) => ({ ...one, recordedMs: recorded(one.actId) }));
    if (told.length === 0) continue;
    const before = firstOf(first, field, told);
    if (before !== undefined) told.unshift({ ...before, recordedMs: recorded(before.actId) });
    told.forEach((one, index) => entries.push(entryOf(one, told.slice(index + 1), { all: told, act: byId.get(one.actId) }))); // prettier-ignore
  }
  return entries.sort((a, b) =>
    a.recordedFrom === b.recordedFrom ? (a.field < b.field ? -1 : 1) : a.recordedFrom < b.recordedFrom ? 1 : -1,
  );
}

/** What the registration states, if it states anything. */
function firstOf(first: LifeAct | undefined, field: Attribute, told: readonly Told[]): Omit<Told, "recordedMs"> | undefined {
  const value = (first?.payload?.[field] ?? null) as Value;
  if (first === undefined || (value === null && told[0]?.value === null)) return undefined;
  return { field, value, validAt: Number.NEGATIVE_INFINITY, actId: first.actId, kind: first.kind };
}

function entryOf(
  { field, value, validAt, actId, kind, recordedMs }: Told,
  after: readonly Told[],
  { all, act }: { all: readonly Told[]; act: (LifeAct & { officer: string | null }) | undefined },
): HistoryEntry {
  const replaced = after.find((other) => other.validAt === validAt);
  const next = Math.min(...all.filter((other) => other.validAt > validAt).map((other) => other.validAt));
  const day = (ms: number) => (Number.isFinite(ms) ? (vietnameseDay(new Date(ms).toISOString()) as HistoryEntry["validFrom"]) : null);
  const event = act?.payload?.["event"] as { evidence?: string } | string | undefined;
  const evidence = act?.payload?.["evidence"] ?? (typeof event === "object" ? event.evidence : undefined);
  return {
    ...{ field, value: value === null ? null : textOf(value), validFrom: day(validAt), validUntil: day(next), kind, actId },
    recordedFrom: new Date(recordedMs).toISOString(),
    recordedUntil: replaced === undefined ? null : new Date(replaced.recordedMs).toISOString(),
    ...{ officer: act?.officer ?? null, evidence: (evidence ?? null) as string | null },
  };
}
