import { expect, it } from "vitest";
import { evaluatePairs } from "./evaluate.ts";
import { testFolder } from "./test-records.ts";

const write = testFolder();
const truth = write("truth.csv", "record,entity\n1,a\n2,a\n3,a\n4,b\n5,b\n6,c\n");
const pairs = "id_a,id_b,probability,cluster\n1,2,0.99,1\n4,6,0.9,\n1,3,0.8,1\n4,5,0.2,\n";

it("counts pairs against the truth, at the best and at a given threshold, and by clusters", async () => {
  const found = await evaluatePairs(write("pairs.csv", pairs), truth, 0.95);
  expect(found).toMatchObject({ truePairs: 4, pairs: 4, given: { threshold: 0.95, precision: 1, recall: 0.25, f1: 0.4 } });
  expect(found.best).toMatchObject({ threshold: 0.2, precision: 0.75, recall: 0.75, f1: 0.75 });
  expect(found.clusters).toMatchObject({ precision: 1, recall: 0.5 });
  expect(found.reliability.find(({ from }) => from === 0.9)).toMatchObject({ pairs: 1, said: 0.9, found: 0 });
  expect(found.calibrationError).toBeCloseTo((0.01 + 0.9 + 0.2 + 0.8) / 4);
});

it("counts between two files the pairs whose records stand one in each", async () => {
  // of a the records 1 and 2 stand in one file, of b one in each; 7 and 8 were not joined
  const known = write("known.csv", "record,entity\n1,a\n2,a\n3,a\n4,b\n5,b\n6,c\n7,b\n8,b\n");
  const files = [write("first.csv", "nr,name\n1,x\n2,x\n 4 ,y\n"), write("second.csv", "Mã,name\n3,x\n5,y\n6,z\n7\n8,x,x\n")] as const;
  const judge = (text: string, between = { files, id: "nr", columns: { Mã: "nr" } }) =>
    evaluatePairs(write("joined.csv", text), known, 0.5, between);
  const pairsAcross = "id_a,id_b,probability,cluster\n1,3,0.99,1\n4,5,0.9,4\n4,6,0.6,\n";
  expect(await judge(pairsAcross)).toMatchObject({
    ...{ truePairs: 3, pairs: 3, given: { precision: 2 / 3, recall: 2 / 3 }, clusters: { precision: 1, recall: 2 / 3 } },
  });
  // without knowing of the files, 1 with 2 and all of b would be missed
  expect(await evaluatePairs(write("joined.csv", pairsAcross), known, 0.5)).toMatchObject({ truePairs: 9 });
  const head = "id_a,id_b,probability\n";
  await expect(judge(`${head}1,7,0.9\n`)).rejects.toMatchObject({ code: "pair-of-others", details: { row: "2" } });
  await expect(judge(`${head}1,3,0.9\n1,2,0.9\n`)).rejects.toMatchObject({ code: "pair-within-file", details: { row: "3" } });
  await expect(judge(head, { files, id: "nr", columns: { Mã: "other" } })).rejects.toMatchObject({ code: "missing-column" });
  const same = [files[0], write("same.csv", "nr\n9\n4\n")] as const;
  await expect(judge(head, { files: same, id: "nr", columns: { Mã: "nr" } })).rejects.toMatchObject({
    ...{ code: "id-in-both-files", details: { file: same[1], row: "3" } },
  });
});

it("refuses files of another kind, by row", async () => {
  const evaluate = (text: string) => evaluatePairs(write("other.csv", text), truth, 0.5);
  await expect(evaluate("a,b\n1,2\n")).rejects.toMatchObject({ code: "pairs-malformed" });
  await expect(evaluate("id_a,id_b,probability\n1,2,often\n")).rejects.toMatchObject({ code: "pairs-malformed", details: { row: "2" } });
  await expect(evaluate("id_a,id_b,probability\n1,9,0.5\n")).rejects.toMatchObject({ code: "truth-of-others", details: { row: "2" } });
  await expect(evaluate("id_a,id_b,probability\n1,2,0.9\n2,1,0.9\n")).rejects.toMatchObject({
    code: "pairs-repeated",
    details: { row: "3" },
  });
  await expect(evaluate("id_a,id_b,probability\n1,1,0.9\n")).rejects.toMatchObject({ code: "pairs-repeated" });
  await expect(evaluatePairs(write("pairs.csv", pairs), write("twice.csv", "record,entity\n1,a\n1,b\n"), 0.5)).rejects.toMatchObject({
    code: "truth-malformed",
    details: { row: "3" },
  });
});
