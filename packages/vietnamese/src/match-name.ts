import { toneOf, tonelessCode } from "./letters.ts";
import { normaliseText } from "./normalise-text.ts";
import { hasDiacritics, searchKey } from "./search-key.ts";

/** A word three ways: unaccented, small letters without tone, and its tones in order ("Hoàn" → "hoan", "hoan", "1"). */
type Word = { readonly key: string; readonly letters: string; readonly tones: string; readonly accented: boolean };

/**
 * Whether every word of `query` begins a different word of `name`, in any order.
 * - A query word without diacritics matches with or without them: "nguyen", "du" match "Nguyễn Thị Ví Dụ".
 * - A query word with diacritics must have the same letters and the same tone, wherever the tone is written ("hoà" matches "Hòa" and "Hoàn", not "Hóa").
 *   While it is shorter than the word it may still lack the tone ("nguyê" matches "Nguyễn"), as people type it last.
 * An empty query matches every name.
 */
export function matchesName(name: string, query: string): boolean {
  return nameMatcher(query)(name);
}

/** {@link matchesName} with the query prepared once, for filtering a list. */
export function nameMatcher(query: string): (name: string) => boolean {
  const wanted = wordsOf(query);
  return (name) => {
    const words = wordsOf(name);
    return wanted.length <= words.length && canAssign(wanted, words);
  };
}

function wordsOf(text: string): Word[] {
  const normal = normaliseText(text).toLowerCase().normalize("NFC");
  return normal === "" ? [] : normal.split(" ").map(wordOf);
}

function wordOf(text: string): Word {
  let letters = "";
  let tones = "";
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    const tone = toneOf(code);
    letters += String.fromCharCode(tonelessCode(code));
    if (tone !== 0) tones += tone;
  }
  return { key: searchKey(text), letters, tones, accented: hasDiacritics(text) };
}

function begins(wanted: Word, word: Word): boolean {
  if (!wanted.accented) return word.key.startsWith(wanted.key);
  if (!word.letters.startsWith(wanted.letters)) return false;
  return wanted.tones === word.tones || (wanted.tones === "" && wanted.letters.length < word.letters.length);
}

/** Gives each wanted word a word of its own (augmenting paths, so that repeated words cost no more than their square). */
function canAssign(wanted: readonly Word[], words: readonly Word[]): boolean {
  const takenBy = words.map(() => -1);
  const seat = (index: number, tried: Set<number>): boolean =>
    words.some((word, at) => {
      if (tried.has(at) || !begins(wanted[index] as Word, word)) return false;
      tried.add(at);
      if (takenBy[at] !== -1 && !seat(takenBy[at] as number, tried)) return false;
      takenBy[at] = index;
      return true;
    });
  return wanted.every((_, index) => seat(index, new Set()));
}
