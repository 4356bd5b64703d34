import {
  type CorrectionChange,
  type EventFacts,
  type EventRequest,
  type Facts,
  heldValue,
  isOnCard,
  type MendField,
} from "@dinhdanh/population";
import { derivedId } from "@dinhdanh/territory";
import type { CheckedRow } from "./read-sheet.ts";
import {
  type EventField,
  eventFields,
  markRow,
  type SheetColumn,
  sheetEvents,
  type SheetField,
  sheetFields,
  type SheetMark,
  type SheetRejection,
} from "./sheet-contract.ts";
import { dayOnSheet, eventValue, markOf, saidOnSheet, shownOnSheet, stillShows, unitCode } from "./sheet-values.ts";

/** What a row is compared with. */
export type RowCase = {
  row: CheckedRow;
  held: Facts;
  /** what the register held when the sheet was drawn up */
  base: Partial<Facts>;
  /** the person holds a card that is valid now */
  hasCard: boolean;
};
export type Fault = { column: SheetColumn | null; reason: SheetRejection; onSheet?: string; inRegister?: string };
export type PlannedRow = {
  mends: { field: MendField; before: string; after: string }[];
  proposal: { correctionId: string; form: "DC02"; changes: CorrectionChange[]; evidence: string } | null;
  events: PlannedEvent[];
};
/** `column`: where the sheet says so; `what` is shown for it, with the value `to` that it names. */
export type PlannedEvent = EventRequest & { column: SheetColumn; what: SheetMark | EventField; to: string | null };

/** By whom a person is told from others: never written by one officer alone. */
const identity: ReadonlySet<SheetField> = new Set(["fullName", "birthDate", "sex", "fatherPin", "motherPin", "oldIds"]);

/** Four eyes as for any correction: who the person is, and what stands on a card that they hold. The rest one officer writes, and can take back. */
const needsFourEyes = (field: SheetField, hasCard: boolean): boolean => identity.has(field) || (hasCard && isOnCard(field));

/**
 * What a row that came back asks for: cells that differ from what they showed when the sheet was drawn up, and the mark. An empty cell says nothing. What
 * changed in the register since then is no longer the officer's to overwrite. Pure.
 */
export function planRow({ row, held, base, hasCard }: RowCase): PlannedRow | Fault {
  const changes: { field: SheetField; after: string }[] = [];
  for (const field of sheetFields) {
    const read = readCell({ row, held, base }, field, saidOnSheet);
    if (typeof read === "object") return read;
    if (read !== undefined) changes.push({ field, after: read });
  }
  const evidence = row.cell("evidence").slice(0, 300);
  const told = readEvents({ row, held, base }, changes, evidence);
  if ("reason" in told) return told;
  // who joins a household does so as what they are in it
  const joins = told.events.some(({ facts }) => facts.relation !== undefined);
  const written = changes.filter(({ field }) => !(joins && field === "relation"));
  const proposed = written.filter(({ field }) => needsFourEyes(field, hasCard));
  if (proposed.length > 0 && evidence === "") return { column: "evidence", reason: "evidence-missing" };
  const mends = written.flatMap(({ field, after }) => {
    return needsFourEyes(field, hasCard) ? [] : [{ field: field as MendField, before: heldValue(held, field) ?? "", after }];
  });
  return { mends: [...mends, ...told.mends], proposal: proposalOf(row, held, proposed, evidence), events: told.events };
}

type Compared = Pick<RowCase, "row" | "held" | "base">;

/** What a cell asks for: another value than both then and now; undefined where it says nothing new. */
function readCell<Field extends SheetField | EventField>(
  { row, held, base }: Compared,
  field: Field,
  read: (field: Field, text: string) => string | null | undefined,
): string | undefined | Fault {
  const text = row.cell(field);
  if (text === "" || stillShows(field, text, held) || stillShows(field, text, base)) return undefined;
  const after = read(field, text);
  if (after === undefined || after === null) return { column: field, reason: "value-malformed", onSheet: text };
  const now = shownOnSheet(field, held, "vi");
  return now === shownOnSheet(field, base, "vi") ? after : { column: field, reason: "stale", onSheet: text, inRegister: now };
}

function proposalOf(row: CheckedRow, held: Facts, proposed: readonly { field: SheetField; after: string }[], evidence: string) {
  if (proposed.length === 0) return null;
  const changes = proposed.map(({ field, after }): CorrectionChange => ({ field, from: heldValue(held, field), to: after }));
  return { correctionId: idFor(row, changes), form: "DC02" as const, changes, evidence };
}

/** The same row of the same sheet is the same act, however often it comes back. */
const idFor = ({ personId, cell }: CheckedRow, what: unknown): string =>
  derivedId(`dinhdanh:check-sheet:${personId}:${cell("drawnUp")}:${JSON.stringify(what)}`);

type Told = Pick<PlannedRow, "mends" | "events">;
type Happening = Pick<PlannedEvent, "event" | "facts" | "column" | "what" | "to">;

/** What the mark tells, and the facts that change by an event: all on the day of the row, with its evidence. */
function readEvents(compared: Compared, changes: readonly { field: SheetField; after: string }[], evidence: string): Told | Fault {
  const { row, held } = compared;
  const marked = readMark(row, held);
  if ("reason" in marked) return marked;
  const happened = marked.happened;
  for (const field of eventFields) {
    const to = readCell(compared, field, eventValue);
    if (typeof to === "object") return to;
    if (to === undefined) continue;
    const relation = changes.find((change) => change.field === "relation")?.after ?? held.relation;
    const facts = { [field]: to, ...(field === "householdId" && relation !== undefined ? { relation } : {}) } as EventFacts;
    const move = happened.find(({ event }) => event === "move");
    // who moves enters the household there
    if (field === "householdId" && move !== undefined) move.facts = { ...move.facts, ...facts };
    else happened.push({ event: sheetEvents[field], facts, column: field, what: field, to });
  }
  if (happened.length === 0) return { mends: marked.mends, events: [] };
  const on = dayOnSheet(row.cell("day"));
  if (on === undefined) return { column: "day", reason: "day-missing", onSheet: row.cell("day") };
  if (evidence === "") return { column: "evidence", reason: "evidence-missing" };
  const events = happened.map((one) => ({ ...one, actId: idFor(row, [one.event, on, one.facts]), on: on as EventRequest["on"], evidence }));
  return { mends: marked.mends, events };
}

function readMark(row: CheckedRow, held: Facts): { mends: PlannedRow["mends"]; happened: Happening[] } | Fault {
  const given = row.cell("mark");
  if (given === "") return { mends: [], happened: [] };
  const mark = markOf(given);
  if (mark === undefined) return { column: "mark", reason: "mark-unknown", onSheet: given };
  const { event, status, facts = {} } = markRow(mark);
  const writes = status !== undefined && status !== held.residenceStatus;
  const mends = writes ? [{ field: "residenceStatus" as const, before: held.residenceStatus, after: status }] : [];
  if (event === undefined) return { mends, happened: [] };
  const toUnit = event === "move" ? unitCode(row.cell("toUnit")) : undefined;
  if (event === "move" && toUnit === undefined) return { column: "toUnit", reason: "unit-missing", onSheet: row.cell("toUnit") };
  const said: EventFacts = { ...facts, ...(toUnit === undefined ? {} : { toUnit }) };
  return { mends, happened: [{ event, facts: said, column: "mark", what: mark, to: toUnit ?? null }] };
}
