import { accept, type Actor, dayNumber, dayOf, newId, type Outcome, refuse } from "@dinhdanh/kernel";
import type { Act } from "@dinhdanh/ledger";
import { retrying, type Queryable, type Tx } from "@dinhdanh/postgres";
import { may, scopeUnitId } from "@dinhdanh/staff";
import { openingDay } from "@dinhdanh/territory";
import { type Facts, findingKinds } from "../contract.ts";
import { brokenRecordRules } from "../quality/judge-facts.ts";
import * as store from "../store/corrections.ts";
import { ancestorPins, lifeActs, lockPeople, peopleByPins } from "../store/life.ts";
import { isMerged } from "../store/pairs.ts";
import { factsOf } from "../store/reads.ts";
import { changesByEvent, isLifelong } from "./attributes.ts";
import type { CorrectionChange, CorrectionQuery, CorrectionView, Decision, Proposal } from "./correction-contract.ts";
import { correctedFacts, correctedValue, heldValue } from "./correction-rules.ts";
import { type LifeDeps, personInReach, type ReachRefusal } from "./deps.ts";
import type { LifeRefusal } from "./event-contract.ts";
import { foldLife, inForce, vietnameseDay } from "./fold-rules.ts";
import { leastParentAge, parentRefusal } from "./plan-event-rules.ts";
import { needsCard } from "./record-event.ts";

export type CorrectionRefusal = ReachRefusal | LifeRefusal;

/**
 * Proposes to correct what the register holds, with evidence. Nothing of the person changes until somebody else approves. The same `correctionId` again changes nothing.
 * Refusals, in the order checked: `person-not-found`, `not-permitted`, `outside-scope`, `since-missing`, `day-in-future`, `changes-by-event`, `value-malformed`,
 * `act-differs`, `record-merged`, `value-stale`, `correction-empty`, `since-too-early`, those of parents and dates.
 */
export async function proposeCorrection(
  deps: LifeDeps,
  by: Actor,
  personId: string,
  proposal: Proposal,
): Promise<Outcome<CorrectionView, CorrectionRefusal>> {
  const { correctionId, form, evidence } = proposal;
  return withProposal(deps, by, personId, proposal, async (tx, { changes, unitId }, known) => {
    if (known !== undefined) return accept(await viewOf(deps, tx, known));
    const row: store.CorrectionRow = {
      ...{ personId, correctionId, unitId, form, changes, since: form === "DC01" ? (proposal.since ?? null) : null, evidence },
      ...{
        state: "proposed",
        proposedBy: by.code,
        proposedAt: nowIso(deps),
        decidedBy: null,
        decidedAt: null,
        reason: null,
        dossierId: null,
      },
    };
    await store.insertCorrection(tx, row);
    const payload = { correctionId, form, changes, since: row.since, evidence };
    await deps.ledger.record(tx, [act(deps, by, personId, { actId: correctionId, kind: "person.correction-proposed", payload })]);
    return accept(await viewOf(deps, tx, row));
  });
}

/** What {@link proposeCorrection} would answer: whether it was proposed before. Writes nothing; the same refusals. */
export const foreseeCorrection = (
  deps: LifeDeps,
  by: Actor,
  personId: string,
  proposal: Proposal,
): Promise<Outcome<{ known: boolean }, CorrectionRefusal>> =>
  withProposal(deps, by, personId, proposal, async (_tx, _read, known) => accept({ known: known !== undefined }));

type ReadProposal = { changes: CorrectionChange[]; unitId: number };

/** Goes on with a proposal once nothing is in its way, or with the one of its id that was made before. */
async function withProposal<T>(
  deps: LifeDeps,
  by: Actor,
  personId: string,
  { correctionId, form, since, changes: given, evidence }: Proposal,
  then: (tx: Tx, read: ReadProposal, known: store.CorrectionRow | undefined) => Promise<Outcome<T, CorrectionRefusal>>,
): Promise<Outcome<T, CorrectionRefusal>> {
  const reach = await personInReach(deps, by, "propose-corrections", personId);
  if (typeof reach === "string") return refuse(reach);
  if (form === "DC01" && since === undefined) return refuse("since-missing");
  const today = deps.ledger.clock.today();
  if (since !== undefined && since > today) return refuse("day-in-future");
  const ofEvent = form === "DC01" ? given.find(({ field }) => changesByEvent(field)) : undefined;
  if (ofEvent !== undefined) return refuse("changes-by-event", { field: ofEvent.field });
  const changes: CorrectionChange[] = [];
  for (const change of given) {
    const to = correctedValue(change, today);
    if (to === undefined) return refuse("value-malformed", { field: change.field });
    changes.push({ ...change, to });
  }
  const read = { changes, unitId: reach.unitId };
  return retrying(deps.sql, async (tx) => {
    const known = await store.lockCorrection(tx, personId, correctionId);
    if (known !== undefined) {
      const asked = [form, form === "DC01" ? (since ?? null) : null, changes, evidence];
      const same = JSON.stringify([known.form, known.since, known.changes, known.evidence]) === JSON.stringify(asked);
      return same ? then(tx, read, known) : refuse("act-differs");
    }
    const facts = (await factsOf(tx, personId)) ?? reach.facts;
    const refusal =
      refusalOfResidence(deps, changes, today) ??
      (await refusalOfChanges(tx, { personId, facts, changes, since: form === "DC01" ? since : undefined }));
    return refusal === undefined ? then(tx, read, undefined) : refuse(refusal);
  });
}

const nowIso = ({ ledger }: LifeDeps) => new Date(ledger.clock.nowMs()).toISOString();

function act(deps: LifeDeps, by: Actor, subjectId: string, what: Pick<Act, "actId" | "kind" | "payload">): Act {
  return { ...what, subjectId, occurredAt: nowIso(deps), unit: by.scope, officer: by.code, team: null, device: null };
}

type Changing = { personId: string; facts: Facts; changes: readonly CorrectionChange[]; since: string | null | undefined };

/** Whether the changes start from what is held, change something from a day from which nothing else is held, and leave a person that can be. */
async function refusalOfChanges(tx: Tx, { personId, facts, changes, since }: Changing): Promise<LifeRefusal | undefined> {
  if (await isMerged(tx, personId)) return "record-merged";
  if (changes.some(({ field, from }) => from !== heldValue(facts, field))) return "value-stale";
  if (changes.every(({ from, to }) => from === to)) return "correction-empty";
  const said = Object.entries(correctedFacts(changes)).map(([field, value]) => [field, value ?? undefined]);
  const after: Facts = { ...facts, ...(Object.fromEntries(said) as Partial<Facts>) };
  if (after.diedOn !== undefined && after.birthDate !== undefined && after.diedOn < after.birthDate) return "before-birth";
  if (since !== undefined && since !== null && (await isTooEarly(tx, personId, { facts: after, changes, since }))) return "since-too-early";
  const refusal = await refusalOfSpouse(tx, facts, toOf(changes, "spousePin"));
  if (refusal !== undefined) return refusal;
  const parents = { fatherPin: toOf(changes, "fatherPin"), motherPin: toOf(changes, "motherPin") };
  const pins = [parents.fatherPin, parents.motherPin].filter((pin) => pin !== undefined);
  if (pins.length === 0) return undefined;
  const found = await peopleByPins(tx, pins);
  const relatives = new Map([...found].map(([pin, relative]) => [pin, { ...relative, now: relative.facts }]));
  const context = { relatives, ancestors: await ancestorPins(tx, pins), on: after.birthDate ?? "0001-01-01", ageGap: leastParentAge };
  return parentRefusal(after, parents, context);
}

/** A residence is the commune that bears its code today. @param day on which it was proposed: codes are used again */
function refusalOfResidence({ units, ledger }: LifeDeps, changes: readonly CorrectionChange[], day: string): LifeRefusal | undefined {
  const code = toOf(changes, "permanentUnit");
  if (code === undefined) return undefined;
  const unitId = units.resolve(code, dayNumber(ledger.clock.today()));
  if (unitId === undefined) return "unknown-unit";
  return unitId === units.resolve(code, dayNumber(day)) ? undefined : "value-stale";
}

/** Nobody lived in a commune before there was one; -Infinity of those that were there when the register began, and without a residence. */
function openingOf({ units, ledger }: LifeDeps, changes: readonly CorrectionChange[]): number {
  const from = units.find(toOf(changes, "permanentUnit") ?? "", dayNumber(ledger.clock.today()))?.from ?? -Infinity;
  return from <= dayNumber(openingDay) ? -Infinity : startOf(dayOf(from));
}

async function refusalOfSpouse(tx: Tx, { pin }: Facts, spousePin: string | undefined): Promise<LifeRefusal | undefined> {
  if (spousePin === undefined) return undefined;
  if (spousePin === pin) return "relative-is-self";
  return (await peopleByPins(tx, [spousePin])).size === 0 ? "relative-unknown" : undefined;
}

/** Whether the register holds what was said to begin later: a change of before would be without effect, though it was approved. */
async function isTooEarly(
  tx: Tx,
  personId: string,
  { facts, changes, since }: { facts: Facts; changes: readonly CorrectionChange[]; since: string },
) {
  if (facts.birthDate !== undefined && since < facts.birthDate) return true;
  const { statements } = foldLife((await lifeActs(tx, [personId])).get(personId) ?? []);
  const from = startOf(since);
  return changes.some(({ field }) => !isLifelong(field) && (inForce(statements, field)?.validAt ?? from) > from);
}

const startOf = (day: string | null): number => Date.parse(`${day}T00:00:00+07:00`);

const toOf = (changes: readonly CorrectionChange[], field: CorrectionChange["field"]) =>
  changes.find((change) => change.field === field)?.to ?? undefined;

/**
 * Approves or refuses a proposal. Who proposed does not decide. The same decision again changes nothing, also when the person is elsewhere by it. What is approved holds from the day of the change (DC01), or from when the wrong value
 * began to hold (DC02). Refusals, in the order checked: `person-not-found`, `not-permitted`, `outside-scope`, `reason-missing`,
 * `correction-not-found`, `four-eyes`, `correction-decided`, then for an approval those of the proposal.
 */
export async function decideCorrection(
  deps: LifeDeps,
  by: Actor,
  { personId, correctionId, decision, reason }: { personId: string; correctionId: string } & Decision,
): Promise<Outcome<CorrectionView, CorrectionRefusal>> {
  const reach = await personInReach(deps, by, "decide-corrections", personId);
  if (typeof reach === "string" && reach !== "outside-scope") return refuse(reach);
  return retrying(deps.sql, async (tx) => {
    const row = await store.lockCorrection(tx, personId, correctionId);
    const state = decision === "approve" ? "approved" : "refused";
    const isSame = row?.state === state && row.decidedBy === by.code && row.reason === (reason ?? null);
    if (isSame) return accept(await viewOf(deps, tx, row));
    if (typeof reach === "string") return refuse(reach);
    if (decision === "refuse" && reason === undefined) return refuse("reason-missing");
    if (row === undefined) return refuse("correction-not-found");
    if (row.proposedBy === by.code) return refuse("four-eyes");
    if (row.state !== "proposed") return refuse("correction-decided");
    const decided = { ...row, state, decidedBy: by.code, decidedAt: nowIso(deps), reason: reason ?? null } as const;
    if (decision === "approve") {
      const refusal = await approve(deps, tx, by, row);
      if (refusal !== undefined) return refuse(refusal);
    } else {
      const payload = { correctionId, reason };
      await deps.ledger.record(tx, [act(deps, by, personId, { actId: newId(), kind: "person.correction-refused", payload })]);
    }
    await store.decideRow(tx, decided);
    return accept(await viewOf(deps, tx, decided));
  });
}

async function approve(deps: LifeDeps, tx: Tx, by: Actor, row: store.CorrectionRow): Promise<LifeRefusal | undefined> {
  const { personId, correctionId, form, evidence, proposedBy } = row;
  await lockPeople(tx, [personId]);
  const facts = await factsOf(tx, personId);
  if (facts === null) return "value-stale";
  const refusal =
    refusalOfResidence(deps, row.changes, vietnameseDay(row.proposedAt)) ??
    (await refusalOfChanges(tx, { personId, facts, changes: row.changes, since: row.since }));
  if (refusal !== undefined) return refusal;
  const acts = (await lifeActs(tx, [personId])).get(personId) ?? [];
  const { statements } = foldLife(acts);
  const since: Record<string, string | null> = {};
  for (const { field } of row.changes) {
    const wrong = inForce(statements, field)?.validAt ?? Number.NEGATIVE_INFINITY;
    const from = form === "DC01" ? startOf(row.since) : Math.max(wrong, openingOf(deps, field === "permanentUnit" ? row.changes : []));
    since[field] = isLifelong(field) || from === Number.NEGATIVE_INFINITY ? null : new Date(from).toISOString();
  }
  const changes = correctedFacts(row.changes);
  const newCard = await needsCard(deps, tx, personId, Object.keys(changes));
  const payload = { correctionId, form, evidence, proposedBy, changes, since, ...(newCard ? { follows: "new-card" } : {}) };
  await deps.ledger.record(tx, [act(deps, by, personId, { actId: newId(), kind: "person.amended", payload })]);
  await checkAnew(deps, tx, personId, Object.keys(changes));
  return undefined;
}

/**
 * Takes back what oneself proposed and nobody has decided, wherever the person is by now; again changes nothing. Refusals, in the order checked: `person-not-found`, `not-permitted`,
 * `outside-scope`, `correction-not-found`, also of somebody else's, `correction-decided`.
 */
export async function withdrawCorrection(
  deps: LifeDeps,
  by: Actor,
  { personId, correctionId }: { personId: string; correctionId: string },
): Promise<Outcome<null, CorrectionRefusal>> {
  const reach = await personInReach(deps, by, "propose-corrections", personId);
  if (typeof reach === "string" && reach !== "outside-scope") return refuse(reach);
  return retrying(deps.sql, async (tx) => {
    const row = await store.lockCorrection(tx, personId, correctionId);
    if (row?.proposedBy !== by.code) return refuse(typeof reach === "string" ? reach : "correction-not-found");
    if (row.state === "withdrawn") return accept(null);
    if (row.state !== "proposed") return refuse("correction-decided");
    await store.decideRow(tx, { ...row, state: "withdrawn", decidedBy: by.code, decidedAt: nowIso(deps) });
    await deps.ledger.record(tx, [
      act(deps, by, personId, { actId: newId(), kind: "person.correction-withdrawn", payload: { correctionId } }),
    ]);
    return accept(null);
  });
}

/** Findings about what was corrected: those that no longer hold go, and what contradicts the number now is found. */
async function checkAnew(deps: LifeDeps, tx: Tx, personId: string, fields: readonly string[]): Promise<void> {
  const facts = await factsOf(tx, personId);
  if (facts === null) return;
  const touched = fields.some((field) => field === "sex" || field === "birthDate") ? [...fields, "sex", "birthDate"] : fields;
  const today = dayNumber(deps.ledger.clock.today());
  const found = brokenRecordRules(facts, today)
    .filter(({ field, from }) => touched.includes(field) && (from === undefined || from <= today))
    .map(({ kind, field, given }) => ({ kind, field, given, conflict: findingKinds[kind].conflict, foundAt: nowIso(deps) }));
  await store.replaceFindings(tx, personId, touched, found);
}

/** Proposals in the actor's scope; who approves dossiers sees what they wait for. Refusals: `not-permitted`. */
export async function listCorrections(
  deps: LifeDeps,
  by: Actor,
  query: CorrectionQuery,
): Promise<Outcome<CorrectionView[], "not-permitted">> {
  if (!readers.some((action) => may(by, action))) return refuse("not-permitted");
  const scope = await scopeUnitId(deps.sql, by);
  if (scope === undefined) return refuse("not-permitted");
  const rows = await store.listRows(deps.sql, scope, query);
  return accept(await Promise.all(rows.map((row) => viewOf(deps, deps.sql, row, row.fullName))));
}

const readers = ["propose-corrections", "decide-corrections", "approve"] as const;

async function viewOf(deps: LifeDeps, sql: Queryable, { unitId, ...row }: store.CorrectionRow, name?: string): Promise<CorrectionView> {
  const fullName = name ?? (await factsOf(sql, row.personId))?.fullName ?? "";
  const newCard = await needsCard(deps, sql, row.personId, row.changes.map(({ field }) => field)); // prettier-ignore
  return { ...row, fullName, unitName: deps.units.byId(unitId)?.name ?? "", communes: communesIn(deps, row), newCard };
}

/** Names of the communes, and of the provinces they lay in on the day of which the proposal speaks: codes are used again. */
function communesIn({ units }: LifeDeps, { changes, proposedAt, decidedAt }: Omit<store.CorrectionRow, "unitId">): Record<string, string> {
  const { from = null, to = null } = changes.find(({ field }) => field === "permanentUnit") ?? {};
  const day = dayNumber(vietnameseDay(decidedAt ?? proposedAt));
  const names = [from, to].flatMap((code) => {
    const unit = units.last(code ?? "", day);
    if (code === null || unit === undefined) return [];
    return [[code, [unit.name, units.province(unit.unitId, day)?.name].filter((name) => name !== undefined).join(", ")]];
  });
  return Object.fromEntries(names) as Record<string, string>;
}
