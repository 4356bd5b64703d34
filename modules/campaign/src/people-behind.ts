import type { Actor } from "@dinhdanh/kernel";
import type { z } from "zod";
import type { People, peopleQuerySchema } from "./contract.ts";
import { logListRead } from "./list-reads.ts";
import type { PeopleDeps } from "./people-deps.ts";
import { measureNamed } from "./people-measures.ts";
import { runsOfPage } from "./people-page.ts";
import { unitOfList, yearsBorn } from "./scope.ts";
import { searchWords } from "./store/people-scope.ts";
import { type Behind, type BehindRow, peopleByCommune, peopleMatches, peoplePage } from "./store/people.ts";

export type PeopleQuery = z.output<typeof peopleQuerySchema>;

/**
 * The people behind a figure of a unit as of the end of a day: those for whom the measure holds or, with `not`, those who are eligible (with
 * `after`, who have reached that stage) and for whom it does not. In order of commune and given name. For the whole territory `total` without search is the figure itself.
 * People outside the actor's territory are neither listed nor counted; a unit unknown on the day has nobody.
 */
export async function peopleBehind(deps: PeopleDeps, actor: Actor, query: PeopleQuery): Promise<People> {
  const { sql, engine, units, clock } = deps;
  const { unit } = await unitOfList(deps, query);
  if (unit === undefined) return { name: query.unit, total: 0, people: [] };
  const behind: Behind = {
    ...{ actor, today: clock.today(), unitId: unit.unitId, day: query.asOf, not: query.not },
    born: yearsBorn(query.born),
    ...{ measure: measureNamed(engine, query.measure), after: measureNamed(engine, query.after ?? "eligible") },
  };
  const code = (unitId: number) => units.byId(unitId)?.code ?? "";
  const communes = await peopleByCommune(sql, behind);
  communes.sort((a, b) => (code(a.unitId) < code(b.unitId) ? -1 : code(a.unitId) > code(b.unitId) ? 1 : a.unitId - b.unitId));
  const { total, rows } = await readPage(deps, behind, communes, query);
  await logListRead(deps, actor, "people", rows);
  return { name: unit.name, total, people: rows.map((row) => toPerson(row, units)) };
}

async function readPage(
  { sql }: PeopleDeps,
  behind: Behind,
  communes: { unitId: number; n: number }[],
  { search, offset, limit }: PeopleQuery,
): Promise<{ total: number; rows: BehindRow[] }> {
  if (search !== undefined && search.trim() !== "") {
    const words = searchWords(search);
    if (words === null) return { total: 0, rows: [] };
    const unitIds = communes.map((commune) => commune.unitId);
    const { matching, people } = await peopleMatches(sql, behind, unitIds, { search, words, offset, limit });
    return { total: matching, rows: people };
  }
  const page = runsOfPage(communes, offset, limit);
  const total = communes.reduce((sum, commune) => sum + commune.n, 0);
  if (page.runs.length === 0) return { total, rows: [] };
  const unitIds = page.runs.map((commune) => commune.unitId);
  return { total, rows: await peoplePage(sql, behind, unitIds, page.skip, limit) };
}

function toPerson({ unitId, ...row }: BehindRow, units: PeopleDeps["units"]): People["people"][number] {
  const unit = units.byId(unitId);
  return { ...row, unit: unit?.code ?? "", unitName: unit?.name ?? "", since: row.since as People["people"][number]["since"] };
}
