import { fingers } from "@dinhdanh/capture";
import { syntheticPrint } from "@dinhdanh/capture/device";
import { expect, it } from "vitest";
import { compareTemplates } from "../matcher/compare.ts";
import { templateFromBytes, templateToBytes } from "../matcher/template-bytes.ts";
import { templateOf } from "../matcher/template.ts";
import { defaultThreshold } from "./index.ts";

/** 200 fingers of 20 people, two touches of each. */
const enrolled = Array.from({ length: 200 }, (_, i) => {
  const [seed, finger] = [`accuracy ${Math.floor(i / 10)}`, fingers[i % 10]!];
  return [1, 2].map((touch) => templateFromBytes(templateToBytes(templateOf(syntheticPrint(seed, finger, touch))))!);
});

it("tells synthetic fingers apart, and touches of one together", { timeout: 180_000 }, () => {
  const genuine = enrolled.map(([first, second]) => compareTemplates(first!, second!));
  const impostor: number[] = [];
  // each against a fifth of the others, and the same finger of every other person
  for (const [i, [first]] of enrolled.entries()) {
    for (const [j, [, other]] of enrolled.entries())
      if (i !== j && ((i + j) % 5 === 0 || i % 10 === j % 10)) impostor.push(compareTemplates(first!, other!));
  }
  const falseNonMatches = genuine.filter((score) => score < defaultThreshold).length;
  const falseMatches = impostor.filter((score) => score >= defaultThreshold).length;
  expect(impostor.length).toBeGreaterThan(10_000);
  expect({ falseNonMatches, falseMatches }).toEqual({ falseNonMatches: 0, falseMatches: 0 });
  // the gap that the threshold stands in
  expect(Math.min(...genuine)).toBeGreaterThan(Math.max(...impostor) + 5);
});
