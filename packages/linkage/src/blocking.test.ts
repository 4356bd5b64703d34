import * as fc from "fast-check";
import { expect, it } from "vitest";
import { assembleHere } from "./assembly.ts";
import { blocksOf, compileIsFirst, joinBlocks } from "./blocking.ts";
import { Desk } from "./desk.ts";
import type { Model } from "./model.ts";
import { PartBuilder } from "./part.ts";

const model = (largest?: number): Model => ({
  version: 1,
  fields: { numbers: { columns: ["n"], split: ";" }, name: { columns: ["name"] }, year: { columns: ["year"] } },
  comparisons: [{ name: "name", field: "name", levels: [{ when: "same" }, { when: "else" }] }],
  blocking: [{ on: ["numbers"], ...(largest === undefined ? {} : { largest }) }, { on: ["name", "year"] }],
});

function storeOf(rows: readonly string[][], split = 0, largest?: number) {
  const builder = new PartBuilder(
    model(largest),
    new Map([
      ["n", 0],
      ["name", 1],
      ["year", 2],
    ]),
    {},
  );
  for (const row of rows) builder.addCells(row);
  const { store } = assembleHere(model(largest), [builder.finish()], {}, split);
  const blocks = joinBlocks([0, 1].map((rule) => blocksOf(model(largest), store, rule)));
  const pairs: string[] = [];
  const desk = new Desk(store, blocks.indexes, blocks.largest);
  const isFirst = compileIsFirst(desk, blocks.indexes);
  for (const slice of blocks.slices) {
    const { keys, records } = blocks.indexes[slice.rule]!;
    desk.visit(blocks.indexes[slice.rule]!, slice, (one, other, at, otherAt) => {
      if (isFirst(slice.rule, one, other, keys[at]!)) pairs.push(`${records[at]}-${records[otherAt]}`);
    });
  }
  return { pairs: pairs.sort(), skipped: blocks.skipped };
}

const cell = fc.constantFrom("", "a", "b", "c");
const numbers = fc.array(fc.constantFrom("1", "2", "3"), { maxLength: 3 }).map((list) => list.join(";"));
const rows = fc.array(
  fc.tuple(numbers, cell, cell).map((row) => [...row]),
  { minLength: 2, maxLength: 14 },
);

it("makes every pair that agrees on any rule a candidate, once", () => {
  fc.assert(
    fc.property(rows, fc.nat(13), (drawn, cut) => {
      const split = cut % drawn.length;
      const expected: string[] = [];
      for (let a = 0; a < drawn.length; a += 1) {
        for (let b = a + 1; b < drawn.length; b += 1) {
          const [one, other] = [drawn[a]!, drawn[b]!];
          const shares = one[0]!.split(";").some((number) => number !== "" && other[0]!.split(";").includes(number));
          const same = one[1] !== "" && one[2] !== "" && one[1] === other[1] && one[2] === other[2];
          if ((shares || same) && (split === 0 || (a < split && b >= split))) expected.push(`${a}-${b}`);
        }
      }
      expect(storeOf(drawn, split).pairs).toEqual(expected.sort());
    }),
    { seed: 45, numRuns: 300 },
  );
});

it("leaves out blocks that are too large, says so, and lets later rules have their pairs", () => {
  const crowd = [
    ["1", "a", "x"],
    ["1", "a", "x"],
    ["1", "b", "x"],
    ["2", "c", "x"],
    ["2", "d", "x"],
  ];
  const { pairs, skipped } = storeOf(crowd, 0, 2);
  expect(pairs).toEqual(["0-1", "3-4"]);
  expect(skipped).toEqual([{ rule: 0, blocks: 1, records: 3, pairs: 3 }]);
});
