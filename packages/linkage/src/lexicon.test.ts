import * as fc from "fast-check";
import { expect, it } from "vitest";
import { Lexicon } from "./lexicon.ts";

it("numbers texts as a Map would, and gives each back", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 6 }), { maxLength: 300 }), (texts) => {
      const lexicon = new Lexicon();
      const known = new Map<string, number>([["", 0]]);
      for (const text of texts) {
        if (!known.has(text)) known.set(text, known.size);
        expect(lexicon.add(text)).toBe(known.get(text));
      }
      expect(lexicon.size).toBe(known.size);
      for (const [text, code] of known) expect(lexicon.text(code)).toBe(text);
    }),
    { seed: 43, numRuns: 100 },
  );
});

it("grows beyond its first arrays", () => {
  const lexicon = new Lexicon();
  for (let n = 0; n < 20_000; n += 1) expect(lexicon.add(`Nguyễn ${n}`)).toBe(n + 1);
  expect([lexicon.text(1), lexicon.text(20_000), lexicon.add("Nguyễn 777")]).toEqual(["Nguyễn 0", "Nguyễn 19999", 778]);
  const { starts, units } = lexicon.share();
  expect(String.fromCharCode(...units.subarray(starts[778], starts[779]))).toBe("Nguyễn 777");
});

it("tells texts apart by their length also where one begins another, and long ones too", () => {
  const lexicon = new Lexicon();
  const texts = Array.from({ length: 600 }, (_, length) => "a".repeat(length + 1));
  expect(texts.map((text) => lexicon.add(text))).toEqual(texts.map((_, index) => index + 1));
  const units = Uint16Array.from("a".repeat(600), (letter) => letter.charCodeAt(0));
  expect(texts.map((_, index) => lexicon.isNew(units, 0, index + 1))).toEqual(texts.map(() => false));
  const asked: string[] = [];
  const meanings = new Lexicon();
  expect(["x", "y", "x"].map((text) => meanings.meaningOfText(text, (one) => asked.push(one)))).toEqual([1, 2, 1]);
  expect(asked).toEqual(["x", "y"]);
});
