import * as fc from "fast-check";
import { expect, it } from "vitest";
import { compileForm } from "./forms.ts";

const text = fc.oneof(
  fc.string({ unit: fc.constantFrom("0", "7", "9", " ", "-", "a"), maxLength: 6 }),
  fc.string({ unit: fc.constantFrom("a", "Z", "-", "5", " ", "\u00a0", "ă", "\u0306", "Đ"), maxLength: 6 }),
);

it.each(["digits", "text"])("%s keeps only what it would not change", (name) => {
  const form = compileForm(name, {});
  let kept = 0;
  fc.assert(
    fc.property(text, (one) => {
      if (form.keeps?.(Buffer.from(one), 0, Buffer.byteLength(one)) !== true) return;
      kept += 1;
      expect(form(one)).toBe(one);
    }),
    { seed: 17, numRuns: 2000 },
  );
  expect(kept).toBeGreaterThan(100);
});

it("keeps nothing of which two steps are to be made", () => expect(compileForm("digits|year", {}).keeps).toBeUndefined());

it("composes a text of its words where each tells what it becomes, however often, and no other", () => {
  const asked: string[] = [];
  const shout = Object.assign((one: string) => one.toUpperCase(), {
    ofWord: (word: string) => {
      asked.push(word);
      return word.includes("?") ? undefined : word.toUpperCase();
    },
  });
  const { compose } = compileForm("shout", { shout });
  const composed = (one: string) => {
    const bytes = Buffer.from(`<${one}>`);
    const found = compose?.(bytes, 1, bytes.length - 1);
    return found === undefined ? undefined : Buffer.from(found.bytes.subarray(0, found.length)).toString();
  };
  const long = Array.from({ length: 90 }, (_, n) => `đò${n}`).join(" ");
  expect(["đò", "a đò a", "đò ? a", "a  b", " a", "a ", "", long].map(composed)).toEqual([
    ...["ĐÒ", "A ĐÒ A"],
    ...[undefined, undefined, undefined, undefined, undefined],
    long.toUpperCase(),
  ]);
  expect(asked.filter((word) => word === "đò")).toEqual(["đò"]);
  expect(compileForm("shout|digits", { shout }).compose).toBeUndefined();
});
