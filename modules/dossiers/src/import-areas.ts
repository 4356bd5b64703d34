import { accept, type Actor, dayNumber, isDay, type Refusal, refuse } from "@dinhdanh/kernel";
import { inspectTable, readTable, type TableRow } from "@dinhdanh/tabular";
import { may } from "@dinhdanh/staff";
import { areaKeys, type AreaRowReason, type AreaRowRefusal } from "./contract.ts";
import type { DossierDeps } from "./deps.ts";
import { type AreaChange, changedAreas, recordAreas } from "./state-areas.ts";
import { lockAreas } from "./store/settings.ts";

const columns = ["unit", "area", "validFrom", "name"] as const;
type Column = (typeof columns)[number];
const required: readonly Column[] = ["unit", "area"];
/** Twice the units that ever existed at once. The file is held in memory. */
const mostRows = 25_000;

type FileFault = "missing-file" | "empty-file" | "unknown-column" | "missing-column" | "column-twice" | "too-many-rows";
export type AreaImportRefusal = Refusal<"not-permitted" | FileFault | "rows-refused"> & { rows: AreaRowRefusal[] };
/** `read` is the sum of the four; `written`: false for a preview. */
export type ImportedAreas = { read: number; added: number; changed: number; removed: number; unchanged: number; written: boolean };
export type AreaImportOutcome = { ok: true; value: ImportedAreas } | { ok: false; refusal: AreaImportRefusal };

/**
 * Takes in a CSV file of areas (docs/file-formats.md, "Areas"): all of it or nothing, and the same file again changes nothing. What the file does not name
 * stays. Refusals, in the order checked: `not-permitted`, those of the file (details.column), `rows-refused` with every row at fault.
 */
export async function importAreas(
  deps: DossierDeps,
  actor: Actor,
  { path, preview }: { path: string; preview: boolean },
): Promise<AreaImportOutcome> {
  if (!may(actor, "set-areas")) return refused("not-permitted", {});
  const file = await readAreaFile(deps, path);
  if ("fault" in file) return refused(file.fault, { column: file.column });
  const [first] = file.refusals;
  if (first !== undefined) {
    const { row, column, reason } = first;
    return refused("rows-refused", { rows: file.refusals.length, row, column, reason }, file.refusals);
  }
  const outcome = await deps.sql.begin(async (tx) => {
    await lockAreas(tx);
    const changes = await changedAreas(tx, file.wanted);
    if (!preview) await recordAreas(tx, deps, actor, changes);
    const removed = changes.filter(({ area }) => area === null).length;
    const added = changes.filter(({ was }) => was === null).length;
    const counts = { added, changed: changes.length - added - removed, removed, unchanged: file.wanted.length - changes.length };
    return accept({ read: file.wanted.length, ...counts, written: !preview });
  });
  await deps.settings.refreshAreas(deps.sql);
  return outcome;
}

const refused = (
  code: AreaImportRefusal["code"],
  details: Record<string, string | number>,
  rows: AreaRowRefusal[] = [],
): AreaImportOutcome => ({ ok: false, refusal: { ...refuse(code, details).refusal, rows } });

type AreaFile = { fault: FileFault; column: string } | { wanted: AreaChange[]; refusals: AreaRowRefusal[] };

async function readAreaFile(deps: DossierDeps, path: string): Promise<AreaFile> {
  const info = await inspectTable(path).catch((error: unknown) => {
    if ((error as { code?: string }).code === "ENOENT") return undefined;
    throw error;
  });
  if (info === undefined) return { fault: "missing-file", column: "" };
  const fault = headerFault(info.headers);
  if (fault !== undefined) return fault;
  const wanted = new Map<number, AreaChange>();
  const refusals: AreaRowRefusal[] = [];
  for await (const { rows } of readTable(path, info)) {
    for (const row of rows) {
      const line = readRow(deps, row, info.headers as Column[]);
      if (Array.isArray(line)) refusals.push({ row: row.rowNo, column: line[0], reason: line[1] });
      else if (wanted.has(line.unitId)) refusals.push({ row: row.rowNo, column: "unit", reason: "twice-in-file" });
      else wanted.set(line.unitId, line);
    }
    if (wanted.size + refusals.length > mostRows) return { fault: "too-many-rows", column: "" };
  }
  return { wanted: [...wanted.values()], refusals };
}

function headerFault(headers: readonly string[]): { fault: FileFault; column: string } | undefined {
  if (headers.every((header) => header === "")) return { fault: "empty-file", column: "" };
  for (const [index, header] of headers.entries()) {
    if (!(columns as readonly string[]).includes(header)) return { fault: "unknown-column", column: header };
    if (headers.indexOf(header) !== index) return { fault: "column-twice", column: header };
  }
  const missing = required.find((column) => !headers.includes(column));
  return missing === undefined ? undefined : { fault: "missing-column", column: missing };
}

function readRow({ units, ledger }: DossierDeps, row: TableRow, headers: readonly Column[]): AreaChange | [Column | "", AreaRowReason] {
  if (row.problem !== undefined) return ["", row.problem];
  if (row.cells.length !== headers.length) return ["", "wrong-cell-count"];
  const cell = (column: Column) => (row.cells[headers.indexOf(column)] ?? "").trim();
  const [code, day, word] = [cell("unit"), cell("validFrom"), cell("area")];
  if (!/^(\d{2}|\d{3}|\d{5})$/.test(code)) return ["unit", "bad-code"];
  if (day !== "" && !isDay(day)) return ["validFrom", "bad-day"];
  const unit = day === "" ? units.last(code, dayNumber(ledger.clock.today())) : units.find(code, dayNumber(day));
  if (unit === undefined) return ["unit", "unit-unknown"];
  const area = areaKeys.find((key) => key === word);
  if (area === undefined && word !== "none") return ["area", "bad-area"];
  return { unitId: unit.unitId, area: area ?? null };
}
