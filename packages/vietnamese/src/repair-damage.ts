import { decoderFor } from "./decoder.ts";
import { isSyllable } from "./syllable.ts";

/** Byte of a character in windows-1252, in which damaged text was wrongly read; latin-1 where windows-1252 has nothing. */
const WINDOWS_1252 = new Map<string, number>();
for (let byte = 0; byte < 256; byte += 1) WINDOWS_1252.set(String.fromCharCode(byte), byte);
for (let byte = 0x80; byte < 0xa0; byte += 1) WINDOWS_1252.set(new TextDecoder("windows-1252").decode(Uint8Array.of(byte)), byte);

const remembered = new Map<string, boolean>();
const memoryLimit = 16_384;

/**
 * Undoes the wrong reading of a file: `Nguyá»…n VÄƒn HÃ¹ng` (UTF-8 read as windows-1252) and `NguyÔn V¨n Hïng` (TCVN3 read so) become
 * `Nguyễn Văn Hùng`. Text whose accented words are Vietnamese syllables is left as it is, and so is text that no reading makes Vietnamese.
 */
export function repairDamage(text: string): string {
  if (soundsRight(text)) return text;
  const bytes = bytesOf(text);
  if (bytes === undefined) return text;
  for (const encoding of ["utf-8", "tcvn3"] as const) {
    const decoder = decoderFor(encoding);
    const read = decoder.write(bytes) + decoder.end();
    if (soundsRight(read)) return read;
  }
  return text;
}

/** Whether every word with an accented letter can be Vietnamese. Words of plain letters are passed over where they stand. */
function soundsRight(text: string): boolean {
  let [start, plain] = [0, true];
  for (let at = 0; at <= text.length; at += 1) {
    const code = at < text.length ? text.charCodeAt(at) : blank;
    if (isPlainLetter(code)) continue;
    if (!isSeparator(code)) {
      plain = false;
      continue;
    }
    if (!plain && !isKnownWord(text.slice(start, at))) return false;
    [start, plain] = [at + 1, true];
  }
  return true;
}

const blank = 0x20;
const isPlainLetter = (code: number): boolean => (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
/** White space, and what ASCII has beside letters. */
const isSeparator = (code: number): boolean =>
  (code >= blank && code <= 0x7e) || (code >= 9 && code <= 13) || (code >= 0xa0 && /\s/.test(String.fromCharCode(code)));

function isKnownWord(word: string): boolean {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  const small = word.normalize("NFC").toLowerCase();
  const answer = !small.includes("\ufffd") && (/^[a-z]*$/.test(small) || isSyllable(small));
  if (remembered.size >= memoryLimit) remembered.clear();
  remembered.set(word, answer);
  return answer;
}

function bytesOf(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) {
    const byte = WINDOWS_1252.get(text[index] as string);
    if (byte === undefined) return undefined;
    bytes[index] = byte;
  }
  return bytes;
}
