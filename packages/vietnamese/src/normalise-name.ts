import { normaliseText } from "./normalise-text.ts";
import { canonicalTone } from "./tone-placement.ts";

/** Eth and African D, which look like Đ. */
const LOOKALIKES = /[\u00d0\u00f0\u0189\u0256]/;
const LETTER = /[\p{L}\p{M}]/u;

/**
 * A personal or place name as the register stores and compares it: {@link normaliseText}, then
 * - eth and African D (Ð U+00D0, Ɖ U+0189, and their small letters), which look like Đ and come out of old keyboards, become Đ or đ;
 * - a name in capitals only, or in small letters only, gets a capital at the start of each word: `NGUYỄN THỊ A` → `Nguyễn Thị A`. So does one whose
 *   accented letters alone are small (`NGUYễN THị A`): a TCVN3 file set in a capitals font (.VnTimeH) reads like that. Mixed case is kept as it came;
 * - tone marks go to their old-style place ({@link canonicalTone}).
 * Idempotent. 0.2 µs for a name that is fine, 1 µs for one in capitals or NFD.
 */
export function normaliseName(name: string): string {
  // Tones first: whether a name is "in capitals" looks at a-z, and moving a tone changes which letters those are.
  const text = canonicalTone(withTrueD(normaliseText(name)));
  return isWellCased(text) ? text : titleCase(text);
}

function withTrueD(text: string): string {
  return LOOKALIKES.test(text) ? text.replace(/[\u00d0\u0189]/g, "Đ").replace(/[\u00f0\u0256]/g, "đ") : text;
}

/** Whether a small letter a-z and any capital occur. */
function isWellCased(text: string): boolean {
  let plainLower = false;
  let upper = false;
  for (let i = 0; i < text.length && !(plainLower && upper); i += 1) {
    const code = text.charCodeAt(i);
    if (code >= 97 && code <= 122) plainLower = true;
    else if (code >= 65 && code <= 90) upper = true;
    else if (code >= 0xc0 && !upper) {
      const letter = text[i] as string;
      upper = letter !== letter.toLowerCase();
    }
  }
  return plainLower && upper;
}

/** A capital after every character that is no letter ("H'HEN NIÊ" → "H'Hen Niê"), small letters elsewhere. */
function titleCase(text: string): string {
  let out = "";
  let inWord = false;
  for (const letter of text) {
    const known = LETTER.test(letter);
    out += known && !inWord ? capital(letter) : letter.toLowerCase();
    inWord = known;
  }
  return out.normalize("NFC");
}

/** Letters whose capital does not lead back to them (ß → SS, long s → S) stay small. */
function capital(letter: string): string {
  const upper = letter.toUpperCase();
  return upper.toLowerCase() === letter.toLowerCase() ? upper : letter;
}
