import { withTone, type Tone } from "./letters.ts";

/**
 * VNI for Windows: a base letter, then at most one byte with all its marks ("aá" = ấ: circumflex and acute). Ơ, Ư, Đ, the toned I and Ỵ are
 * single bytes. Marks come in the case of the letter, but either is read. Source: VNI Software, "VNI-Windows character set", as in xvnkb's vni.h.
 */
const TONE_BYTES = "øùûõï";
const CIRCUMFLEX_BYTES = "âàáåãä";
const BREVE_BYTES = "êèéúüë";
const SINGLE: Readonly<Record<string, string>> = { ô: "ơ", ö: "ư", ñ: "đ", ì: "ì", í: "í", æ: "ỉ", ó: "ĩ", ò: "ị", î: "ỵ" };
/** Punctuation that ABC and VNI files keep from windows-1252. */
const PUNCTUATION: readonly (readonly [byte: number, text: string])[] = [
  [0x85, "…"],
  [0x91, "‘"],
  [0x92, "’"],
  [0x93, "“"],
  [0x94, "”"],
  [0x95, "•"],
  [0x96, "–"],
  [0x97, "—"],
];

/** What a byte is by itself; 0xFFFD for a mark without its letter. */
const ALONE = new Uint16Array(256);
/** base code unit below 0x200 × 256 + mark byte → letter, or 0. */
const PAIRS = new Uint16Array(0x200 * 256);
/** Whether a mark may follow this code unit. */
const TAKES_MARK = new Uint8Array(0x200);

function fillTables(): void {
  for (let byte = 0; byte < 256; byte += 1) ALONE[byte] = byte < 0x80 || (byte >= 0xa0 && byte <= 0xbf) ? byte : 0xfffd;
  for (const [byte, text] of PUNCTUATION) ALONE[byte] = text.charCodeAt(0);
  for (const [byte, letter] of Object.entries(SINGLE)) {
    ALONE[byte.charCodeAt(0)] = letter.charCodeAt(0);
    ALONE[byte.toUpperCase().charCodeAt(0)] = letter.toUpperCase().charCodeAt(0);
  }
  for (const base of "aeouyơưAEOUYƠƯ") addMarks(base, TONE_BYTES, base, 1);
  for (const [base, marked] of ["aâ", "eê", "oô", "AÂ", "EÊ", "OÔ"]) addMarks(base as string, CIRCUMFLEX_BYTES, marked as string, 0);
  for (const [base, marked] of ["aă", "AĂ"]) addMarks(base as string, BREVE_BYTES, marked as string, 0);
}

function addMarks(base: string, bytes: string, letter: string, firstTone: number): void {
  const code = base.charCodeAt(0);
  TAKES_MARK[code] = 1;
  Array.from(bytes).forEach((byte, index) => {
    const toned = withTone(letter.charCodeAt(0), (index + firstTone) as Tone);
    PAIRS[code * 256 + byte.charCodeAt(0)] = toned;
    PAIRS[code * 256 + byte.toUpperCase().charCodeAt(0)] = toned;
  });
}
fillTables();

/** Decodes VNI bytes that arrive in pieces; a letter that may still get its mark waits for the next piece. */
export class VniReader {
  #held = 0;

  /** Code units of these bytes, without the letter that still waits. */
  write(chunk: Uint8Array): Uint16Array {
    const out = new Uint16Array(chunk.length + 1);
    let length = 0;
    let held = this.#held;
    for (let i = 0; i < chunk.length; i += 1) {
      const byte = chunk[i] as number;
      if (held !== 0) {
        const pair = PAIRS[held * 256 + byte] as number;
        out[length++] = pair === 0 ? held : pair;
        held = 0;
        if (pair !== 0) continue;
      }
      const code = ALONE[byte] as number;
      if (code < 0x200 && TAKES_MARK[code] === 1) held = code;
      else out[length++] = code;
    }
    this.#held = held;
    return out.subarray(0, length);
  }

  /** The letter that waited, if any. */
  end(): Uint16Array {
    const rest = this.#held === 0 ? [] : [this.#held];
    this.#held = 0;
    return Uint16Array.from(rest);
  }
}
