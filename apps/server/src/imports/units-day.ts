import { statSync } from "node:fs";
import { type Day, dayNumber } from "@dinhdanh/kernel";
import { locateColumns, type Mapping } from "@dinhdanh/ledger";
import { rollFields } from "@dinhdanh/population";
import { inspectTable, readNdjson, readTable } from "@dinhdanh/tabular";
import { lastDaysOfTrees } from "@dinhdanh/territory";
import type { Register } from "../register.ts";

/**
 * The day whose tree a roll's commune codes belong to: of today and the last days of earlier trees, the one on which the fewest of the
 * file's codes are unknown; the latest of equals. Codes are reused for other areas, so a roll of 2023 read with today's codes would put
 * people into the wrong commune. Reads the whole file (about 3 s for a million rows).
 */
export async function guessUnitsDay(register: Register, path: string, mapping: Mapping = {}): Promise<Day> {
  // a missing file is the import's to report
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return register.clock.today();
  const days = [register.clock.today(), ...(await lastDaysOfTrees(register.sql))];
  const codes = await communeCodes(path, mapping);
  const unknown = days.map((day) => codes.filter((code) => register.units.resolve(code, dayNumber(day)) === undefined).length);
  return days[unknown.indexOf(Math.min(...unknown))] ?? register.clock.today();
}

async function communeCodes(path: string, mapping: Mapping): Promise<string[]> {
  const names = rollFields.map((field) => field.name);
  const wanted = names.indexOf("permanentUnit");
  const codes = new Set<string>();
  if (/\.(ndjson|jsonl)$/i.test(path)) {
    for await (const { rows } of readNdjson(path, names)) for (const row of rows) codes.add((row.cells[wanted] ?? "").trim());
  } else {
    const info = await inspectTable(path);
    const position = locateColumns(info.headers, rollFields, mapping)[wanted] ?? -1;
    for await (const { rows } of readTable(path, info)) for (const row of rows) codes.add((row.cells[position] ?? "").trim());
  }
  codes.delete("");
  return [...codes];
}
