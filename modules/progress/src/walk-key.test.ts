import * as fc from "fast-check";
import { expect, it } from "vitest";
import { walkKey } from "./walk-key.ts";

const inOrder = (addresses: string[]) =>
  addresses.toSorted((a, b) => Buffer.compare(Buffer.from(walkKey(a) ?? ""), Buffer.from(walkKey(b) ?? "")));

it("orders addresses as one walks: numbers by their value, letters without their marks", () => {
  const walk = ["Số 9 đường Lê Hoàn", "Số 10 đường Lê Hoàn", "Số 10 đường Lê Lợi, tổ 2", "Số 010 đường Lê Lợi, tổ 11", "Số 100 đường An"];
  expect(inOrder(walk.toReversed())).toEqual(walk);
  expect(inOrder(["Xóm Đoài", "Xóm Trung", "Xóm Bến"])).toEqual(["Xóm Bến", "Xóm Đoài", "Xóm Trung"]);
});

it("knows no key without an address", () => {
  expect(walkKey(undefined)).toBeNull();
});

it("puts any two house numbers in the order of their value", () => {
  const number = fc.nat({ max: 999_999_999 });
  fc.assert(
    fc.property(number, number, (a, b) => {
      expect(inOrder([`Số ${Math.max(a, b)}`, `Số ${Math.min(a, b)}`])).toEqual([`Số ${Math.min(a, b)}`, `Số ${Math.max(a, b)}`]);
    }),
  );
});

it("stays short enough for an index, and well-formed, whatever the address", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 1000 }), (address) => {
      const key = walkKey(address) ?? "";
      expect(Buffer.byteLength(key)).toBeLessThan(200);
      expect(key.isWellFormed()).toBe(true);
    }),
  );
});
