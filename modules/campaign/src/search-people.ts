import { type Actor, type Day, dayNumber } from "@dinhdanh/kernel";
import type { Purpose } from "@dinhdanh/population";
import type { Sql } from "@dinhdanh/postgres";
import { logListRead } from "./list-reads.ts";
import type { PeopleDeps } from "./people-deps.ts";
import { findPeople, type Hit, type Stretch, stretches } from "./search/find-people.ts";
import { indexLatest } from "./search/index-people.ts";
import { type Lexicon, lexiconOf } from "./search/lexicon.ts";
import { type Asked, readQuery, wordsOf } from "./search/read-query.ts";
import { anyOf, term } from "./search/terms.ts";
import type { FoundPerson } from "./search-contract.ts";
import { type FoundRow, type Search, shownOf } from "./store/search.ts";

export type SearchQuery = {
  q: string;
  day: Day;
  limit: number;
  /** stated to see people outside the territory */
  purpose?: Purpose | undefined;
  /** whether a word or number may be mistyped: not for who goes on with the only one found */
  mistyped?: boolean | undefined;
};
export type SearchAnswer = {
  people: FoundPerson[];
  /** how many more match outside the territory, shown once a purpose is stated; 100 stands for 100 or more. Beside a full list, those called so */
  outside: number;
  /** a roll that was imported is still being indexed: whoever is not found may yet be there */
  indexing: boolean;
};
export type SearchDeps = PeopleDeps & { sql: Sql };

/** No list is longer, whatever is asked for. */
const mostResults = 20;

type Shown = FoundRow & Hit;

/**
 * Looks for people by whatever one free text holds: number, old number or telephone (also in groups, begun or with a digit mistyped), name with or
 * without diacritics in any order of words, one word of it mistyped, birth date in part, parent, household, unit. The best match comes first; never
 * more than 20. People outside the actor's territory on the day are counted; with a purpose they follow those within it, and each such look is
 * logged with that purpose. 987,000 people: see `npm run bench -- search`.
 */
export async function searchPeople(deps: SearchDeps, actor: Actor, query: SearchQuery): Promise<SearchAnswer> {
  const indexing = await indexLatest(deps.sql);
  const search: Search = { actor, today: deps.clock.today(), day: query.day };
  const whole: Deps = { ...deps, lexicon: await lexiconOf(deps.sql, deps.clock) };
  const found = await firstThatFinds(whole, search, readQuery(query.q), query.mistyped === true ? stretches : ["as-typed", "begun"]);
  const limit = Math.max(1, Math.min(query.limit, mostResults));
  const own = found.filter(({ within }) => within).slice(0, limit);
  const others = found.filter(({ within }) => !within);
  const shown = query.purpose === undefined ? [] : others.slice(0, limit - own.length);
  await logListRead(deps, actor, "search", own);
  await logListRead(deps, actor, "search", shown, query.purpose);
  return { people: [...own, ...shown].map((row) => toFound(deps, row)), outside: others.length - shown.length, indexing };
}

type Deps = SearchDeps & { lexicon: Lexicon };

/** Readings in turn, all of them as they stand before any is stretched. */
async function firstThatFinds(deps: Deps, search: Search, readings: readonly Asked[], upTo: readonly Stretch[]): Promise<Shown[]> {
  const all = readings.flatMap((asked) => [asked, ...placesAtTheEnd(deps.lexicon, asked)]);
  for (const stretch of upTo) {
    for (const asked of all) {
      const found = await findWhere(deps, search, asked, stretch);
      if (found.length > 0) return found;
    }
  }
  return [];
}

/** A unit may stand behind a name without a word that says so. */
function placesAtTheEnd({ units }: Lexicon, asked: Asked): Asked[] {
  const words = asked.name.split(" ");
  if (asked.place !== null) return [];
  return [4, 3, 2, 1].flatMap((length) => {
    const place = wordsOf(words.slice(-length).join(" ")).join(" ");
    const name = words.slice(0, -length).join(" ");
    return words.length < length || (name === "" && asked.born === null) || units(place).length === 0 ? [] : [{ ...asked, name, place }];
  });
}

/** Within the territory first, however many there are elsewhere. */
async function findWhere(deps: Deps, search: Search, asked: Asked, stretch: Stretch): Promise<Shown[]> {
  const { sql, lexicon } = deps;
  const places = asked.place === null ? null : lexicon.units(asked.place);
  if (places !== null && places.length === 0) return [];
  const there = places === null ? null : anyOf(places.map((unitId) => term("u", String(unitId))));
  const scope = scopeUnit(deps, search.actor);
  const narrow = scope === null ? there : [term("u", String(scope)), ...(there === null ? [] : [there])].join(" & ");
  const own = await show(deps, search, await findPeople({ sql, lexicon }, asked, stretch, narrow));
  if (scope === null) return own;
  const known = new Set(own.map(({ personId }) => personId));
  const anywhere = (await findPeople({ sql, lexicon, brief: own.length >= mostResults }, asked, stretch, there)).filter(
    ({ personId }) => !known.has(personId),
  );
  return [...own, ...(await show(deps, search, anywhere))];
}

/** The unit of the officer's scope; 0, of which nobody is, when no unit ever bore its code. */
function scopeUnit({ units, clock }: Deps, { scope, scopeUnitId }: Actor): number | null {
  if (scope === null) return null;
  return scopeUnitId ?? units.last(scope, dayNumber(clock.today()))?.unitId ?? -1;
}

async function show({ sql }: Deps, search: Search, hits: readonly Hit[]): Promise<Shown[]> {
  const match = new Map(hits.map((hit) => [hit.personId, hit.match]));
  const rows = await shownOf(sql, search, [...match.keys()]);
  return rows.map((row) => ({ ...row, match: match.get(row.personId) ?? "typo" }));
}

function toFound({ units }: PeopleDeps, { unitId, within, ...row }: Shown): FoundPerson {
  const unit = unitId === null ? undefined : units.byId(unitId);
  return { ...row, outside: !within, unit: unit?.code ?? null, unitName: unit?.name ?? null };
}
