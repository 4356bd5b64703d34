import { decoderFor } from "@dinhdanh/vietnamese";
import type { Random } from "../random.ts";

/** What goes wrong with a text, a number or a date on its way into a second file. Each takes what is right and answers what was written. */

const LETTERS = "abcdeghiklmnopqrstuvxy";
const TONES = ["", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"] as const;
const MARK = /[\u0300\u0301\u0303\u0309\u0323]/;

/** One slip of the fingers: a letter left out, doubled, changed, or swapped with its neighbour. */
export function slip(text: string, random: Random): string {
  const at = 1 + random.below(Math.max(1, text.length - 2));
  const rest = text.slice(at + 1);
  switch (random.below(4)) {
    case 0:
      return text.slice(0, at) + rest;
    case 1:
      return text.slice(0, at) + text[at]! + text[at]! + rest;
    case 2:
      return text.slice(0, at) + LETTERS[random.below(LETTERS.length)]! + rest;
    default:
      return text.slice(0, at) + (rest[0] ?? "") + text[at]! + rest.slice(1);
  }
}

/** A tone left out, or another put in its place, in one word. */
export function otherTone(text: string, random: Random): string {
  const words = text.split(" ");
  const at = random.below(words.length);
  const letters = words[at]!.normalize("NFD");
  const tone = random.pick(TONES);
  const changed = MARK.test(letters) ? letters.replace(MARK, tone) : letters.replace(/[aeiouy](?=[^aeiouy]*$)/i, `$&${tone}`);
  words[at] = changed.normalize("NFC");
  return words.join(" ");
}

export function withoutAccents(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "D");
}

/** The tone stands on the other vowel: Hòa, Hoà. */
export function otherPlacement(text: string): string {
  return text
    .replaceAll("òa", "oà")
    .replaceAll("óa", "oá")
    .replaceAll("ọa", "oạ")
    .replaceAll("úy", "uý")
    .replaceAll("ùy", "uỳ")
    .replaceAll("ủy", "uỷ");
}

const TO_TCVN3 = new Map<string, number>();
for (let byte = 255; byte >= 0x20; byte--) {
  const decoder = decoderFor("tcvn3");
  TO_TCVN3.set(decoder.write(Uint8Array.of(byte)) + decoder.end(), byte);
}
const windows1252 = new TextDecoder("windows-1252");

/** A TCVN3 file, or a UTF-8 one, read as windows-1252. Capital letters with tones are small ones in TCVN3. */
export function wrongEncoding(text: string, random: Random): string {
  if (random.chance(0.4)) return windows1252.decode(Buffer.from(text, "utf8"));
  const bytes = Array.from(text, (letter) => TO_TCVN3.get(letter) ?? TO_TCVN3.get(letter.toLowerCase()) ?? 0x3f);
  return windows1252.decode(Uint8Array.from(bytes));
}

/** Letters that a font or a database did not have. */
export const questionMarks = (text: string): string => text.replace(/[^\u0020-\u007e]/gu, "?");

const NICKNAMES = ["Tí", "Tèo", "Cu", "Bống", "Còi", "Út", "Hai", "Ba", "Bé", "Nhớn", "Tũn", "Mít"] as const;

/** The name of the house: in brackets behind the name, or instead of the given name. */
export function nicknamed(text: string, random: Random): string {
  const nickname = random.pick(NICKNAMES);
  if (random.chance(0.6)) return `${text} (${nickname})`;
  return [...text.split(" ").slice(0, -1), nickname].join(" ");
}

export function withoutMiddle(text: string, random: Random): string {
  const words = text.split(" ");
  if (words.length < 3) return text;
  const middle = random.chance(0.5) ? [] : [`${words[1]![0]!}.`];
  return [words[0]!, ...middle, words.at(-1)!].join(" ");
}

/** Given name first, as foreign forms ask for it. */
export function turned(text: string): string {
  const words = text.split(" ");
  return [words.at(-1)!, ...words.slice(1, -1), words[0]!].join(" ");
}

/** One digit misread, or two neighbours swapped. */
export function wrongDigit(number: string, random: Random): string {
  const at = random.below(number.length - 1);
  if (random.chance(0.4)) return number.slice(0, at) + number[at + 1]! + number[at]! + number.slice(at + 2);
  return number.slice(0, at) + String((Number(number[at]) + 1 + random.below(9)) % 10) + number.slice(at + 1);
}

/** `yyyy-mm-dd` otherwise known or written: only the year or month, day and month swapped, one part wrong. */
export function otherDate(iso: string, random: Random): string {
  const [year, month, day] = iso.split("-") as [string, string, string];
  const draw = random.unit();
  if (draw < 0.4) return random.chance(0.8) ? year : `${year}-${month}`;
  if (draw < 0.5) return `${year}-01-01`;
  if (draw < 0.68) return Number(day) <= 12 ? `${year}-${day}-${month}` : `${year}-${month}-${two(random.between(1, 28))}`;
  if (draw < 0.84) return `${year}-${month}-${two(random.between(1, 28))}`;
  if (draw < 0.92) return `${year}-${two(random.between(1, 12))}-${two(Math.min(28, Number(day)))}`;
  return `${Number(year) + random.pick([-1, 1, -2, 10, -10])}-${month}-${day === "29" ? "28" : day}`;
}

const two = (n: number): string => String(n).padStart(2, "0");

/** The day as files of other offices write it. */
export function localDate(iso: string): string {
  return iso.split("-").toReversed().join("/");
}
