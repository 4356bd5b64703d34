import { type CorrectionChange, type EventFacts, type EventRequest, type Facts, isOnCard, type MendField } from "@dinhdanh/population";
import { derivedId } from "@dinhdanh/territory";
import type { CheckedRow } from "./read-sheet.ts";
import { markRow, type SheetColumn, type SheetField, sheetFields, type SheetMark, type SheetRejection } from "./sheet-contract.ts";
import { dayOnSheet, markOf, saidOnSheet, shownOnSheet, stillShows } from "./sheet-values.ts";

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
  event: (EventRequest & { mark: SheetMark }) | null;
};

/** By whom a person is told from others: never written by one officer alone. */
const identity: ReadonlySet<SheetField> = new Set(["fullName", "birthDate", "sex", "fatherPin", "motherPin"]);

/** Four eyes as for any correction: who the person is, and what stands on a card that they hold. The rest one officer writes, and can take back. */
const needsFourEyes = (field: SheetField, hasCard: boolean): boolean => identity.has(field) || (hasCard && isOnCard(field));

/**
 * What a row that came back asks for: cells that differ from what they showed when the sheet was drawn up, and the mark. An empty cell says nothing. What
 * changed in the register since then is no longer the officer's to overwrite. Pure.
 */
export function planRow({ row, held, base, hasCard }: RowCase): PlannedRow | Fault {
  const changes: { field: SheetField; after: string }[] = [];
  for (const field of sheetFields) {
    const text = row.cell(field);
    if (text === "" || stillShows(field, text, held) || stillShows(field, text, base)) continue;
    const after = saidOnSheet(field, text);
    if (after === undefined || after === null) return { column: field, reason: "value-malformed", onSheet: text };
    if ((held[field] ?? null) !== (base[field] ?? null))
      return { column: field, reason: "stale", onSheet: text, inRegister: shownOnSheet(field, held, "vi") };
    changes.push({ field, after });
  }
  const proposed = changes.filter(({ field }) => needsFourEyes(field, hasCard));
  const evidence = row.cell("evidence").slice(0, 300);
  if (proposed.length > 0 && evidence === "") return { column: "evidence", reason: "evidence-missing" };
  const marked = readMark(row, held, evidence);
  if ("reason" in marked) return marked;
  const mends = changes.flatMap(({ field, after }) => {
    return needsFourEyes(field, hasCard) ? [] : [{ field: field as MendField, before: held[field] ?? "", after }];
  });
  return { mends: [...mends, ...marked.mends], proposal: proposalOf(row, held, proposed, evidence), event: marked.event };
}

function proposalOf(row: CheckedRow, held: Facts, proposed: readonly { field: SheetField; after: string }[], evidence: string) {
  if (proposed.length === 0) return null;
  const changes = proposed.map(({ field, after }): CorrectionChange => ({ field, from: held[field] ?? null, to: after }));
  return { correctionId: idFor(row, changes), form: "DC02" as const, changes, evidence };
}

/** The same row of the same sheet is the same act, however often it comes back. */
const idFor = ({ personId, cell }: CheckedRow, what: unknown): string =>
  derivedId(`dinhdanh:check-sheet:${personId}:${cell("drawnUp")}:${JSON.stringify(what)}`);

type Marked = Pick<PlannedRow, "mends" | "event">;

function readMark(row: CheckedRow, held: Facts, evidence: string): Marked | Fault {
  const given = row.cell("mark");
  if (given === "") return { mends: [], event: null };
  const mark = markOf(given);
  if (mark === undefined) return { column: "mark", reason: "mark-unknown", onSheet: given };
  const { event, status, facts = {} } = markRow(mark);
  const writes = status !== undefined && status !== held.residenceStatus;
  const mends = writes ? [{ field: "residenceStatus" as const, before: held.residenceStatus, after: status }] : [];
  if (event === undefined) return { mends, event: null };
  const on = dayOnSheet(row.cell("day"));
  if (on === undefined) return { column: "day", reason: "day-missing", onSheet: row.cell("day") };
  if (evidence === "") return { column: "evidence", reason: "evidence-missing" };
  const toUnit = event === "move" ? unitCode(row.cell("toUnit")) : undefined;
  if (event === "move" && toUnit === undefined) return { column: "toUnit", reason: "unit-missing", onSheet: row.cell("toUnit") };
  const said: EventFacts = { ...facts, ...(toUnit === undefined ? {} : { toUnit }) };
  const actId = idFor(row, [event, on, said]);
  return { mends, event: { actId, event, on: on as EventRequest["on"], evidence, facts: said, mark } };
}

/** Spreadsheets take the zeros before a code away. */
const unitCode = (text: string): string | undefined => (/^\d{1,5}$/.test(text) ? text.padStart(5, "0") : undefined);
