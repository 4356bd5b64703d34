import type { Facts } from "../facts.ts";
import type { Broken } from "./rule.ts";

const fields = ["fullName", "address", "origin", "ethnicity", "religion"] as const;
export type TextField = (typeof fields)[number];
export const textFields: readonly TextField[] = fields;

/** The first text that is wrong. */
export function firstOf(facts: Facts, isWrong: (text: string) => boolean): Broken | null {
  for (const field of fields) {
    const text = facts[field];
    if (text !== undefined && isWrong(text)) return { field, given: text };
  }
  return null;
}

/**
 * Signs of TCVN3, VNI or VISCII read as something else: letters that no Vietnamese or highland name has (`NguyÔn ThÞ Hßa`), or capitals with marks
 * inside a word in small letters.
 */
export function isDamaged(name: string): boolean {
  return /[\u00a1-\u00bf\u00c4-\u00c7\u00cb\u00ce\u00cf\u00d0\u00d6-\u00d8\u00db\u00dc\u00de-\u00df\u00e4-\u00e7\u00eb\u00ee\u00ef\u00f0\u00f6-\u00f8\u00fb\u00fc\u00fe\u00ff\ufffd]|\p{Ll}[\u00c0-\u00dd](?=\p{Ll}|\s|$)/u.test(
    name,
  );
}

/** A capital at the start of each word and small letters after it: `NGUYỄN thị A` → `Nguyễn Thị A`. */
export function inProperCase(name: string): string {
  let out = "";
  let inWord = false;
  for (const letter of name) {
    const known = /[\p{L}\p{M}]/u.test(letter);
    out += known && !inWord ? letter.toUpperCase() : letter.toLowerCase();
    inWord = known;
  }
  return out;
}
