import * as fc from "fast-check";
import { expect, it } from "vitest";
import { IdColumn, inOrder } from "./id-column.ts";
import { textOf } from "./lexicon.ts";

const id = fc.string({ unit: fc.constantFrom("0", "1", "a", "é"), minLength: 1, maxLength: 3 });

function taken(ids: readonly string[]) {
  const column = new IdColumn();
  const isNew = ids.map((one) => column.take(Buffer.from(`<${one}>`), 1, 1 + Buffer.byteLength(one)));
  return { isNew, texts: column.share() };
}

const listed = ({ starts, bytes }: { starts: Uint32Array; bytes: Uint8Array }) =>
  Array.from({ length: starts.length - 2 }, (_, n) => textOf(bytes, starts[n + 1] as number, starts[n + 2] as number));

it("takes each id once, in any order", () => {
  fc.assert(
    fc.property(fc.array(id, { maxLength: 40 }), (ids) => {
      const { isNew, texts } = taken(ids);
      expect(isNew).toEqual(ids.map((one, at) => ids.indexOf(one) === at));
      expect(listed(texts)).toEqual([...new Set(ids)]);
    }),
    { seed: 71, numRuns: 300 },
  );
});

it("puts lists together that go on from one another, and no others", () => {
  const parts = (...lists: string[][]) => inOrder(lists.map((ids) => taken(ids).texts));
  expect(listed(parts(["9", "10"], [], ["011", "a00"])!)).toEqual(["9", "10", "011", "a00"]);
  expect(listed(parts(["b", "a"])!)).toEqual(["b", "a"]);
  const apart = [
    [["b", "a"], ["c"]],
    [["1", "3"], ["2"]],
    [["1"], ["1"]],
    [["a"], ["c", "b"]],
  ];
  for (const lists of apart) expect(parts(...lists)).toBeUndefined();
  expect(parts()).toBeUndefined();
});
