import { type Actor, dayNumber, type Day, newId } from "@dinhdanh/kernel";
import type { Act, Ledger } from "@dinhdanh/ledger";
import type { Queryable, Tx } from "@dinhdanh/postgres";
import { type CommuneIndex, countryId, derivedId } from "@dinhdanh/territory";
import { sexWords, wordIn } from "../roll-fields.ts";
import * as store from "../store/corrections.ts";
import type { Facts } from "../facts.ts";
import { factsOf, factsOfEach } from "../store/reads.ts";
import { changesByEvent, type Correctable, correctableFields } from "./attributes.ts";
import type { DeclaredState } from "./correction-contract.ts";
import { correctedValue, heldValue } from "./correction-rules.ts";

/** A change as a citizen declares it in a dossier. */
export type DeclaredChange = { field: string; from: string | null; to: string; evidence: string; form: "DC01" | "DC02" };
/** Of one dossier: who submitted it, and on which day the changes were declared. */
export type Declaration = {
  personId: string;
  dossierId: string;
  officer: Pick<Actor, "code">;
  unit: string | null;
  declaredOn: Day;
  changes: readonly DeclaredChange[];
};
type DeclareDeps = { ledger: Ledger; units: CommuneIndex };

/** The value as the register writes it, or why it cannot become a proposal. @param days on all of which a commune's code must mean the same one */
function proposed(
  { field, to, form }: DeclaredChange,
  units: CommuneIndex,
  days: readonly [declaredOn: Day, ...Day[]],
): { field: Correctable; to: string } | "move" | "malformed" {
  const known = correctableFields.find((one) => one === field);
  if (known === undefined || (form === "DC01" && changesByEvent(known))) return "move";
  const word = known === "sex" ? (wordIn(sexWords, to) ?? to) : to;
  const value = correctedValue({ field: known, to: word }, days[0]);
  if (value === undefined || value === null) return "malformed";
  const communes = known === "permanentUnit" ? new Set(days.map((day) => units.resolve(value, dayNumber(day)))) : undefined;
  return communes?.has(undefined) === true || (communes?.size ?? 0) > 1 ? "malformed" : { field: known, to: value };
}

/** The same change of the same dossier is the same proposal, however often the dossier is submitted. */
const proposalId = (dossierId: string, { field, form }: DeclaredChange, to: string): string =>
  derivedId(`dinhdanh:declared:${dossierId}:${field}:${form}:${to}`);

/**
 * Makes a proposal of each change that a dossier declares, with the dossier as evidence; those that it declares no longer are withdrawn. What a
 * proposal starts from is compared when it is decided: a dossier is not turned away here. What changed since (DC01) holds from the day of the declaration,
 * for the form has no other. In the transaction that records the submission.
 */
export async function declareChanges(tx: Tx, deps: DeclareDeps, { changes, ...of }: Declaration): Promise<void> {
  const stored = await store.lockRowsOfDossier(tx, of.personId, of.dossierId);
  const wanted = changes.flatMap((change) => {
    const read = proposed(change, deps.units, [of.declaredOn, deps.ledger.clock.today()]);
    return typeof read === "string" ? [] : [{ change, read, correctionId: proposalId(of.dossierId, change, read.to) }];
  });
  const ids = new Set(wanted.map(({ correctionId }) => correctionId));
  await withdraw(tx, deps, of, stored.filter(({ state, correctionId }) => state === "proposed" && !ids.has(correctionId))); // prettier-ignore
  const unitId = await communeOf(tx, deps, of.personId);
  const at = new Date(deps.ledger.clock.nowMs()).toISOString();
  for (const { change, read, correctionId } of wanted) {
    const known = stored.find((row) => row.correctionId === correctionId);
    if (known !== undefined && !mayProposeAgain(known, change)) continue;
    const row: store.CorrectionRow = {
      ...{ personId: of.personId, correctionId, unitId, form: change.form, since: change.form === "DC01" ? of.declaredOn : null },
      ...{ changes: [{ field: read.field, from: change.from, to: read.to }], evidence: change.evidence, dossierId: of.dossierId },
      ...{ state: "proposed", proposedBy: of.officer.code, proposedAt: at, decidedBy: null, decidedAt: null, reason: null },
    };
    if (known === undefined) await store.insertCorrection(tx, row);
    else await store.proposeRowAgain(tx, row);
    const { form, since, evidence } = row;
    const payload = { correctionId, form, changes: row.changes, since, evidence, dossierId: of.dossierId };
    await deps.ledger.record(tx, [actOf(deps, of, "person.correction-proposed", payload)]);
  }
}

/** What was taken back; and what was refused, when the dossier comes back with other papers. */
const mayProposeAgain = ({ state, evidence }: store.CorrectionRow, change: DeclaredChange): boolean =>
  state === "withdrawn" || (state === "refused" && evidence !== change.evidence);

/** Takes back what a dossier proposed and nobody has decided: it was withdrawn or refused itself. */
export async function withdrawDeclared(tx: Tx, deps: DeclareDeps, of: Omit<Declaration, "changes" | "declaredOn">): Promise<void> {
  const stored = await store.lockRowsOfDossier(tx, of.personId, of.dossierId);
  await withdraw(tx, deps, of, stored.filter(({ state }) => state === "proposed")); // prettier-ignore
}

type Of = Omit<Declaration, "changes" | "declaredOn">;

async function withdraw(tx: Tx, deps: DeclareDeps, of: Of, rows: readonly store.CorrectionRow[]): Promise<void> {
  const decidedAt = new Date(deps.ledger.clock.nowMs()).toISOString();
  for (const row of rows) {
    await store.decideRow(tx, { ...row, state: "withdrawn", decidedBy: of.officer.code, decidedAt });
    const payload = { correctionId: row.correctionId, dossierId: of.dossierId };
    await deps.ledger.record(tx, [actOf(deps, of, "person.correction-withdrawn", payload)]);
  }
}

function actOf({ ledger }: DeclareDeps, { personId, officer, unit }: Of, kind: string, payload: Record<string, unknown>): Act {
  const occurredAt = new Date(ledger.clock.nowMs()).toISOString();
  return { actId: newId(), subjectId: personId, kind, occurredAt, unit, officer: officer.code, team: null, device: null, payload };
}

/** Whose chief decides: where the person is registered now. */
async function communeOf(sql: Queryable, { units, ledger }: DeclareDeps, personId: string): Promise<number> {
  const { permanentUnit = "" } = (await factsOf(sql, personId)) ?? {};
  return units.last(permanentUnit, dayNumber(ledger.clock.today()))?.unitId ?? countryId;
}

/** What became of a declared change; `correctionId` of its proposal, null where there is none. */
export type DeclaredOutcome = { state: DeclaredState; correctionId: string | null; decidedBy: string | null; reason: string | null };

type DeclaredIn = { personId: string; dossierId: string; changes: readonly DeclaredChange[]; declaredOn: Day };

/** What became of the changes that dossiers declare, by dossier, in their order. */
export async function outcomesOfDeclared(
  sql: Queryable,
  read: { units: CommuneIndex; today: Day },
  dossiers: readonly DeclaredIn[],
): Promise<Map<string, DeclaredOutcome[]>> {
  const declaring = dossiers.filter(({ changes }) => changes.length > 0);
  const [rows, facts] = await Promise.all([
    store.rowsOfDossiers(sql, declaring),
    factsOfEach(sql, declaring.map(({ personId }) => personId)),
  ]); // prettier-ignore
  return new Map(
    declaring.map((declaration) => {
      const theirs = rows.filter((row) => row.dossierId === declaration.dossierId);
      const { declaredOn, changes, dossierId } = declaration;
      const outcomes = changes.map((change) => {
        const then = proposed(change, read.units, [declaredOn]);
        // once it is proposed, it is for the chief to see what a code means by now
        const isProposed = typeof then !== "string" && theirs.some((row) => row.correctionId === proposalId(dossierId, change, then.to));
        const value = isProposed ? then : proposed(change, read.units, [declaredOn, read.today]);
        const held = isHeld(read, declaredOn, { change, value }, facts.get(declaration.personId));
        return outcomeOf(declaration, { change, value, held }, theirs);
      });
      return [declaration.dossierId, outcomes];
    }),
  );
}

type Read = { change: DeclaredChange; value: ReturnType<typeof proposed> };

function outcomeOf(
  { dossierId }: DeclaredIn,
  { change, value, held }: Read & { held: boolean },
  rows: readonly store.CorrectionRow[],
): DeclaredOutcome {
  const row = typeof value === "string" ? undefined : rows.find((one) => one.correctionId === proposalId(dossierId, change, value.to));
  const { correctionId = null, decidedBy = null, reason = null } = row ?? {};
  // what the register holds needs nobody's decision any more, however it came there
  const state = row?.state === "approved" ? "approved" : held ? "held" : typeof value === "string" ? value : stateOf(row, change);
  return { state, correctionId, decidedBy, reason };
}

/** With other papers than those that were refused it waits to be sent again. */
const stateOf = (row: store.CorrectionRow | undefined, { evidence }: DeclaredChange): DeclaredState =>
  row === undefined || (row.state === "refused" && row.evidence !== evidence) ? "not-sent" : row.state;

/** Whether the register holds what is declared. A residence may be recorded under the code of a commune that the declared one has become part of. */
function isHeld(
  { units, today }: { units: CommuneIndex; today: Day },
  declaredOn: Day,
  { change, value }: Read,
  facts: Facts | undefined,
): boolean {
  if (change.field !== "permanentUnit") return typeof value !== "string" && holds(facts, value);
  if (facts?.permanentUnit === undefined) return false;
  const recorded = { code: facts.permanentUnit, day: dayNumber(today) };
  return units.isSamePlace(recorded, { code: change.to, day: dayNumber(declaredOn) });
}

const holds = (facts: Facts | undefined, { field, to }: { field: Correctable; to: string }) =>
  facts !== undefined && heldValue(facts, field) === to;
