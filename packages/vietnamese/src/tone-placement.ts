import { isVowel, toneOf, tonelessCode, withTone, type Tone } from "./letters.ts";
import { splitSyllable } from "./syllable.ts";

/** Distinct words remembered before the memory is dropped. Vietnamese has some 7,000 written syllables. */
const MEMORY_LIMIT = 16_384;
const memory = new Map<string, string>();

/**
 * Moves misplaced tone marks to where the old style (kiểu cũ) puts them, in every word of an NFC text: `Hoà` → `Hòa`, `Thuý` → `Thúy`,
 * `khoẻ` → `khỏe`, `qủa` → `quả`, `gịăt` → `giặt`. Nothing else changes, neither case nor letters, and a word that is no Vietnamese syllable
 * (foreign and highland names) is left alone. Idempotent.
 *
 * Old style, because official lists of units use it most: 190 of 3,321 names differ between two official lists by this alone (rules.md §7),
 * and neither order is wrong, so one must be chosen for comparing. The styles differ only in open syllables in oa, oe, uy.
 */
export function canonicalTone(text: string): string {
  let out = "";
  let copied = 0;
  let start = -1;
  let suspect = false;
  let previousVowel = false;
  for (let i = 0; i <= text.length; i += 1) {
    const code = i < text.length ? text.charCodeAt(i) : 32;
    if (isLetter(code)) {
      if (start < 0) start = i;
      const vowel = isVowel(code);
      // A tone can only be misplaced where two vowels meet.
      if (vowel && previousVowel) suspect = true;
      previousVowel = vowel;
      continue;
    }
    if (suspect) {
      const word = text.slice(start, i);
      const placed = remembered(word);
      if (placed !== word) {
        out += text.slice(copied, start) + placed;
        copied = i;
      }
    }
    start = -1;
    suspect = false;
    previousVowel = false;
  }
  return copied === 0 ? text : out + text.slice(copied);
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code >= 0xc0;
}

function remembered(word: string): string {
  const known = memory.get(word);
  if (known !== undefined) return known;
  const placed = place(word);
  if (word.length <= 8) {
    if (memory.size >= MEMORY_LIMIT) memory.clear();
    memory.set(word, placed);
  }
  return placed;
}

/** Places the tone of one word; the word as it came when it has none, more than one, or is no syllable. */
function place(word: string): string {
  const codes: number[] = [];
  let at = -1;
  let tone: Tone = 0;
  for (let i = 0; i < word.length; i += 1) {
    const code = word.charCodeAt(i);
    const here = toneOf(code);
    if (here !== 0) {
      if (tone !== 0) return word;
      tone = here;
      at = i;
    }
    codes.push(tonelessCode(code));
  }
  if (tone === 0) return word;
  const syllable = splitSyllable(String.fromCharCode(...codes).toLowerCase());
  if (syllable === undefined) return word;
  const target = syllable.onset.length + toneIndex(syllable.nucleus, syllable.coda);
  if (target === at) return word;
  codes[target] = withTone(codes[target] as number, tone);
  return String.fromCharCode(...codes);
}

/** Which letter of the vowel group carries the tone: the last of ă â ê ô ơ ư if any; else by length and final consonant. */
function toneIndex(nucleus: string, coda: string): number {
  for (let i = nucleus.length - 1; i >= 0; i -= 1) if ("ăâêôơư".includes(nucleus[i] as string)) return i;
  if (nucleus.length === 3) return 1;
  return nucleus.length === 2 && coda !== "" ? 1 : 0;
}
