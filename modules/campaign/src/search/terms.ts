import type { Asked } from "./read-query.ts";
import { wordsOf } from "./read-query.ts";
import type { Lexicon } from "./lexicon.ts";

/** A word of `campaign.sought.doc` as a text search query names it. */
export const term = (letter: string, word: string, begun = false): string =>
  `'${(letter + word).replace(/[\\']/g, (c) => c + c)}'${begun ? ":*" : ""}`;

export const anyOf = (terms: readonly string[]): string => (terms.length === 1 ? (terms[0] ?? "") : `(${terms.join(" | ")})`);
export const allOf = (terms: readonly string[]): string => terms.join(" & ");

/** One letter begins the names of a third of everybody: looked for only where there is nothing else. */
const longEnough = (words: readonly string[]) => (words.some((word) => word.length > 1) ? words.filter((word) => word.length > 1) : words);

/** Every word as it is. */
export const wholeWords = (words: readonly string[]): string => allOf(longEnough(words).map((word) => term("n", word)));
/** Every word as it is but the last, which may only be begun: as people type. */
export const lastBegun = (words: readonly string[]): string =>
  allOf(longEnough(words).map((word) => term("n", word, word === words.at(-1))));
/** Every word at least begun. */
export const begunWords = (words: readonly string[]): string => allOf(longEnough(words).map((word) => term("n", word, true)));

/** One word mistyped: those that nobody bears if there are any, else each in turn; null when no word can be. */
export function mistypedWords(words: readonly string[], lexicon: Lexicon): string | null {
  const near = words.map((word) => lexicon.near(word));
  const strange = words.flatMap((word, at) => (lexicon.known(word) ? [] : [at]));
  if (strange.length > 1 || strange.some((at) => near[at]?.length === 0)) return null;
  const typed = (word: string) => term("n", word, word === words.at(-1));
  const instead = (at: number) => anyOf((near[at] ?? []).map((word) => term("n", word)));
  const mistyped = (changed: readonly number[]) => allOf(words.map((word, at) => (changed.includes(at) ? instead(at) : typed(word))));
  if (strange.length > 0) return mistyped(strange);
  const ways = words.flatMap((_, at) => (near[at]?.length === 0 ? [] : [`(${mistyped([at])})`]));
  return ways.length === 0 ? null : anyOf(ways);
}

/** Longer names are left to the index of words: five words stand in 120 orders. */
const mostPermuted = 4;

/** The words in every other order, as names begin with them; none of more than four words. */
export function otherOrders(words: readonly string[]): string[] {
  if (words.length > mostPermuted) return [];
  const orders = permutations(words).map((order) => order.join(" "));
  return [...new Set(orders)].filter((order) => order !== words.join(" "));
}

const permutations = (words: readonly string[]): string[][] =>
  words.length < 2
    ? [[...words]]
    : words.flatMap((word, at) => permutations([...words.slice(0, at), ...words.slice(at + 1)]).map((rest) => [word, ...rest]));

/** The name with one word as it may have been meant; none when no word can be. */
export function otherSpellings(words: readonly string[], lexicon: Lexicon): string[] {
  const strange = words.flatMap((word, at) => (lexicon.known(word) ? [] : [at]));
  if (strange.length > 1) return [];
  return words.flatMap((word, at) =>
    strange.length > 0 && !strange.includes(at) ? [] : lexicon.near(word).map((near) => words.with(at, near).join(" ")),
  );
}

/** What is asked beside the name, but for parents. */
export function termsBeside({ born, oldNumber, phone, household }: Asked): string[] {
  const terms: string[] = [];
  if (born !== null) terms.push(bornOn(born));
  if (oldNumber !== null) terms.push(term("o", oldNumber));
  if (phone !== null) terms.push(term("f", phone));
  if (household !== null) terms.push(term("h", household, true));
  return terms;
}

/** A day also finds those of whom only the month or year is known. */
function bornOn(born: string): string {
  const letter = born.length === 4 ? "y" : born.length === 7 ? "m" : "d";
  const vaguer = [born.slice(0, 4), born.slice(0, 7)].filter((part) => part.length < born.length);
  return anyOf([term(letter, born), ...vaguer.map((part) => term("i", part))]);
}

/** Whether the words can be of a name at all. */
export const nameWords = ({ name }: Asked): string[] => wordsOf(name);
