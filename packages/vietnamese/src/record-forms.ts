import { withoutTones } from "./letters.ts";
import { normaliseText } from "./normalise-text.ts";
import { repairDamage } from "./repair-damage.ts";
import { searchKey } from "./search-key.ts";
import { canonicalTone } from "./tone-placement.ts";

/** Words of addresses that say what kind of place follows, written or left out as the clerk likes. */
const PLACE_WORDS =
  /(^|[\s,])(?:số nhà|số|sn|đường|đ|phố|ngõ|thôn|xóm|ấp|tổ dân phố|tdp|tổ|khu phố|kp|khu|đội|xã|phường|p|thị trấn|tt|huyện|h|quận|q|thành phố|tp|tỉnh|t|x)\.?(?=[\s,.]|\d|$)/giu;

/** What was put in brackets or after a dash is another name: `Trần Văn Hùng (Tí)`. */
const ASIDE = /\s*[([{].*?[)\]}]|\s+tức\s.*$/giu;

/**
 * Forms in which Vietnamese records are compared, for linkage (`vietnamese|unaccented`). All take text as it comes from a file and answer small
 * letters; an empty answer means that there is nothing to compare.
 */
export const vietnameseForms: Readonly<Record<string, (text: string) => string>> = {
  /** damage of encodings undone, NFC, small letters, tone marks in one place */
  vietnamese: (text) => {
    const read = repairDamage(normaliseText(text));
    return canonicalTone(read.replaceAll(ASIDE, "").toLowerCase().replaceAll(/[ðɖ]/g, "đ")).trim();
  },
  /** tone variants of a name are one: `hoàn`, `hoãn` → `hoan`; `hoăn` is another */
  toneless: withoutTones,
  unaccented: searchKey,
  /** sounds that clerks and regions confuse are one: ch/tr, s/x, d/gi/r, l/n, i/y, a final n/ng and c/t */
  sound: (text) => searchKey(text).split(" ").map(soundOf).join(" "),
  /** an address without the words that every address has */
  address: (text) => {
    const read = repairDamage(normaliseText(text)).toLowerCase();
    return searchKey(read.replaceAll(PLACE_WORDS, " ").replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, " "));
  },
};

/** The same for threads, which load them from here. */
export const vietnameseFormsModule = { module: import.meta.url, name: "vietnameseForms" };

function soundOf(word: string): string {
  return word
    .replace(/^tr/, "ch")
    .replace(/^s/, "x")
    .replace(/^(?:gi|r)(?=[aeiouy])/, "d")
    .replace(/^l/, "n")
    .replaceAll("y", "i")
    .replace(/ng$/, "n")
    .replace(/c$/, "t");
}
