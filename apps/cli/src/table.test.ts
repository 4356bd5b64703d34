import { expect, it } from "vitest";
import { tableLines } from "./table.ts";

it("aligns a column per key, numbers to the right", () => {
  const rows = [
    { unit: "347", name: "Thành phố Phủ Lý", remaining: 4_820, rate: "97.1 %" },
    { unit: "13450", name: "Xã Liêm Phong", remaining: 0, rate: null, note: ["a", "b"] },
  ];
  expect(tableLines(rows)).toEqual([
    "unit   name              remaining  rate    note",
    "347    Thành phố Phủ Lý       4820  97.1 %",
    '13450  Xã Liêm Phong             0          ["a","b"]',
  ]);
});

it("says that there is nothing", () => {
  expect(tableLines([])).toEqual(["(none)"]);
});
