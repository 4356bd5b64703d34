import { type Day, isDay } from "@dinhdanh/kernel";
import { openKnownTable, type FaultyTable, type TableRow } from "@dinhdanh/tabular";
import { normaliseText } from "@dinhdanh/vietnamese";
import type { Level } from "../contract.ts";
import { openingDay } from "../unit.ts";
import type { RowRefusal, UnitRowReason } from "./reasons.ts";

const columns = ["code", "name", "level", "parent", "validFrom", "predecessors"] as const;
type Column = (typeof columns)[number];
const required = columns.filter((column) => column !== "predecessors");

/** A row whose cells make sense by themselves. */
export type UnitLine = {
  row: number;
  code: string;
  name: string;
  level: Exclude<Level, "country">;
  /** code; null for a province */
  parent: string | null;
  validFrom: Day;
  predecessors: { code: string; whole: boolean }[];
};

export type UnitFile = FaultyTable | { fault?: never; lines: UnitLine[]; refusals: RowRefusal[] };

/** Twice the units that ever existed at once. The file is held in memory. */
const mostRows = 25_000;
const longestCell = 1000;
const codeLength = { province: 2, district: 3, commune: 5 } as const;

/** Reads a file of units (docs/file-formats.md, "Units") and checks each row by itself. */
export async function readUnitFile(path: string): Promise<UnitFile> {
  const table = await openKnownTable({ path }, { columns, required });
  if (table.fault !== undefined) return table;
  const lines: UnitLine[] = [];
  const refusals: RowRefusal[] = [];
  for await (const { rows } of table.batches) {
    for (const row of rows) {
      const line = checkRow(row, table.headers);
      if ("reason" in line) refusals.push(line);
      else lines.push(line);
    }
    if (lines.length + refusals.length > mostRows) return { fault: "too-many-rows", column: "" };
  }
  return { lines, refusals };
}

function checkRow(row: TableRow, headers: readonly Column[]): UnitLine | RowRefusal {
  const refused = (column: Column | "", reason: UnitRowReason): RowRefusal => ({ row: row.rowNo, column, reason });
  if (row.problem !== undefined) return refused("", row.problem);
  if (row.cells.length !== headers.length) return refused("", "wrong-cell-count");
  for (const [index, cell] of row.cells.entries()) {
    if (cell.length > longestCell) return refused(headers[index] ?? "", "cell-too-long");
    if (cell.includes("\u0000") || cell.includes("\uFFFD")) return refused(headers[index] ?? "", "broken-text");
  }
  const line = checkCells(row.rowNo, (column) => normaliseText(row.cells[headers.indexOf(column)] ?? ""));
  return Array.isArray(line) ? refused(...line) : line;
}

function checkCells(row: number, cell: (column: Column) => string): UnitLine | [Column, UnitRowReason] {
  const level = cell("level");
  if (level !== "province" && level !== "district" && level !== "commune") return ["level", "bad-level"];
  const code = cell("code");
  if (!/^\d+$/.test(code) || code.length !== codeLength[level] || code === "00") return ["code", "bad-code"];
  const name = cell("name");
  if (name === "") return ["name", "no-name"];
  const validFrom = cell("validFrom");
  if (!isDay(validFrom)) return ["validFrom", "bad-day"];
  if (validFrom <= openingDay) return ["validFrom", "too-early"];
  const parent = cell("parent");
  if ((parent === "") !== (level === "province") || !/^(\d{2,3})?$/.test(parent)) return ["parent", "bad-parent"];
  const predecessors = parsePredecessors(cell("predecessors"));
  if (predecessors === undefined) return ["predecessors", "bad-predecessor"];
  return { row, code, name, level, parent: parent === "" ? null : parent, validFrom, predecessors };
}

/** `13450;13453*` → codes, whole unless marked; undefined when it is no such list or names a unit twice. */
function parsePredecessors(text: string): UnitLine["predecessors"] | undefined {
  if (text === "") return [];
  const parts = text.split(";").map((part) => part.trim());
  if (!parts.every((part) => /^(\d{2}|\d{3}|\d{5})\*?$/.test(part))) return undefined;
  const predecessors = parts.map((part) => ({ code: part.replace("*", ""), whole: !part.endsWith("*") }));
  return new Set(predecessors.map(({ code }) => code)).size === parts.length ? predecessors : undefined;
}
