import * as fc from "fast-check";
import { expect, it } from "vitest";
import { makeSerial, readSerial, serialRange } from "./serial-rules.ts";

it("has the check digit of ISO/IEC 7812-1", () => {
  // by hand: 7+9+6+7+4+9+9+7 = 58, so 2 makes it whole tens
  expect(makeSerial("DD", 79_927_398)).toBe("DD799273982");
  expect(makeSerial("DD", 1)).toBe("DD000000018");
});

it("reads back, and finds every wrong digit", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 99_999_999 }),
      fc.integer({ min: 2, max: 10 }),
      fc.integer({ min: 1, max: 9 }),
      (number, at, by) => {
        const serial = makeSerial("AB", number);
        expect(readSerial(serial)).toEqual({ series: "AB", number });
        const wrong = serial.slice(0, at) + String((Number(serial[at]) + by) % 10) + serial.slice(at + 1);
        expect(readSerial(wrong)).toBeUndefined();
      },
    ),
  );
});

it("makes a range, both ends included", () => {
  const range = serialRange(makeSerial("DD", 8), makeSerial("DD", 11));
  expect(range).toEqual({ serials: [8, 9, 10, 11].map((number) => makeSerial("DD", number)) });
});

it.each([
  ["serial-malformed", "dd000000018", makeSerial("DD", 5)],
  ["serial-malformed", "DD000000019", makeSerial("DD", 5)],
  ["range-order", makeSerial("DD", 5), makeSerial("DE", 6)],
  ["range-order", makeSerial("DD", 6), makeSerial("DD", 5)],
  ["range-too-large", makeSerial("DD", 0), makeSerial("DD", 1_000_000)],
])("refuses: %s", (code, first, last) => {
  expect(serialRange(first, last)).toEqual({ refused: code });
});
