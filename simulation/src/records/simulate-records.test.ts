import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { Random } from "../random.ts";
import { otherDate, slip, turned, withoutAccents, wrongDigit, wrongEncoding } from "./damage.ts";
import { simulateRecords } from "./simulate-records.ts";

const folder = mkdtempSync(join(tmpdir(), "dinhdanh-records-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function written(count: number, seed: number, name: string) {
  const out = join(folder, name);
  const summary = await simulateRecords({ count, seed, out });
  return { summary, records: readFileSync(join(out, "records.csv"), "utf8"), truth: readFileSync(join(out, "truth.csv"), "utf8") };
}

it("writes exactly the records asked for, each with its person, and the same for the same seed", async () => {
  const one = await written(30_000, 7, "one");
  const lines = one.truth
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((line) => line.split(",") as [string, string]);
  expect([lines.length, one.records.trimEnd().split("\n").length - 1]).toEqual([30_000, 30_000]);
  expect(new Set(lines.map(([record]) => record)).size).toBe(30_000);
  const sizes = new Map<string, number>();
  for (const [, entity] of lines) sizes.set(entity, (sizes.get(entity) ?? 0) + 1);
  const pairs = [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
  expect(one.summary).toMatchObject({ records: 30_000, people: sizes.size, pairs });
  expect(pairs).toBeGreaterThan(6000);
  const again = await written(30_000, 7, "again");
  expect([again.records === one.records, again.truth === one.truth]).toEqual([true, true]);
  const other = await written(1000, 8, "other");
  expect(one.records.startsWith(other.records.slice(0, 2000))).toBe(false);
});

it("holds every kind of error", async () => {
  const { records } = await written(5000, 1, "errors");
  const rows = records.trimEnd().split("\n").slice(1);
  const share = (shape: RegExp) => rows.filter((row) => shape.test(row)).length / rows.length;
  expect(share(/^r\d+,\d{9},/), "a 9-digit number where 12 belong").toBeGreaterThan(0.005);
  expect(share(/^r\d+,,/), "no number").toBeGreaterThan(0.05);
  expect(share(/,\d{4},(Nam|Nữ)?,/), "only the year of birth").toBeGreaterThan(0.005);
  expect(share(/\([A-Z]/), "a nickname").toBeGreaterThan(0.003);
  expect(share(/[ÃÔ¨¹]/), "a wrong encoding").toBeGreaterThan(0.003);
  expect(share(/\w\?\w/), "letters lost").toBeGreaterThan(0.002);
});

it("damages as told", () => {
  const random = new Random("damage");
  expect([withoutAccents("Đặng Thị Hường"), turned("Nguyễn Văn An")]).toEqual(["Dang Thi Huong", "An Văn Nguyễn"]);
  for (let n = 0; n < 200; n++) {
    expect(Math.abs(slip("Nguyễn", random).length - 6)).toBeLessThanOrEqual(1);
    expect(wrongDigit("035190000018", random)).toMatch(/^\d{12}$/);
    expect(otherDate("1990-05-17", random)).toMatch(/^\d{4}(-\d\d(-\d\d)?)?$/);
  }
  const damaged = Array.from({ length: 20 }, () => wrongEncoding("Nguyễn", random));
  expect(new Set(damaged).size).toBe(2);
  expect(damaged).not.toContain("Nguyễn");
});
