import type { Actor } from "@dinhdanh/kernel";
import { type Remaining, type RemainingGroup, remainingGroupKeys } from "./contract.ts";
import { logListRead } from "./list-reads.ts";
import type { PeopleDeps } from "./people-deps.ts";
import { runsOfPage } from "./people-page.ts";
import { chosenRuns, countRemaining, openRemaining, partOf, type RemainingList, type RemainingQuery, toPerson } from "./remaining-list.ts";
import { groupRank } from "./remaining-rules.ts";
import { searchWords } from "./store/people-scope.ts";
import {
  firstPageAhead,
  remainingMatches,
  remainingPage,
  type RemainingRow,
  type RemainingRun,
  type RemainingScope,
} from "./store/remaining.ts";

/**
 * Everyone of a unit (any level) who is eligible and not collected as of the end of a day, by what it takes to collect from them.
 * Counts of groups are without filters; `matching` is with them. Those excluded are listed with the reason in force.
 * Residence and conflicts are as the register knows them now: it keeps no history of either.
 * People outside the actor's territory are neither listed nor counted; a unit unknown on the day has nobody.
 */
export async function remaining(deps: PeopleDeps, actor: Actor, query: RemainingQuery): Promise<Remaining> {
  const opened = await openRemaining(deps, actor, query);
  if (opened === null)
    return { unit: query.unit, name: query.unit, asOf: query.asOf, total: 0, groups: groupsOf(null), people: [], matching: 0 };
  const [list, ahead] = await Promise.all([countRemaining(deps, opened), readAhead(deps, opened.scope, query)]);
  const runs = chosenRuns(list, query);
  const { matching, rows } = ahead === null ? await readPage(deps, list, runs, query) : { matching: total(runs), rows: ahead };
  if (ahead === null) await logListRead(deps, actor, "remaining", rows);
  return {
    ...{ unit: query.unit, name: list.unitName, asOf: query.asOf },
    total: total(list.runs),
    groups: groupsOf(list),
    people: rows.map((row) => toPerson(row, list, deps)),
    matching,
  };
}

/** The first page as the list opens, read and logged while the list is counted: counting takes longer than both. */
async function readAhead(deps: PeopleDeps, scope: RemainingScope, query: RemainingQuery): Promise<RemainingRow[] | null> {
  const { search, offset, limit, group, destination } = query;
  const opens = offset === 0 && [search, group, destination].every((filter) => filter === undefined);
  if (!opens || deps.units.byId(scope.unitId)?.level !== "commune") return null;
  const rows = await firstPageAhead(deps.sql, scope, limit);
  if (rows !== null) await logListRead(deps, scope.actor, "remaining", rows);
  return rows;
}

const total = (runs: readonly RemainingRun[]) => runs.reduce((sum, run) => sum + run.n, 0);

async function readPage(
  deps: PeopleDeps,
  list: RemainingList,
  runs: RemainingRun[],
  query: RemainingQuery,
): Promise<{ matching: number; rows: RemainingRow[] }> {
  const { search, offset, limit } = query;
  const part = partOf(runs, query);
  if (search !== undefined && search.trim() !== "") {
    const words = searchWords(search);
    if (words === null || runs.length === 0) return { matching: 0, rows: [] };
    const { matching, people } = await remainingMatches(deps.sql, list.scope, part, { search, words, offset, limit });
    return { matching, rows: people };
  }
  const page = runsOfPage(part.runs, offset, limit);
  const matching = total(runs);
  if (page.runs.length === 0) return { matching, rows: [] };
  return { matching, rows: await remainingPage(deps.sql, list.scope, { ...part, runs: page.runs }, page.skip, limit) };
}

/** Every group in order, also the empty ones; the places of those away, most people first. */
function groupsOf(list: RemainingList | null): Remaining["groups"] {
  return remainingGroupKeys.map((group) => {
    const runs = list?.runs.filter((run) => run.rank === groupRank(group)) ?? [];
    return { group, count: total(runs), destinations: list === null ? [] : destinationsOf(group, runs, list) };
  });
}

function destinationsOf(group: RemainingGroup, runs: readonly RemainingRun[], list: RemainingList): { name: string; count: number }[] {
  if (group !== "away") return [];
  const counts = new Map<string, number>();
  for (const run of runs) {
    const name = run.place === null ? undefined : list.destinations.get(run.place);
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + run.n);
  }
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}
