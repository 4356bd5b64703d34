import { statSync } from "node:fs";
import { type Day, dayNumber } from "@dinhdanh/kernel";
import { type ImportView, locateColumns, type Mapping, type UnitsRead } from "@dinhdanh/ledger";
import { rollFields } from "@dinhdanh/population";
import { inspectTable, readNdjson, readTable } from "@dinhdanh/tabular";
import { lastDaysOfTrees } from "@dinhdanh/territory";
import type { Register } from "../register.ts";

/** code → rows that bear it as their commune; "" of rows without one */
export type CommuneCodes = ReadonlyMap<string, number>;

const field = rollFields.findIndex(({ name }) => name === "permanentUnit");
const mostShown = 10;

/** Different codes that are told apart, some ten times as many as there are communes: a file of nothing but others is counted as one. */
const mostCodes = 100_000;
const others = "…";

/**
 * The day whose tree a roll's commune codes belong to: of today and the last days of earlier trees, the one on which the fewest of the
 * file's codes are unknown; the latest of equals. Codes are reused for other areas, so a roll of 2023 read with today's codes would put
 * people into the wrong commune. Reads the whole file (about 3 s for a million rows).
 */
export async function guessUnitsDay(register: Register, path: string, mapping: Mapping = {}): Promise<Day> {
  // a missing file is the import's to report
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return register.clock.today();
  const position = isNdjson(path) ? field : locateColumns((await inspectTable(path)).headers, rollFields, mapping)[field];
  return (await guessFrom(register, await countCommuneCodes(path, position ?? -1))).on;
}

/** @param position of the column that names the commune; -1: none does */
export async function countCommuneCodes(path: string, position: number): Promise<CommuneCodes> {
  const batches = isNdjson(path)
    ? readNdjson(
        path,
        rollFields.map(({ name }) => name),
      )
    : readTable(path, await inspectTable(path));
  const counts = new Map<string, number>();
  for await (const { rows } of batches) {
    for (const { cells } of rows) {
      const given = (cells[position] ?? "").trim();
      const code = counts.size < mostCodes || counts.has(given) ? given : others;
      counts.set(code, (counts.get(code) ?? 0) + 1);
    }
  }
  return counts;
}

/** How the codes of a roll read on a day, or on the one that is guessed. */
export async function readUnits(register: Register, codes: CommuneCodes, day?: Day): Promise<Omit<UnitsRead, "marks">> {
  const { today, ...guessed } = await guessFrom(register, codes);
  const on = day ?? guessed.on;
  const unknown = [...codes].filter(([code]) => !knows(register, code, on)).map(([code, rows]) => ({ code, rows }));
  const sum = (counts: Iterable<number>) => [...counts].reduce((total, rows) => total + rows, 0);
  const different = codes.size - (codes.has("") ? 1 : 0);
  return {
    ...{ on, guessed, today: { on: register.clock.today(), known: today } },
    ...{ codes: different, known: different - unknown.filter(({ code }) => code !== "").length },
    ...{ rows: sum(codes.values()), rowsUnknown: sum(unknown.map(({ rows }) => rows)) },
    unknown: unknown.toSorted((a, b) => b.rows - a.rows || (a.code < b.code ? -1 : 1)).slice(0, mostShown),
  };
}

/** Cells of the first rows that name a unit not known on the day, as reading them will find. */
export function unknownUnits(
  { units }: Register,
  columns: ImportView["columns"],
  rows: readonly (readonly string[])[],
  on: Day,
): UnitsRead["marks"] {
  const day = dayNumber(on);
  const at = (name: string) => columns.findIndex((column) => column.field === name);
  const [permanent, current] = [at("permanentUnit"), at("currentUnit")];
  return rows.flatMap((cells, row) => {
    const [home = "", place = ""] = [cells[permanent]?.trim(), cells[current]?.trim()];
    const marks = permanent >= 0 && units.resolve(home, day) === undefined ? [{ row, column: permanent }] : [];
    return place === "" || place === home || units.find(place, day) !== undefined ? marks : [...marks, { row, column: current }];
  });
}

const isNdjson = (path: string) => /\.(ndjson|jsonl)$/i.test(path);

const knows = ({ units }: Register, code: string, day: Day) => units.resolve(code, dayNumber(day)) !== undefined;

/** @returns the day with how many of the codes it knows, and how many today knows */
async function guessFrom(register: Register, codes: CommuneCodes): Promise<{ on: Day; known: number; today: number }> {
  const days = [register.clock.today(), ...(await lastDaysOfTrees(register.sql))];
  const known = days.map((day) => [...codes.keys()].filter((code) => knows(register, code, day)).length);
  const best = known.indexOf(Math.max(...known));
  return { on: days[best] ?? register.clock.today(), known: known[best] ?? 0, today: known[0] ?? 0 };
}
