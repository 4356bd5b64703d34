import * as fc from "fast-check";
import { expect, it } from "vitest";
import { packPositions, positionsIn, positionsText, unpackPositions } from "./positions.ts";

const ascending = fc.uniqueArray(fc.nat(999_999), { minLength: 1, maxLength: 300 }).map((list) => list.sort((a, b) => a - b));

it("keeps positions as distances, as bytes and as text", () => {
  fc.assert(
    fc.property(ascending, (positions) => {
      const [first = 0] = positions;
      expect(unpackPositions(packPositions(positions, first), first)).toEqual(positions);
      expect(positionsIn(positionsText(positions))).toEqual(positions);
    }),
  );
  expect(positionsIn("")).toEqual([]);
});
