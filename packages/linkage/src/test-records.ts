import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { seededRandom } from "./random.ts";
import { type Table, tableOf } from "./table.ts";

/** A folder of the test file, gone at its end. */
export function testFolder(): (name: string, text: string) => string {
  const folder = mkdtempSync(join(tmpdir(), "dinhdanh-linkage-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (name, text) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
}

type Truth = { share: number; levels: number[][] }[];

/** Pairs drawn from known classes, each pattern with its count. */
export function drawPairs(truth: Truth, count: number, seed: number): Table {
  const random = seededRandom(seed);
  const seen = new Map<string, number>();
  const pick = (probabilities: readonly number[]) => {
    let left = random();
    return Math.max(
      0,
      probabilities.findIndex((probability) => (left -= probability) < 0),
    );
  };
  for (let drawn = 0; drawn < count; drawn += 1) {
    const { levels } = truth[pick(truth.map(({ share }) => share))] ?? { levels: [] };
    const pattern = levels.map((probabilities) => (random() < 0.1 ? -1 : pick(probabilities))).join();
    seen.set(pattern, (seen.get(pattern) ?? 0) + 1);
  }
  const patterns = [...seen.keys()].sort();
  return tableOf(
    (truth[0]?.levels ?? []).map(({ length }) => length),
    patterns.map((pattern) => Int8Array.from(pattern.split(","), Number)),
    Float64Array.from(patterns, (pattern) => seen.get(pattern) ?? 0),
  );
}
