import * as fc from "fast-check";
import { expect, it } from "vitest";
import { Lexicon, type Texts, textOf, wordingOf } from "./lexicon.ts";

const textAt = ({ starts, bytes }: Texts, code: number) => textOf(bytes, starts[code] as number, starts[code + 1] as number);

it("numbers texts as a Map would, and gives each back", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme", maxLength: 6 }), { maxLength: 300 }), (texts) => {
      const lexicon = new Lexicon();
      const known = new Map<string, number>([["", 0]]);
      for (const text of texts) {
        if (!known.has(text)) known.set(text, known.size);
        expect(lexicon.add(text)).toBe(known.get(text));
      }
      expect(lexicon.size).toBe(known.size);
      for (const [text, code] of known) expect(lexicon.text(code)).toBe(text);
      const { starts, units } = wordingOf(lexicon.share());
      for (const [text, code] of known) expect(String.fromCharCode(...units.subarray(starts[code], starts[code + 1]))).toBe(text);
    }),
    { seed: 43, numRuns: 100 },
  );
});

it.each([0, 500, 20_000, 100_000])("grows beyond its first arrays, where %i texts are expected", (expected) => {
  const lexicon = new Lexicon();
  lexicon.expected = expected;
  for (let n = 0; n < 20_000; n += 1) expect(lexicon.add(`Nguyễn ${n}`)).toBe(n + 1);
  expect([lexicon.text(1), lexicon.text(20_000), lexicon.add("Nguyễn 777")]).toEqual(["Nguyễn 0", "Nguyễn 19999", 778]);
  expect(textAt(lexicon.share(), 778)).toBe("Nguyễn 777");
});

it("tells texts apart by their length also where one begins another, and long ones too", () => {
  const lexicon = new Lexicon();
  const texts = Array.from({ length: 600 }, (_, length) => "a".repeat(length + 1));
  expect(texts.map((text) => lexicon.add(text))).toEqual(texts.map((_, index) => index + 1));
  const bytes = Buffer.from("a".repeat(600));
  expect(texts.map((_, index) => lexicon.isNew(bytes, 0, index + 1))).toEqual(texts.map(() => false));
});

it("asks once what a text means, also of a text that another means, and shares meanings alone", () => {
  const asked: string[] = [];
  const turn = (text: string) => {
    asked.push(text);
    return text === "none" ? "" : text.toLowerCase();
  };
  const lexicon = new Lexicon();
  const texts = ["X", "y", "none", "X", "x", "Y", "none", ...Array.from({ length: 300 }, (_, n) => `N${n % 200}`)];
  const codes = Uint32Array.from(texts, (text) => lexicon.meaningOfText(text, turn));
  expect(asked).toEqual([...new Set(texts)]);
  const only = lexicon.shareOnly(codes);
  const shared = Array.from({ length: only.starts.length - 1 }, (_, n) => textAt(only, n));
  expect(Array.from(codes, (code) => shared[code])).toEqual(texts.map((text) => turn(text)));
  expect(new Set(shared)).toEqual(new Set(texts.map((text) => turn(text))));
  const [plain, own] = [new Lexicon(), Uint32Array.of(1, 2, 1)];
  expect([plain.add("a"), plain.add("b"), plain.shareOnly(own).starts.length, ...own]).toEqual([1, 2, 4, 1, 2, 1]);
});

it("numbers what it shares as it comes among the codes, whatever was met before", () => {
  const lexicon = new Lexicon();
  const [, b, c] = ["a", "b", "c"].map((text) => lexicon.add(text)) as [number, number, number];
  const codes = Uint32Array.of(c, 0, b, c);
  const only = lexicon.shareOnly(codes);
  expect([...codes, textAt(only, 1), textAt(only, 2), only.starts.length]).toEqual([1, 0, 2, 1, "c", "b", 4]);
});

it("adds the texts of another, and tells which it had", () => {
  const [one, other] = [new Lexicon(), new Lexicon()];
  for (let n = 0; n < 1000; n += 1) {
    one.add(`a${n}`);
    other.add(`a${2 * n}`);
  }
  const codes = one.addAll(other.share());
  expect([codes[0], codes[1], codes[2], codes[500], codes[501], codes[1000], one.size]).toEqual([0, 1, 3, 999, 1001, 1500, 1501]);
});
