import { createHash } from "node:crypto";
import { accept, type Actor, dayNumber, type Outcome, refuse } from "@dinhdanh/kernel";
import * as population from "@dinhdanh/population";
import { isBelow } from "@dinhdanh/territory";
import type { z } from "zod";
import { logListRead } from "../list-reads.ts";
import type { PeopleDeps } from "../people-deps.ts";
import { unitInBorders } from "../scope.ts";
import { type Fault, type PlannedEvent, type PlannedRow, planRow } from "./plan-row.ts";
import { type CheckedRow, readSheet, type SheetFault } from "./read-sheet.ts";
import type { sheetApplySchema, SheetPreview, SheetRefused, SheetResult, SheetRow, sheetUploadSchema } from "./sheet-contract.ts";

export type SheetDeps = PeopleDeps & population.LifeDeps & population.QualityDeps;

/** Rows of each kind in an answer: what an officer looks through. */
const mostShown = 300;

type Taken = PlannedRow & { rowNo: number; personId: string; fullName: string };
type Plan = { rows: number; taken: Taken[]; refused: SheetRefused[] };

/** What bringing a sheet back would do, row by row; nothing is written. Refusals: see {@link readSheet}. */
export async function previewSheet(
  deps: SheetDeps,
  actor: Actor,
  query: z.output<typeof sheetUploadSchema>,
  bytes: Buffer,
): Promise<Outcome<SheetPreview, SheetFault>> {
  const planned = await planSheet(deps, actor, query, bytes);
  if (!planned.ok) return planned;
  const { taken, refused } = planned.value;
  await logListRead(deps, actor, "findings", taken.slice(0, mostShown), "verify");
  const changes = taken.slice(0, mostShown).map(shown);
  return accept({ ...countsOf(planned.value), digest: digestOf(taken), changes, refused: refused.slice(0, mostShown) });
}

/**
 * Does what was shown: mends in one transaction, which can be undone together; then proposals and events, each an act of its own that the same sheet
 * never makes twice. Broken off, the same sheet does the rest. Refusals: those of the preview, `changed-meanwhile`.
 */
export async function applySheet(
  deps: SheetDeps,
  actor: Actor,
  query: z.output<typeof sheetApplySchema>,
  bytes: Buffer,
): Promise<Outcome<SheetResult, SheetFault | population.MendRefusal>> {
  const planned = await planSheet(deps, actor, query, bytes);
  if (!planned.ok) return planned;
  const { rows, taken, refused } = planned.value;
  if (digestOf(taken) !== query.digest) return refuse("changed-meanwhile");
  const items = taken.flatMap(({ personId, mends }) => mends.map((change) => ({ personId, ...change })));
  if (items.length > 0) {
    const evidence = `Phiếu rà soát ${query.unit}`;
    const mended = await population.mendFromSheet(deps, actor, { mendId: query.mendId, unit: query.unit, items, evidence });
    if (!mended.ok) return mended;
  }
  const done: Taken[] = [];
  for (const one of taken) {
    const [proposal, events, faults] = await record(deps, actor, one);
    refused.push(...faults);
    if (one.mends.length > 0 || proposal !== null || events.length > 0) done.push({ ...one, proposal, events });
  }
  return accept({ ...countsOf({ rows, taken: done, refused }), refused: refused.slice(0, mostShown) });
}

/** What of a row was recorded, and what was refused although it was foreseen. */
async function record(deps: SheetDeps, actor: Actor, one: Taken): Promise<[Taken["proposal"], Taken["events"], SheetRefused[]]> {
  const faults: SheetRefused[] = [];
  const proposed = one.proposal === null ? null : await population.proposeCorrection(deps, actor, one.personId, one.proposal);
  if (proposed?.ok === false) faults.push(refusedAs(one, { column: null, reason: proposed.refusal.code }));
  const told: PlannedEvent[] = [];
  for (const event of one.events) {
    const recorded = await population.recordEvent(deps, actor, one.personId, requestOf(event));
    if (recorded.ok) told.push(event);
    else faults.push(refusedAs(one, { column: event.column, reason: recorded.refusal.code }));
  }
  return [proposed?.ok === true ? one.proposal : null, told, faults];
}

const requestOf = ({ actId, event, on, evidence, facts }: PlannedEvent): population.EventRequest => ({ actId, event, on, evidence, facts });

async function planSheet(
  deps: SheetDeps,
  actor: Actor,
  query: z.output<typeof sheetUploadSchema>,
  bytes: Buffer,
): Promise<Outcome<Plan, SheetFault>> {
  const read = readSheet(bytes);
  if (!read.ok) return read;
  const rows = read.value;
  const ids = rows.flatMap(({ personId }) => (personId === null ? [] : [personId]));
  const people = await population.factsOfMany(deps.sql, ids);
  const within = await registeredWithin(deps, query, people);
  const bases = await basesOf(deps, rows, people);
  const seen = new Set<string>();
  const plan: Plan = { rows: rows.length, taken: [], refused: [] };
  for (const row of rows) {
    const personId = row.personId ?? "";
    const held = people.get(personId);
    const outside = held === undefined ? "person-unknown" : within.has(personId) ? undefined : "outside-sheet";
    const twice = seen.has(personId) ? "twice-in-sheet" : undefined;
    seen.add(personId);
    const base = bases.get(row.cell("drawnUp"))?.get(personId);
    if (held === undefined || outside !== undefined || twice !== undefined || base === undefined) {
      plan.refused.push(
        refusedAs({ rowNo: row.rowNo, fullName: null }, { column: "personId", reason: outside ?? twice ?? "drawn-up-malformed" }),
      );
      continue;
    }
    const { rowNo, broken } = row;
    if (broken === undefined) await planOne(deps, actor, { row, held, base, personId }, plan);
    else plan.refused.push(refusedAs({ rowNo, fullName: held.fullName }, { column: broken, reason: "value-malformed" }));
  }
  return accept(plan);
}

type OneCase = { row: CheckedRow; held: population.Facts; base: Partial<population.Facts>; personId: string };

async function planOne(deps: SheetDeps, actor: Actor, { row, held, base, personId }: OneCase, plan: Plan): Promise<void> {
  const who = { rowNo: row.rowNo, fullName: held.fullName };
  const withoutCard = planRow({ row, held, base, hasCard: false });
  const asks = "reason" in withoutCard || withoutCard.mends.length > 0;
  const hasCard = asks && (await deps.cardsInForce(deps.sql, personId)).length > 0;
  const planned = hasCard ? planRow({ row, held, base, hasCard }) : withoutCard;
  if ("reason" in planned) return void plan.refused.push(refusedAs(who, planned));
  const refusal = await foresee(deps, actor, personId, planned);
  if (refusal !== undefined) return void plan.refused.push(refusedAs(who, refusal));
  const { mends, proposal, events } = planned;
  if (mends.length > 0 || proposal !== null || events.length > 0) plan.taken.push({ ...planned, ...who, personId });
}

type Refusing = Omit<Fault, "reason"> & { reason: string };

/** Leaves out what was proposed or recorded before. @returns why the row cannot be done */
async function foresee(deps: SheetDeps, actor: Actor, personId: string, planned: PlannedRow): Promise<Refusing | undefined> {
  if (planned.proposal !== null) {
    const answer = await population.foreseeCorrection(deps, actor, personId, planned.proposal);
    if (!answer.ok) return { column: null, reason: answer.refusal.code };
    if (answer.value.known) planned.proposal = null;
  }
  const news: PlannedEvent[] = [];
  for (const event of planned.events) {
    const answer = await population.foreseeEvent(deps, actor, personId, requestOf(event));
    if (!answer.ok)
      return { column: event.column, reason: answer.refusal.code, onSheet: event.column === "mark" ? event.on : (event.to ?? "") };
    if (!answer.value.known) news.push(event);
  }
  planned.events = news;
  return undefined;
}

/** Those of the people who are registered today in the unit of the sheet, which lies in the officer's territory. */
async function registeredWithin(
  deps: SheetDeps,
  query: z.output<typeof sheetUploadSchema>,
  people: ReadonlyMap<string, population.Facts>,
): Promise<Set<string>> {
  const { unit } = await unitInBorders(deps, query);
  const today = dayNumber(deps.clock.today());
  const byUnit = Map.groupBy(people, ([, { permanentUnit = "" }]) => deps.units.last(permanentUnit, today)?.unitId);
  const within = new Set<string>();
  for (const [unitId, theirs] of byUnit) {
    if (unit === undefined || unitId === undefined || !(await isBelow(deps.sql, unitId, unit.unitId))) continue;
    for (const [personId] of theirs) within.add(personId);
  }
  return within;
}

/** What the register held when each sheet was drawn up: the rows of several may have been put together. */
async function basesOf(
  deps: SheetDeps,
  rows: readonly CheckedRow[],
  people: ReadonlyMap<string, population.Facts>,
): Promise<Map<string, Map<string, Partial<population.Facts>>>> {
  const bases = new Map<string, Map<string, Partial<population.Facts>>>();
  for (const [drawnUp, theirs] of Map.groupBy(rows, (row) => row.cell("drawnUp"))) {
    if (Number.isNaN(Date.parse(drawnUp)) || bases.size >= mostSheets) continue;
    const ids = theirs.flatMap(({ personId }) => (personId !== null && people.has(personId) ? [personId] : []));
    bases.set(drawnUp, await population.factsKnownBy(deps.sql, ids, drawnUp));
  }
  return bases;
}
const mostSheets = 50;

const digestOf = (taken: readonly Taken[]): string => createHash("sha256").update(JSON.stringify(taken)).digest("hex");

function refusedAs(
  { rowNo, fullName }: { rowNo: number; fullName: string | null },
  { column, reason, onSheet, inRegister }: Refusing,
): SheetRefused {
  return { row: rowNo, fullName, column, reason, onSheet: onSheet ?? null, inRegister: inRegister ?? null };
}

function shown({ rowNo: row, personId, fullName, mends, proposal, events }: Taken): SheetRow {
  const asChange = ({ field, before, after }: { field: string; before: string | null; after: string }) => {
    return { field, before: before === "" ? null : before, after };
  };
  const proposals = (proposal?.changes ?? []).map(({ field, from, to }) => ({ field, before: from, after: to ?? "" }));
  const told = events.map(({ what, on, to }) => ({ what, on, to }));
  return { row, personId, fullName, mends: mends.map(asChange), proposals, events: told };
}

function countsOf({ rows, taken, refused }: Plan): Omit<SheetResult, "refused"> {
  const count = (has: (one: Taken) => boolean) => taken.filter(has).length;
  const counts = { mended: count(({ mends }) => mends.length > 0), proposed: count(({ proposal }) => proposal !== null) };
  const refusedRows = new Set(refused.map(({ row }) => row)).size;
  return { rows, ...counts, events: count(({ events }) => events.length > 0), refusedRows, unchanged: rows - taken.length - refusedRows };
}
