import type { Clock } from "@dinhdanh/kernel";
import type { Queryable } from "@dinhdanh/postgres";
import { namesOfUnits, wordsOfNames } from "../store/search-index.ts";
import { withinOneEdit } from "./one-edit.ts";

/** What is known of words: who bears them, and which are names of units. */
export type Lexicon = {
  /** how much a word says about who is meant: the fewer bear it, the more */
  weight: (word: string) => number;
  /** words one edit away, those of most people first; empty for words too short to tell */
  near: (word: string) => readonly string[];
  /** whether anybody's name has a word that begins so */
  known: (word: string) => boolean;
  /** whether it is a whole word of anybody's name */
  whole: (word: string) => boolean;
  /** units by name without type and diacritics, or by code */
  units: (name: string) => readonly number[];
};

const keptMs = 60_000;
/** Shorter ones are one edit away from nearly everything. */
const shortestMistyped = 3;
const mostNear = 32;

type Kept = { untilMs: number; lexicon: Promise<Lexicon> };
const kept = new WeakMap<Queryable, Kept>();

/** The lexicon, at most a minute old: some thousand words and 11,000 units, 40 ms. */
export async function lexiconOf(sql: Queryable, clock: Clock): Promise<Lexicon> {
  const known = kept.get(sql);
  if (known !== undefined && clock.nowMs() < known.untilMs) return known.lexicon;
  const lexicon = readLexicon(sql, () => kept.delete(sql));
  kept.set(sql, { untilMs: clock.nowMs() + keptMs, lexicon });
  return lexicon;
}

/** @param forget called when there is nothing worth keeping */
async function readLexicon(sql: Queryable, forget: () => void): Promise<Lexicon> {
  const [words, units] = await Promise.all([wordsOfNames(sql), namesOfUnits(sql)]).catch((error: unknown) => {
    forget();
    throw error;
  });
  if (words.size === 0) forget();
  const ordered = [...words].toSorted(([, a], [, b]) => b - a).map(([word]) => word);
  const beginnings = new Set(ordered.flatMap((word) => Array.from(word, (_, at) => word.slice(0, at + 1))));
  const byName = new Map<string, number[]>();
  for (const { unitId, code, name } of units) for (const key of [name, code]) byName.set(key, [...(byName.get(key) ?? []), unitId]);
  const all = Math.max(2, ...words.values());
  return {
    weight: (word) => 1 + Math.log(all / Math.min(all, words.get(word) ?? 1)),
    near: (word) =>
      word.length < shortestMistyped
        ? []
        : ordered.filter((other) => other.length > 1 && other !== word && withinOneEdit(word, other)).slice(0, mostNear),
    known: (word) => beginnings.has(word),
    whole: (word) => words.has(word),
    units: (name) => byName.get(name) ?? [],
  };
}
