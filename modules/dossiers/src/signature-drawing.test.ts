import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isSignature,
  mostSignaturePoints,
  type Point,
  readSignature,
  signatureField,
  type Stroke,
  writeSignature,
} from "./signature-drawing.ts";

const point = fc.tuple(fc.integer({ min: 0, max: signatureField.width }), fc.integer({ min: 0, max: signatureField.height }));
const strokes = fc.array(fc.array(point, { minLength: 2, maxLength: 60 }), { minLength: 1, maxLength: 20 });
// prettier-ignore
const name: Stroke[] = [[[10, 10], [300, 200]], [[320, 10], [320, 10]]];
const svg = writeSignature(name);

it("reads what it wrote, stroke by stroke", () => {
  fc.assert(
    fc.property(strokes, (drawn) => {
      expect(readSignature(writeSignature(drawn))).toEqual(isSignature(drawn) ? drawn : undefined);
    }),
  );
  expect(readSignature(svg)).toEqual(name);
});

describe("reads nothing else", () => {
  const far: Stroke = Array.from({ length: mostSignaturePoints + 1 }, (_, n): Point => [n % 900, n % 300]);
  it.each([
    ["nothing", ""],
    ["a script", svg.replace("<path", "<script>alert(1)</script><path")],
    ["a handler", svg.replace("<path", '<path onload="alert(1)"')],
    ["a reference", svg.replace("<path", '<image href="http://example.org/a.png"/><path')],
    ["an entity", `<!DOCTYPE svg [<!ENTITY a "a">]>${svg}`],
    ["something after the end", `${svg}<script/>`],
    ["a space at the end", `${svg}\n`],
    ["a quote in the path", svg.replace("M10 10", 'M10 10" onload="x')],
    ["a curve", svg.replace("L300 200", "C300 200 1 1 2 2")],
    ["a negative number", svg.replace("M10 10", "M-10 10")],
    ["a fraction", svg.replace("M10 10", "M1.5 10")],
    ["a place outside the field", svg.replace("L300 200", "L300 301")],
    ["a place far outside", svg.replace("L300 200", "L9999 200")],
    ["no strokes", writeSignature([])],
    ["a stroke without a line", svg.replace("L300 200", "")],
    ["a dot", writeSignature([[[10, 10], [10, 10]]])], // prettier-ignore
    ["a tick", writeSignature([[[10, 10], [40, 60], [90, 10]]])], // prettier-ignore
    ["too many points", writeSignature([far])],
    ["a megabyte", svg.replace("L300 200", "L300 200".repeat(2 ** 17))],
    ["a NUL", svg.replace("M10 10", "M10 10\0")],
  ])("%s", (_, text) => expect(readSignature(text)).toBeUndefined());
});

it("takes no longer for text made to be slow", () => {
  const began = performance.now();
  expect(readSignature(svg.replace("M10 10", `${"M1 1L1 1".repeat(3_900)}!`))).toBeUndefined();
  expect(performance.now() - began).toBeLessThan(200);
});
