import * as fc from "fast-check";
import { expect, it } from "vitest";
import { vietnameseForms } from "./record-forms.ts";
import { repairDamage } from "./repair-damage.ts";
import { CORPUS, encode, seeded } from "./test-support.ts";

const form = (name: string) => vietnameseForms[name]!;
const windows1252 = (bytes: Uint8Array) => new TextDecoder("windows-1252").decode(bytes);

it.each([
  ["Nguyễn Văn Hùng", "Nguyễn Văn Hùng"],
  [windows1252(encode("Nguyễn Thị Hòa Đặng", "utf-8")), "Nguyễn Thị Hòa Đặng"],
  [windows1252(encode("Nguyễn Thị Hòa Đặng", "tcvn3")), "Nguyễn Thị Hòa Đặng"],
  ["Nguyen Van Hung", "Nguyen Van Hung"],
  ["H'Hen Niê Êban", "H'Hen Niê Êban"],
  ["Müller-Lüdenscheidt", "Müller-Lüdenscheidt"],
  ["NGUY?N V?N", "NGUY?N V?N"],
  ["", ""],
])("repairs %j to %j", (damaged, whole) => expect(repairDamage(damaged)).toBe(whole));

it("leaves real text alone, and undoes the wrong reading of each of its words", () => {
  const words = [...new Set(CORPUS.match(/\p{L}+/gu))].filter((word) => /[^a-z]/i.test(word));
  expect(words.length).toBeGreaterThan(20);
  fc.assert(
    fc.property(fc.shuffledSubarray(words, { minLength: 3, maxLength: 4 }), (some) => {
      const text = some.join(" ");
      expect(repairDamage(text)).toBe(text);
      expect(repairDamage(windows1252(encode(text, "utf-8")))).toBe(text);
    }),
    seeded("repair"),
  );
});

it.each([
  ["vietnamese", "  NGUYỄN  THỊ HOÀ ", "nguyễn thị hòa"],
  ["vietnamese", "Trần Văn Hùng (Tí)", "trần văn hùng"],
  ["vietnamese", "Ðặng Thúy", "đặng thúy"],
  ["toneless", "hoàn hoãn hoăn", "hoan hoan hoăn"],
  ["unaccented", "đặng thị hòa", "dang thi hoa"],
  ["sound", "trần sương", form("sound")("chần xương")],
  ["sound", "giang", form("sound")("dang")],
  ["sound", "linh", form("sound")("ninh")],
  ["sound", "lý", form("sound")("lí")],
  ["address", "Số 5, đường Lê Lợi, P. Quang Trung", "5 le loi quang trung"],
  ["address", "Thôn Đông, xã Liêm Phong", "dong liem phong"],
  ["address", "T. Đông", form("address")("Thôn Đông")],
])("%s: %j becomes %j", (name, text, expected) => expect(form(name)(text)).toBe(expected));

it("reads words one by one only where the text would say the same of them", () => {
  const words = [...new Set(CORPUS.split(/\s+/))];
  const damaged = words.flatMap((word) => [windows1252(encode(word, "utf-8")), windows1252(encode(word, "tcvn3"))]);
  const odd = [
    "TỨC",
    "tức",
    "(Tí)",
    "Ð",
    "ÐẶNG",
    "hoà",
    "Thuý",
    "N\u0303",
    "e\u0302\u0301",
    "K'",
    "a\u00a0b",
    "-",
    "5",
    "?",
    "\u00ad",
    "ß",
    "İ",
    "Σ",
  ];
  const word = fc.oneof(
    fc.constantFrom(...words),
    fc.constantFrom(...words).map((one) => one.toUpperCase()),
    fc.constantFrom(...damaged, ...odd),
  );
  let composed = 0;
  fc.assert(
    fc.property(
      fc.constantFrom("vietnamese", "toneless", "unaccented", "sound"),
      fc.array(word, { minLength: 1, maxLength: 4 }),
      (name, some) => {
        const parts = some.map((one) => form(name).ofWord?.(one));
        if (parts.includes(undefined)) return;
        composed += 1;
        expect(parts.join(" ")).toBe(form(name)(some.join(" ")));
      },
    ),
    seeded("words of forms", 5000),
  );
  expect(composed).toBeGreaterThan(500);
});

it("gives the same form to what it gave", () => {
  fc.assert(
    fc.property(fc.constantFrom("vietnamese", "toneless", "unaccented", "sound"), fc.constantFrom(...CORPUS.split(/\s+/)), (name, word) => {
      expect(form(name)(form(name)(word))).toBe(form(name)(word));
    }),
    seeded("record forms"),
  );
});
