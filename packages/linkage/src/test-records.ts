import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { Model } from "./model.ts";
import { seededRandom } from "./random.ts";
import { type Table, tableOf } from "./table.ts";

/** A folder of the test file, gone at its end. */
export function testFolder(): (name: string, text: string | Uint8Array) => string {
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

const names = ["Ann", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gwen", "Hal", "Ida", "Jon", "Kay", "Lea", "Max", "Nora", "Olav", "Pia"];
const endings = ["son", "sen", "man", "ley", "ton", "berg", "dal", "holm"];

/** People of whom every fifth stands there twice, the second time with an error; rows as a file has them, id first. */
export function drawPeople(people: number, seed: number): string[] {
  const random = seededRandom(seed);
  const under = (limit: number) => Math.floor(random() * limit);
  const pick = (from: readonly string[]) => from[under(from.length)] ?? "";
  const two = (number: number) => String(number).padStart(2, "0");
  const rows: string[] = [];
  for (let person = 0; person < people; person += 1) {
    const family = `${pick(names)}${String.fromCharCode(97 + under(26))}${pick(endings)}`;
    const [given, born, town] = [
      `${pick(names)}${pick(["", "a", "o"])}`,
      `${1930 + under(80)}-${two(1 + under(12))}-${two(1 + under(28))}`,
      under(500),
    ];
    rows.push(`r${rows.length},${given},${family},${born},${town}`);
    if (under(5) > 0) continue;
    const fault = under(3);
    const [otherGiven, otherBorn] = [fault === 0 ? given.slice(0, -1) : given, fault === 1 ? born.slice(0, 4) : born];
    rows.push(`r${rows.length},${otherGiven},${family},${otherBorn},${fault === 2 ? under(500) : town}`);
  }
  return rows;
}

export const peopleHeader = "id,given,family,born,town";

/** For `drawPeople`; not trained. */
export const peopleModel: Model = {
  version: 1,
  id: "id",
  fields: {
    given: { columns: ["given"] },
    family: { columns: ["family"] },
    born: { columns: ["born"], form: "date" },
    town: { columns: ["town"] },
  },
  comparisons: [
    { name: "given", field: "given", frequencies: true, levels: [{ when: "same" }, { when: "similar", atLeast: 0.88 }, { when: "else" }] },
    {
      name: "family",
      field: "family",
      frequencies: true,
      levels: [{ when: "same" }, { when: "similar", atLeast: 0.88 }, { when: "else" }],
    },
    {
      name: "born",
      field: "born",
      levels: [{ when: "same", form: "full-date" }, { when: "partial-date" }, { when: "same-year" }, { when: "else" }],
    },
    { name: "town", field: "town", levels: [{ when: "same" }, { when: "else" }] },
  ],
  blocking: [{ on: ["given", "born|year"] }, { on: ["family", "born|year"] }, { on: ["family", "town"] }],
};
