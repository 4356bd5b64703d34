import { toneOf, withoutTones } from "./letters.ts";

/** A Vietnamese syllable cut in three; `onset` holds the `u` of "qu" and the `i` of "gi" when a vowel follows. */
export type Syllable = { readonly onset: string; readonly nucleus: string; readonly coda: string };

const ONSET = "ngh|ng|nh|gh|gi|qu|ch|kh|ph|th|tr|[bcdđghklmnprstvx]";
/** Vowel groups that end the syllable. */
const OPEN =
  "ươu|ươi|iêu|yêu|oai|oao|oay|oeo|uây|uôi|uya|uyu|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|oi|ôi|ơi|ua|ui|ưa|ưi|ưu|uơ|oa|oe|uê|uy|[aeêioôơuưy]";
/** Vowel groups that may, or must, be followed by a final consonant. "uâ", "iê", "uô", "ươ", "yê", "uyê", "oă" must. */
const CLOSED = "uyê|iê|yê|uô|ươ|uâ|oă|oa|oe|oo|uê|uy|uơ|[aăâeêioôơuưy]";
/** "k" closes no Kinh syllable but very many place names: Đắk Lắk, Đăk Tô. */
const CODA = "ch|ng|nh|[cmnptk]";

const SYLLABLE = new RegExp(`^(${ONSET})?(?:(${OPEN})|(${CLOSED})(${CODA}))$`);

/**
 * Cuts a lower-case, toneless (NFC) word into onset, vowels and final consonant; `undefined` when it is no Vietnamese syllable.
 * "gi" and "qu" take their second letter into the onset only when a vowel is left: "gin" is g + i + n, "gian" is gi + a + n.
 * Written from general knowledge of the spelling, not from a published table: it lets combinations through that no word uses.
 */
export function splitSyllable(word: string): Syllable | undefined {
  const found = SYLLABLE.exec(word);
  if (found === null) return undefined;
  return { onset: found[1] ?? "", nucleus: found[2] ?? found[3] ?? "", coda: found[4] ?? "" };
}

/**
 * Whether a lower-case NFC word is a possible Vietnamese syllable, tone included: at most one tone, and only sắc or nặng before
 * c, ch, p, t ("cát", "cạt", never "càt"). Used to tell encodings apart.
 */
export function isSyllable(word: string): boolean {
  let tone = 0;
  for (let i = 0; i < word.length; i += 1) {
    const here = toneOf(word.charCodeAt(i));
    if (here !== 0 && tone !== 0) return false;
    tone += here;
  }
  const syllable = splitSyllable(withoutTones(word));
  if (syllable === undefined) return false;
  const stopped = /^(?:c|ch|p|t)$/.test(syllable.coda);
  return !stopped || tone === 2 || tone === 5;
}
