import { nameMatcher, searchKey } from "@dinhdanh/vietnamese";
import type { SearchMatch } from "../search-contract.ts";
import { searchMatches } from "../search-contract.ts";
import type { Candidate } from "../store/search.ts";
import type { Lexicon } from "./lexicon.ts";

export type Ranked = Candidate & { match: SearchMatch };

/**
 * The best first: exact, then what begins so, then every word in any order, then words that agree but for their diacritics, then mistyped ones. Within
 * each, who shares the rarer words with what was typed; then by name.
 */
export function rankByName(candidates: readonly Candidate[], typed: string, lexicon: Lexicon): Ranked[] {
  const matches = nameMatcher(typed);
  const key = searchKey(typed);
  const words = key.split(" ");
  const ranked = candidates.map((one) => ({ ...one, match: matchOf(one, key, words, matches), weight: weightOf(one, words, lexicon) }));
  return ranked.toSorted(
    (a, b) =>
      searchMatches.indexOf(a.match) - searchMatches.indexOf(b.match) ||
      b.weight - a.weight ||
      (a.nameKey < b.nameKey ? -1 : a.nameKey > b.nameKey ? 1 : a.personId < b.personId ? -1 : 1),
  );
}

function matchOf({ name, nameKey }: Candidate, key: string, words: readonly string[], matches: (name: string) => boolean): SearchMatch {
  if (!matches(name)) return words.every((word) => ` ${nameKey}`.includes(` ${word}`)) ? "unaccented" : "typo";
  if (nameKey === key) return "exact";
  return nameKey.startsWith(key) ? "prefix" : "contains";
}

/** How much of what was typed the name holds, rare words counting more. */
function weightOf({ nameKey }: Candidate, words: readonly string[], lexicon: Lexicon): number {
  const theirs = nameKey.split(" ");
  let weight = 0;
  for (const word of words) if (theirs.includes(word)) weight += lexicon.weight(word);
  return weight;
}
