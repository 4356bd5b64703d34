import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ACCENTED_LETTERS } from "./letters.ts";
import { matchesName, nameMatcher } from "./match-name.ts";
import { hasDiacritics, searchKey } from "./search-key.ts";
import { ALL_LETTERS, seeded } from "./test-support.ts";

describe("searchKey", () => {
  it.each([
    [" Nguyễn  Thị Ví Dụ", "nguyen thi vi du"],
    ["ĐẶNG ĐÌNH ĐỖ", "dang dinh do"],
    ["Ðặng ðỗ", "dang do"],
    ["H’Hen\u00a0Niê", "h'hen nie"],
    ["Bà Rịa – Vũng Tàu", "ba ria - vung tau"],
    ["Quận 1", "quan 1"],
    ["\t", ""],
  ])("%j → %j", (from, to) => {
    expect(searchKey(from)).toBe(to);
  });

  it("strips all 134 accented letters to a-z, composed or not", () => {
    expect(ACCENTED_LETTERS).toHaveLength(134);
    for (const letter of ACCENTED_LETTERS) {
      expect(searchKey(letter)).toMatch(/^[adeiouy]$/);
      expect(searchKey(letter.normalize("NFD"))).toBe(searchKey(letter));
      expect(hasDiacritics(letter) && hasDiacritics(letter.normalize("NFD"))).toBe(true);
    }
    expect(searchKey(ALL_LETTERS)).toMatch(/^[a-z ]+$/);
  });

  it("is idempotent and the same for NFC and NFD", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: fc.constantFrom(...Array.from("aạĂđÐ ’'\u0301\u00a0xİ")) })),
        (text) => {
          const key = searchKey(text);
          expect(searchKey(key)).toBe(key);
          expect(searchKey(text.normalize("NFD"))).toBe(key);
          expect(hasDiacritics(key)).toBe(false);
        },
      ),
      seeded("searchKey", 500),
    );
  });
});

it("hasDiacritics", () => {
  for (const text of ["Dụ", "đ", "Đ", "ơ", "e\u0323", "Nguyen Thị"]) expect([text, hasDiacritics(text)]).toEqual([text, true]);
  for (const text of ["", "Nguyen Thi", "5 – 7 €", "“x”", "×"]) expect([text, hasDiacritics(text)]).toEqual([text, false]);
});

describe("matchesName", () => {
  const name = "Nguyễn Thị Hoàn Ví Dụ";
  it.each([
    "nguyen",
    "NGUYEN THI",
    "du vi",
    "ng th ho",
    "Nguyễn",
    "nguyễn thi",
    "thị",
    "du nguyễn",
    "hoàn",
    "hoà",
    "hòa",
    "nguyê",
    "  ",
    "Dụ".normalize("NFD"),
    "v d",
  ])("%j finds it", (query) => {
    expect(matchesName(name, query)).toBe(true);
  });

  it.each(["nguyên thi", "guyen", "hoá", "thi thi", "dũ", "đu", "thí", "nguyen thi hoan vi du them", "nguyễn nguyễn", "vì"])(
    "%j does not",
    (query) => {
      expect(matchesName(name, query)).toBe(false);
    },
  );

  it("matches either place of the tone", () => {
    expect(matchesName("Lê Thuý", "thúy")).toBe(true);
    expect(matchesName("Lê Thúy", "thuý")).toBe(true);
  });

  it("gives each word its own match even when the first choice is wrong", () => {
    expect(matchesName("Thị Thu", "th thi")).toBe(true);
    expect(matchesName("Thu Thị", "th thu")).toBe(true);
    expect(matchesName("Đa Da", "da đ")).toBe(true);
  });

  it("finds every name by itself, its key, and its words reversed", () => {
    const words = fc.array(fc.constantFrom("Nguyễn", "Thị", "Thu", "Hòa", "Hoàn", "Ví", "Dụ", "Đa", "Da"), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(words, (parts) => {
        const full = parts.join(" ");
        for (const query of [full, searchKey(full), parts.toReversed().join(" ")]) expect(nameMatcher(query)(full)).toBe(true);
      }),
      seeded("matchesName"),
    );
  });
});
