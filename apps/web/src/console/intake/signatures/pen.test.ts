import { mostSignaturePoints, type Point, readSignature, type Stroke, writeSignature } from "@dinhdanh/dossiers/contract";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { beginStroke, isFull, leadOn, placeOf } from "./pen.ts";

const box = { left: 100, top: 50, width: 450, height: 150 };

it("puts a pointer into units of the field, and one that has left it onto its edge", () => {
  expect(placeOf({ clientX: 100, clientY: 50 }, box)).toEqual([0, 0]);
  expect(placeOf({ clientX: 325, clientY: 125 }, box)).toEqual([450, 150]);
  expect(placeOf({ clientX: 9_999, clientY: -9_999 }, box)).toEqual([900, 0]);
  expect(placeOf({ clientX: 1, clientY: 1 }, { ...box, width: 0, height: 0 })).toEqual([0, 0]);
});

it("passes over what a resting hand does", () => {
  const stroke = beginStroke([10, 10]);
  expect(leadOn(stroke, [11, 11])).toBe(stroke);
  expect(leadOn(stroke, [14, 10])).toEqual([...stroke, [14, 10]]);
});

it("draws nothing that the register would refuse, however long somebody goes on", () => {
  const pointer = fc.record({ clientX: fc.integer({ min: -100, max: 800 }), clientY: fc.integer({ min: -100, max: 400 }) });
  fc.assert(
    fc.property(fc.array(fc.array(pointer, { minLength: 1, maxLength: 900 }), { minLength: 1, maxLength: 8 }), (drawn) => {
      const strokes: Stroke[] = [];
      for (const pointers of drawn) {
        let stroke: Stroke | undefined;
        for (const place of pointers.map((one): Point => placeOf(one, box))) {
          if (isFull(stroke === undefined ? strokes : [...strokes, stroke])) break;
          stroke = stroke === undefined ? beginStroke(place) : leadOn(stroke, place);
        }
        if (stroke !== undefined) strokes.push(stroke);
      }
      const points = strokes.flat();
      expect(points.length).toBeLessThanOrEqual(mostSignaturePoints);
      const ink = points.length > 200;
      const read = readSignature(writeSignature(strokes));
      if (ink || read !== undefined) expect(read).toEqual(strokes);
    }),
    { numRuns: 50 },
  );
});
