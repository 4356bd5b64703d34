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

/** A form, and what it makes of a word wherever that stands: undefined where the whole text has to be looked at. */
type RecordForm = ((text: string) => string) & { ofWord?: (word: string) => string | undefined };

/** A form that reads words one by one. */
const byWord = (form: (text: string) => string, isAlone: (word: string) => boolean): RecordForm =>
  Object.assign(form, { ofWord: (word: string) => (isAlone(word) ? form(word) : undefined) });

/** Whether a word is in order by itself: not damaged, and no other name begins with it. */
const isWhole = (word: string): boolean => isLetters(word) && word.toLowerCase() !== "tức" && repairDamage(word) === word;
/** NFC, and nothing that is no letter. */
const isLetters = (word: string): boolean => /^[a-zà-öø-ỹ]+$/iu.test(word) && normaliseText(word) === word;

/**
 * Forms in which Vietnamese records are compared, for linkage (`vietnamese|unaccented`). All take text as it comes from a file and answer small
 * letters; an empty answer means that there is nothing to compare.
 */
export const vietnameseForms: Readonly<Record<string, RecordForm>> = {
  /** damage of encodings undone, NFC, small letters, tone marks in one place */
  vietnamese: byWord((text) => {
    const read = repairDamage(normaliseText(text));
    return canonicalTone(read.replaceAll(ASIDE, "").toLowerCase().replaceAll(/[ðɖ]/g, "đ")).trim();
  }, isWhole),
  /** tone variants of a name are one: `hoàn`, `hoãn` → `hoan`; `hoăn` is another */
  toneless: byWord((text) => withoutTones(text), isLetters),
  unaccented: byWord((text) => searchKey(text), isLetters),
  /** sounds that clerks and regions confuse are one: ch/tr, s/x, d/gi/r, l/n, i/y, a final n/ng and c/t */
  sound: byWord((text) => searchKey(text).split(" ").map(soundOf).join(" "), isLetters),
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
