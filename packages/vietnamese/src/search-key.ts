import { TABLE_SIZE } from "./letters.ts";
import { normaliseText } from "./normalise-text.ts";

/** Letters that NFD does not take apart: đ and its look-alikes, and typographic apostrophes and hyphens. */
const SPECIAL: readonly (readonly [from: string, to: string])[] = [
  ["đĐðÐƉ", "d"],
  ["ʼ", "'"],
];
const APOSTROPHES = /[\u2018\u2019\u02bc]/g;
const HYPHENS = /[\u2010-\u2015]/g;

/** Code unit → unaccented small letter; 0 where one code unit is not enough or the slow way must decide. */
const FOLDED = new Uint16Array(TABLE_SIZE);

function fillTable(): void {
  for (let code = 33; code < TABLE_SIZE; code += 1) {
    if (code === 0x7f || (code >= 0x80 && code <= 0xa0) || code === 0xad || (code >= 0x2b0 && code < 0x1e00)) continue;
    const folded = foldSlowly(String.fromCharCode(code));
    if (folded.length === 1) FOLDED[code] = folded.charCodeAt(0);
  }
  for (const [from, to] of SPECIAL) for (const letter of from) FOLDED[letter.charCodeAt(0)] = to.charCodeAt(0);
}
fillTable();

function foldSlowly(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .replace(/[đðɖ]/g, "d")
    .normalize("NFC");
}

/**
 * What a search with or without diacritics looks up: small letters without any accent, đ as d, words parted by single spaces.
 * `" Nguyễn  Thị Ví Dụ"` → `"nguyen thi vi du"`. Punctuation stays, typographic apostrophes and hyphens become ASCII.
 * The same for NFC and NFD input. About 0.12 µs a name (NFD input 2 µs); idempotent.
 */
export function searchKey(text: string): string {
  let out = "";
  let space = false;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 32) {
      space = out !== "";
      continue;
    }
    const folded = code < TABLE_SIZE ? (FOLDED[code] as number) : 0;
    if (folded === 0) return slowKey(text);
    if (space) {
      out += " ";
      space = false;
    }
    out += String.fromCharCode(folded);
  }
  return out;
}

function slowKey(text: string): string {
  return normaliseText(foldSlowly(normaliseText(text)).replace(APOSTROPHES, "'").replace(HYPHENS, "-"));
}

/** Whether the text has any letter that {@link searchKey} would strip of a mark: a tone, â ă ê ô ơ ư, or đ. NFC or NFD. */
export function hasDiacritics(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    if (text.charCodeAt(i) < 0xc0) continue;
    const rest = text.slice(i).toLowerCase().normalize("NFC");
    return foldSlowly(rest) !== rest;
  }
  return false;
}
