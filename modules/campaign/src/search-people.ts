import type { Actor, Day } from "@dinhdanh/kernel";
import { personIdByPin } from "@dinhdanh/population";
import { logListRead } from "./list-reads.ts";
import type { PeopleDeps } from "./people-deps.ts";
import type { FoundPerson } from "./search-contract.ts";
import { searchWords } from "./store/people-scope.ts";
import { foundById, foundByName, foundByOldNumber, type FoundRow, type Search } from "./store/search.ts";

export type SearchQuery = { q: string; day: Day; limit: number };

/** No list is longer, whatever is asked for. */
const mostResults = 20;

/**
 * Looks for people: by identification number (12 digits), old number (9 digits), both also written in groups, or by name with or without
 * diacritics, in any order of words; words that are but begun count when nobody has the whole ones. People outside the actor's territory on the day are not found.
 * The best match comes first; never more than 20.
 */
export async function searchPeople(deps: PeopleDeps, actor: Actor, { q, day, limit }: SearchQuery): Promise<FoundPerson[]> {
  const search: Search = { actor, today: deps.clock.today(), day, limit: Math.max(1, Math.min(limit, mostResults)) };
  const people = await findPeople(deps, search, q);
  await logListRead(deps, actor, "search", people);
  return people.map(({ unitId, ...row }) => {
    const unit = unitId === null ? undefined : deps.units.byId(unitId);
    return { ...row, unit: unit?.code ?? null, unitName: unit?.name ?? null };
  });
}

async function findPeople({ sql }: PeopleDeps, search: Search, q: string): Promise<FoundRow[]> {
  const digits = q.replace(/[\s.-]/g, "");
  if (/^\d+$/.test(digits)) {
    if (digits.length === 12) {
      const personId = await personIdByPin(sql, digits);
      return personId === null ? [] : foundById(sql, search, personId);
    }
    return digits.length === 9 ? foundByOldNumber(sql, search, digits) : [];
  }
  const words = searchWords(q);
  return words === null ? [] : foundByName(sql, search, q, words);
}
