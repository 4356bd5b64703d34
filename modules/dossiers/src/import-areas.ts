import { createHash } from "node:crypto";
import { accept, type Actor, dayNumber, isDay, type Outcome, type Refusal, refuse } from "@dinhdanh/kernel";
import type { Tx } from "@dinhdanh/postgres";
import { type FaultyTable, openKnownTable, type TableFault, type TableRow } from "@dinhdanh/tabular";
import { may } from "@dinhdanh/staff";
import { unitsByIds } from "@dinhdanh/territory";
import { type AreaChanges, areaKeys, type AreaPreview, type AreaRowReason, type AreaRowRefusal } from "./contract.ts";
import type { DossierDeps } from "./deps.ts";
import { type AreaChange, changedAreas, recordAreas } from "./state-areas.ts";
import { lockAreas } from "./store/settings.ts";

const columns = ["unit", "area", "validFrom", "name"] as const;
type Column = (typeof columns)[number];
const required: readonly Column[] = ["unit", "area"];
/** Twice the units that ever existed at once. The file is held in memory. */
const mostRows = 25_000;

/** Changes and refusals that are shown of a file; the counts are of all. */
const mostShown = 100;

export type AreaImportRefusal = Refusal<"not-permitted" | TableFault | "rows-refused" | "changed-meanwhile"> & {
  rows: AreaRowRefusal[];
};
export type AreaImportOutcome = { ok: true; value: AreaChanges } | { ok: false; refusal: AreaImportRefusal };
/** `digest`: of the preview that was shown. */
type AreaImport = ({ path: string } | { bytes: Uint8Array }) & { preview: boolean; digest?: string };

/**
 * Takes in a CSV file of areas (docs/file-formats.md, "Areas"): all of it or nothing, and the same file again changes nothing. What the file does not name
 * stays. Refusals, in the order checked: `not-permitted`, those of the file (details.column), `rows-refused` with every row at fault, `changed-meanwhile`.
 */
export async function importAreas(deps: DossierDeps, actor: Actor, given: AreaImport): Promise<AreaImportOutcome> {
  if (!may(actor, "set-areas")) return refused("not-permitted", {});
  const file = await readAreaFile(deps, given);
  if (file.fault !== undefined) return refused(file.fault, { column: file.column });
  const [first] = file.refusals;
  if (first !== undefined) {
    const { row, column, reason } = first;
    return refused("rows-refused", { rows: file.refusals.length, row, column, reason }, file.refusals);
  }
  const outcome = await deps.sql.begin(async (tx) => {
    await lockAreas(tx);
    const changes = await changedAreas(tx, file.wanted);
    const told = await tell(tx, file.wanted.length, changes);
    if (given.digest !== undefined && given.digest !== told.digest) return refused("changed-meanwhile", {});
    if (!given.preview) await recordAreas(tx, deps, actor, changes);
    return accept(told);
  });
  await deps.settings.refreshAreas(deps.sql);
  return outcome;
}

/** What an uploaded file would change, or everything that is wrong with it; nothing is written. Refusals: `not-permitted`. */
export async function previewAreas(deps: DossierDeps, actor: Actor, bytes: Uint8Array): Promise<Outcome<AreaPreview, "not-permitted">> {
  const outcome = await importAreas(deps, actor, { bytes, preview: true });
  if (outcome.ok) return accept({ would: outcome.value, fault: null, refused: [], refusedRows: 0 });
  const { code, details, rows } = outcome.refusal;
  if (code === "not-permitted") return refuse(code);
  const isFault = code !== "rows-refused" && code !== "changed-meanwhile";
  const fault = isFault ? { code, column: String(details?.["column"] ?? "") } : null;
  return accept({ would: null, fault, refused: rows.slice(0, mostShown), refusedRows: rows.length });
}

async function tell(tx: Tx, read: number, changes: Awaited<ReturnType<typeof changedAreas>>): Promise<AreaChanges> {
  const removed = changes.filter(({ area }) => area === null).length;
  const added = changes.filter(({ was }) => was === null).length;
  const shown = changes.slice(0, mostShown);
  const units = await unitsByIds(tx, shown.map(({ unitId }) => unitId)); // prettier-ignore
  return {
    ...{ read, added, changed: changes.length - added - removed, removed, unchanged: read - changes.length },
    changes: shown.map(({ unitId, was, area }) => ({
      code: units.get(unitId)?.code ?? "",
      name: units.get(unitId)?.name ?? "",
      was,
      area,
    })),
    digest: createHash("sha256").update(JSON.stringify(changes)).digest("hex"),
  };
}

const refused = (
  code: AreaImportRefusal["code"],
  details: Record<string, string | number>,
  rows: AreaRowRefusal[] = [],
): AreaImportOutcome => ({ ok: false, refusal: { ...refuse(code, details).refusal, rows } });

type AreaFile = FaultyTable | { fault?: never; wanted: AreaChange[]; refusals: AreaRowRefusal[] };

async function readAreaFile(deps: DossierDeps, given: AreaImport): Promise<AreaFile> {
  const table = await openKnownTable(given, { columns, required });
  if (table.fault !== undefined) return table;
  const wanted = new Map<number, AreaChange>();
  const refusals: AreaRowRefusal[] = [];
  for await (const { rows } of table.batches) {
    for (const row of rows) {
      const line = readRow(deps, row, table.headers);
      if (Array.isArray(line)) refusals.push({ row: row.rowNo, column: line[0], reason: line[1] });
      else if (wanted.has(line.unitId)) refusals.push({ row: row.rowNo, column: "unit", reason: "twice-in-file" });
      else wanted.set(line.unitId, line);
    }
    if (wanted.size + refusals.length > mostRows) return { fault: "too-many-rows", column: "" };
  }
  return { wanted: [...wanted.values()], refusals };
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
