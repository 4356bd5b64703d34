import * as fc from "fast-check";
import { expect, it } from "vitest";
import { toneOf, withoutTones, withTone, isVowel, type Tone } from "./letters.ts";
import { isSyllable, splitSyllable } from "./syllable.ts";
import { canonicalTone } from "./tone-placement.ts";
import { CORPUS, seeded } from "./test-support.ts";

it.each([
  ["Hoà", "Hòa"],
  ["hoá", "hóa"],
  ["HOÀ", "HÒA"],
  ["Thuý", "Thúy"],
  ["THUỶ", "THỦY"],
  ["khoẻ", "khỏe"],
  ["Uý", "Úy"],
  ["loè xoè", "lòe xòe"],
  ["qủa", "quả"],
  ["qúy", "quý"],
  ["Qúi", "Quí"],
  ["qùynh", "quỳnh"],
  ["gịăt", "giặt"],
  ["gìa", "già"],
  ["gíêng", "giếng"],
  ["gỉa", "giả"],
  ["hòan", "hoàn"],
  ["tóan", "toán"],
  ["ngòai", "ngoài"],
  ["khủyu", "khuỷu"],
  ["húyt", "huýt"],
  ["Nguỹên", "Nguyễn"],
  ["Tìên", "Tiền"],
  ["đừơng", "đường"],
  ["cứơi", "cưới"],
  ["múôn", "muốn"],
  ["mứơi", "mưới"],
  ["tụê", "tuệ"],
  ["thủơ", "thuở"],
  ["boóng", "boóng"],
  ["Hoàng Thuý Hoà", "Hoàng Thúy Hòa"],
])("%s → %s", (from, to) => {
  expect(canonicalTone(from)).toBe(to);
});

it.each([
  "Hòa",
  "Thúy",
  "khỏe",
  "quả",
  "quý",
  "quốc",
  "Quỳnh",
  "giặt",
  "giết",
  "gì",
  "gìn",
  "già",
  "giữ",
  "giò",
  "Gióng",
  "mía",
  "múa",
  "mứa",
  "của",
  "Thủy",
  "tùy",
  "hoàng",
  "toàn",
  "ngoại",
  "ngoằn ngoèo",
  "khuỷu",
  "huỳnh",
  "tuyết",
  "Yến",
  "Ý",
  "Úy",
  "cừu",
  "hươu",
  "rượu",
  "muối",
  "người",
  "yếu",
  "bìa",
  "lìa",
  "mùi",
  "nấu",
  "Đắk Lắk",
  "Krông Búk",
  "H'Hen Niê",
  "François",
  "Noël",
  "naïf",
  "Hoàà",
  "Zoà",
  "",
  " ",
  "Nguyễn Thị Ví Dụ",
  "quà",
  "xoong",
  "oách",
  "quẹo",
  "quỵ",
])("%j stays", (text) => {
  expect(canonicalTone(text)).toBe(text);
});

it("changes nothing in well-written text", () => {
  expect(canonicalTone(CORPUS)).toBe(CORPUS);
});

const ONSETS = ["", "h", "th", "ng", "ngh", "qu", "gi", "đ", "tr", "k"];
const NUCLEI = ["a", "oa", "oe", "uy", "uyê", "iê", "ươ", "uô", "ua", "ưa", "ia", "oai", "uây", "ươi", "i", "y", "ă", "uơ"];
const CODAS = ["", "n", "ng", "t", "ch", "c", "p"];
const tonelessWord = fc
  .tuple(fc.constantFrom(...ONSETS), fc.constantFrom(...NUCLEI), fc.constantFrom(...CODAS))
  .map((parts) => parts.join(""))
  .filter((word) => splitSyllable(word) !== undefined);

it("finds the same place wherever the tone was, once and for all", () => {
  fc.assert(
    fc.property(fc.tuple(tonelessWord, fc.integer({ min: 1, max: 5 })), ([word, tone]) => {
      const vowels = Array.from(word).flatMap((_, i) => (isVowel(word.charCodeAt(i)) ? [i] : []));
      const spellings = vowels.map(
        (at) => word.slice(0, at) + String.fromCharCode(withTone(word.charCodeAt(at), tone as Tone)) + word.slice(at + 1),
      );
      const placed = new Set(spellings.map(canonicalTone));
      expect(placed.size).toBe(1);
      const [only] = placed as unknown as [string];
      expect(canonicalTone(only)).toBe(only);
      expect(withoutTones(only)).toBe(word);
      expect(
        Array.from(only)
          .map((c) => toneOf(c.charCodeAt(0)))
          .filter((found) => found !== 0),
      ).toEqual([tone]);
    }),
    seeded("tone placement"),
  );
});

it("knows syllables", () => {
  for (const word of ["nguyễn", "đặng", "quyết", "giếng", "gì", "út", "ý", "đắk", "thuở", "khuya"])
    expect([word, isSyllable(word)]).toEqual([word, true]);
  for (const word of ["nguyôn", "càt", "thß", "hòà", "francois", "", "ng", "aa", "nguyeãn", "hä"])
    expect([word, isSyllable(word)]).toEqual([word, false]);
});
