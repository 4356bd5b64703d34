import { expect, it } from "vitest";
import { examples } from "./examples.ts";
import { claimedTwice, leftOut, missingIn } from "./mapping.ts";

it("finds a field that two columns claim; columns that are left out claim nothing", () => {
  expect(claimedTwice({ "Họ tên": "fullName", Tên: "fullName" })).toBe("fullName");
  expect(claimedTwice({ "Họ tên": "fullName", "Ghi chú": "", Khác: "" })).toBeUndefined();
  expect(leftOut({ "Họ tên": "fullName", "Ghi chú": "", Khác: "" })).toBe(2);
});

it("finds what every row needs and no column gives", () => {
  const mapping = { "Mã việc": "actId", Lúc: "occurredAt", "Ghi chú": "" };
  expect(missingIn(mapping, ["actId", "kind", "occurredAt"])).toEqual(["kind"]);
  expect(missingIn(mapping, [])).toEqual([]);
});

it("shows examples whose rows have as many cells as the header", () => {
  for (const rows of Object.values(examples)) for (const row of rows) expect(row.length).toBe(rows[0]?.length);
});
