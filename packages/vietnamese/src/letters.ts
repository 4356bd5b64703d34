/**
 * The Vietnamese alphabet as numbers: per UTF-16 code unit, which letter it is without its tone and which tone it carries.
 * Everything else in this package that must be fast reads these tables. The code points are derived with NFC, so the
 * source is the Unicode Character Database; all lie below U+1F00.
 */

/** Tones in the order used throughout: none, huyền (grave), sắc (acute), hỏi (hook), ngã (tilde), nặng (dot below). */
export type Tone = 0 | 1 | 2 | 3 | 4 | 5;

/** The combining mark of each tone, by {@link Tone}. */
export const TONE_MARKS = ["", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"] as const;

/** The twelve vowel letters without tone; each exists with all six tones. */
const VOWELS = "aăâeêioôơuưy";

/** Tables cover code units below this; Vietnamese needs nothing above U+1EF9. */
export const TABLE_SIZE = 0x1f00;

const TONELESS = new Uint16Array(TABLE_SIZE);
const TONE = new Uint8Array(TABLE_SIZE);
const IS_VOWEL = new Uint8Array(TABLE_SIZE);
/** Toneless vowel × 6 + tone → code unit of the toned letter. */
const TONED = new Uint16Array(0x200 * 6);

function fillTables(): void {
  for (let code = 0; code < TABLE_SIZE; code += 1) TONELESS[code] = code;
  for (const vowel of VOWELS + VOWELS.toUpperCase()) {
    const base = vowel.charCodeAt(0);
    TONE_MARKS.forEach((mark, tone) => {
      const code = (vowel + mark).normalize("NFC").charCodeAt(0);
      TONELESS[code] = base;
      TONE[code] = tone;
      IS_VOWEL[code] = 1;
      TONED[base * 6 + tone] = code;
    });
  }
}
fillTables();

/** The code unit without its tone: `ế` → `ê`, `Á` → `A`; anything else is returned as it came. */
export function tonelessCode(code: number): number {
  return code < TABLE_SIZE ? (TONELESS[code] as number) : code;
}

/** The tone a (precomposed, NFC) code unit carries; 0 for everything that carries none. */
export function toneOf(code: number): Tone {
  return (code < TABLE_SIZE ? TONE[code] : 0) as Tone;
}

/** Whether the code unit is one of the 144 Vietnamese vowel letters (12 letters × 6 tones × 2 cases). */
export function isVowel(code: number): boolean {
  return code < TABLE_SIZE && IS_VOWEL[code] === 1;
}

/** Puts a tone on a toneless vowel (`ê`, 2 → `ế`); `base` must be a toneless vowel in either case. */
export function withTone(base: number, tone: Tone): number {
  return TONED[base * 6 + tone] as number;
}

/** The word without tones but with â, ă, đ, ê, ô, ơ, ư: `Nguyễn` → `Nguyên`. Expects NFC. */
export function withoutTones(word: string): string {
  let out = "";
  for (let i = 0; i < word.length; i += 1) out += String.fromCharCode(tonelessCode(word.charCodeAt(i)));
  return out;
}

/** The accented letters of Vietnamese that ASCII lacks: 67 lower-case and 67 upper-case, 134 in all, in NFC. */
export const ACCENTED_LETTERS: readonly string[] = accentedLetters();

function accentedLetters(): string[] {
  const lower: string[] = ["đ"];
  for (const vowel of VOWELS) for (const mark of TONE_MARKS) lower.push((vowel + mark).normalize("NFC"));
  const accented = lower.filter((letter) => letter > "\u007f");
  return [...accented, ...accented.map((letter) => letter.toUpperCase())];
}
