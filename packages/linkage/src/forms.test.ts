import * as fc from "fast-check";
import { expect, it } from "vitest";
import { compileForm } from "./forms.ts";

const text = fc.oneof(
  fc.string({ unit: fc.constantFrom("0", "7", "9", " ", "-", "a"), maxLength: 6 }),
  fc.string({ unit: fc.constantFrom("a", "Z", "-", "5", " ", "\u00a0", "ă", "\u0306", "Đ"), maxLength: 6 }),
);

it.each(["digits", "text"])("%s keeps only what it would not change", (name) => {
  const form = compileForm(name, {});
  const units = (of: string) => Uint16Array.from(of, (unit) => unit.charCodeAt(0));
  let kept = 0;
  fc.assert(
    fc.property(text, (one) => {
      if (form.keeps?.(units(one), 0, one.length) !== true) return;
      kept += 1;
      expect(form(one)).toBe(one);
    }),
    { seed: 17, numRuns: 2000 },
  );
  expect(kept).toBeGreaterThan(100);
});

it("keeps nothing of which two steps are to be made", () => expect(compileForm("digits|year", {}).keeps).toBeUndefined());
