import { expect, it } from "vitest";
import { assembleHere } from "./assembly.ts";
import { compileComparer } from "./compare.ts";
import type { Model } from "./model.ts";
import { PartBuilder } from "./part.ts";
import { compileScorer } from "./scorer.ts";

const columns = Array.from({ length: 8 }, (_, column) => `c${column}`);
const model: Model = {
  version: 1,
  fields: Object.fromEntries(columns.map((column) => [column, { columns: [column] }])),
  comparisons: columns.map((name) => ({ name, field: name, levels: [{ when: "same" }, { when: "else" }] })),
  blocking: [{ on: ["c0"] }],
};

it("knows what a pattern weighs at most from the first time that it is met, of thousands", () => {
  const builder = new PartBuilder(model, new Map(columns.map((column, place) => [column, place])), {});
  builder.addCells(columns.map(() => "a"));
  const comparer = compileComparer(model, assembleHere(model, [builder.finish()], {}).store);
  const [m, u] = [columns.map(() => [0.9, 0.1]), columns.map(() => [0.1, 0.9])];
  const scorer = compileScorer({ prior: 0.001, matched: [{ share: 1, levels: m }], u }, comparer);
  const patterns = Array.from({ length: 3 ** columns.length }, (_, pattern) => pattern);
  const differing = patterns.filter((pattern) => scorer.most(pattern) !== scorer.weight(0, pattern));
  expect(differing).toEqual([]);
});
