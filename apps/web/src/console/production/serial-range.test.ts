import { makeSerial } from "@dinhdanh/cards/contract";
import { expect, it } from "vitest";
import { blanksBetween, readRanges } from "./serial-range.ts";

const aa = (n: number) => makeSerial("AA", n);

it("counts the blanks of a range, and knows what is none", () => {
  expect(blanksBetween(aa(1), aa(1000))).toBe(1000);
  expect(blanksBetween(aa(5), aa(5))).toBe(1);
  expect(blanksBetween(aa(5), aa(4))).toBeUndefined();
  expect(blanksBetween(aa(1), makeSerial("AB", 2))).toBeUndefined();
  expect(blanksBetween(aa(1), `${aa(2).slice(0, -1)}0`)).toBeUndefined();
  expect(blanksBetween(aa(1), aa(1_000_001))).toBeUndefined();
});

it("reads ranges as they are typed", () => {
  expect(readRanges(`${aa(1)} - ${aa(4)}\n\n  ${aa(9).toLowerCase()}\n${aa(20)}–${aa(21)}`)).toEqual({
    ranges: [
      { first: aa(1), last: aa(4) },
      { first: aa(9), last: aa(9) },
      { first: aa(20), last: aa(21) },
    ],
    blanks: 7,
  });
  expect(readRanges(`${aa(1)}\n${aa(4)} ${aa(2)}`).bad).toBe(2);
  expect(readRanges("12").bad).toBe(1);
});
