import { expect, it } from "vitest";
import { openRecords, scorePairs, trainModel } from "./link.ts";
import type { Model, TrainedModel } from "./model.ts";
import { seededRandom } from "./random.ts";
import { drawPeople, peopleHeader, peopleModel, testFolder } from "./test-records.ts";

const write = testFolder();
const fileOf = (name: string, rows: readonly string[]) => write(name, [peopleHeader, ...rows].join("\n"));

type Found = { pairs: string[]; together: string[]; compared: number; model: TrainedModel };

/** Pairs by id with their weights, and who stands in one cluster, in order of ids. */
async function link(files: string[], model: Model, threads = 2): Promise<Found> {
  const opened = await openRecords({ files, model, threads });
  try {
    const trained = model.prior === undefined ? (await trainModel(opened)).model : (model as TrainedModel);
    const { pairs, clusterOf, compared } = await scorePairs(opened, trained, { least: 0.01, threshold: 0.5 });
    const { idOf } = opened.loaded;
    const rows = Array.from(pairs.a, (a, n) => `${[idOf(a), idOf(pairs.b[n]!)].sort().join(" ")} ${pairs.weights[n]!.toFixed(6)}`);
    const clusters = new Map<number, string[]>();
    for (const [record, first] of clusterOf.entries()) clusters.set(first, [...(clusters.get(first) ?? []), idOf(record)]);
    const together = [...clusters.values()].filter((ids) => ids.length > 1).map((ids) => ids.sort().join(" "));
    return { pairs: rows.sort(), together: together.sort(), compared, model: trained };
  } finally {
    await opened.close();
  }
}

function shuffled<T>(list: readonly T[], seed: number): T[] {
  const random = seededRandom(seed);
  return list
    .map((one) => ({ one, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}

it("finds the same whatever the order of rows and the order of two files", { timeout: 180_000 }, async () => {
  const rows = drawPeople(1500, 11);
  const { model, ...found } = await link([fileOf("rows.csv", rows)], peopleModel);
  expect(found.together.length).toBeGreaterThan(250);
  for (const seed of [1, 2, 3]) expect(await link([fileOf("mixed.csv", shuffled(rows, seed))], model)).toMatchObject(found);
  const [a, b] = [
    fileOf(
      "a.csv",
      rows.filter((_, n) => n % 2 === 0),
    ),
    fileOf(
      "b.csv",
      rows.filter((_, n) => n % 2 === 1),
    ),
  ];
  const joined = await link([a, b], model);
  expect(joined.together.length).toBeGreaterThan(100);
  const { pairs, together, compared } = await link([b, a], model);
  expect({ pairs, together, compared }).toEqual({ pairs: joined.pairs, together: joined.together, compared: joined.compared });
});

it("learns and finds the same in any number of threads", { timeout: 180_000 }, async () => {
  const file = fileOf("many.csv", drawPeople(17_500, 12));
  const alone = await link([file], peopleModel, 1);
  for (const threads of [2, 3]) expect(await link([file], peopleModel, threads)).toEqual(alone);
});

it("needs memory for the records, not for the pairs that it compares", { timeout: 180_000 }, async () => {
  const rows = drawPeople(15_000, 13).map((row, n) => row.replace(/\d+$/, `${n % 20}`));
  const model = { ...peopleModel, blocking: [{ on: ["town"] }] };
  const small = await link([fileOf("few.csv", rows.slice(0, 4000))], model);
  const before = process.memoryUsage().rss;
  const { compared } = await link([fileOf("crowd.csv", rows)], { ...small.model }, 1);
  expect(compared).toBeGreaterThan(7_000_000);
  // 16 bytes a pair would be 120 MB
  expect((process.memoryUsage().rss - before) / 2 ** 20).toBeLessThan(80);
});

it.each<[string, string[], Partial<Model>, string]>([
  ["records that are all alike", Array.from({ length: 9 }, (_, n) => `r${n},Ann,Lee,1990-01-01,1`), {}, "all-alike"],
  [
    "blocks that are all too large",
    Array.from({ length: 9 }, (_, n) => `r${n},Ann,Lee,1990-01-01,${n}`),
    { blocking: [{ on: ["given"], largest: 5 }] },
    "blocks-too-large",
  ],
  ["records of which no two agree", Array.from({ length: 9 }, (_, n) => `r${n},Ann${n},Lee${n},${1950 + n},${n}`), {}, "nothing-to-learn"],
])("refuses to learn from %s", async (_, rows, changed, code) => {
  await expect(link([fileOf("dull.csv", rows)], { ...peopleModel, ...changed })).rejects.toMatchObject({ code });
});

it("learns from a column that is constant, and one that is empty, as if they were not there", async () => {
  const rows = drawPeople(1500, 14);
  const plain = await link([fileOf("plain.csv", rows)], {
    ...peopleModel,
    blocking: peopleModel.blocking.slice(0, 2),
    comparisons: peopleModel.comparisons.slice(0, 3),
  });
  for (const town of ["1", ""]) {
    const { together } = await link(
      [
        fileOf(
          "town.csv",
          rows.map((row) => row.replace(/\d+$/, town)),
        ),
      ],
      { ...peopleModel, blocking: peopleModel.blocking.slice(0, 2) },
    );
    const same = together.filter((ids) => plain.together.includes(ids)).length;
    expect(same / plain.together.length).toBeGreaterThan(0.97);
  }
});

it("counts once what two comparisons see", async () => {
  const file = write("turned.csv", "id,name,born\n1,Vu Manh Dang,1995\n2,Dang Manh Vu,1995\n3,Vu Thi Ha,1990\n");
  const turned = { when: "same", form: "sorted-words" } as const;
  const model = (counted: boolean): Model => ({
    ...{ version: 1, id: "id", fields: { name: { columns: ["name"] }, born: { columns: ["born"] } } },
    ...{ blocking: [{ on: ["born"] }], prior: 0.01 },
    comparisons: [
      { name: "personal name", field: "name", levels: [{ ...turned, m: 0.75, u: 0.01 }, { when: "else", m: 0.25, u: 0.99 }] }, // prettier-ignore
      { name: "surname", field: "name", levels: [{ when: "same", form: "first-word", m: 0.5, u: 0.1 }, { ...turned, ...(counted ? { counted } : {}), m: 0.25, u: 0.01 }, { when: "else", m: 0.25, u: 0.89 }] }, // prettier-ignore
    ],
  });
  const weight = (ratio: number) => `1 2 ${Math.log2((0.01 / 0.99) * ratio).toFixed(6)}`;
  expect((await link([file], model(false))).pairs).toEqual([weight(75 * 25)]);
  expect((await link([file], model(true))).pairs).toEqual([weight(75)]);
});
