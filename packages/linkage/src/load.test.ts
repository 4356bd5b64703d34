import { expect, it } from "vitest";
import { loadRecords, type SetAside } from "./load.ts";
import type { Model } from "./model.ts";
import { testFolder } from "./test-records.ts";

const write = testFolder();
const model: Model = {
  version: 1,
  id: "Mã",
  fields: { name: { columns: ["Tên"] } },
  comparisons: [{ name: "name", field: "name", levels: [{ when: "same" }, { when: "else" }] }],
  blocking: [{ on: ["name"] }],
};

const idsOf = ({ idOf, store }: Awaited<ReturnType<typeof loadRecords>>) => Array.from({ length: store.size }, (_, record) => idOf(record));

const load = async (text: string | string[], changed: Partial<Model> = {}, columns: Record<string, string> = {}) => {
  const setAside: SetAside[] = [];
  const files = [text].flat().map((one, index) => write(`in-${index}.csv`, one));
  const loaded = await loadRecords({
    files,
    model: { ...model, ...changed },
    forms: {},
    columns,
    onSetAside: (row) => void setAside.push(row),
  });
  return { ...loaded, ids: idsOf(loaded), rows: setAside.map(({ row, reason }) => `${row} ${reason}`) };
};

it("sets ragged and repeated rows aside with their number and reason, and drops none", async () => {
  const { ids, rows, setAside } = await load('Mã,Tên\n1,A\n2\n3,B,C\n1,D\n,E\n4,"F\n5,G\n');
  expect(ids).toEqual(["1", "5"]);
  expect(rows).toEqual(["3 too-few-cells", "4 too-many-cells", "5 id-repeated", "6 id-missing", "7 unclosed-quote"]);
  expect(setAside + ids.length).toBe(7);
});

it("refuses to start without the columns that the model names", async () => {
  await expect(load("Mã,Name\n1,A\n2,B\n")).rejects.toMatchObject({ code: "missing-column", details: { columns: "Tên" } });
  await expect(load("Tên\nA\nB\n")).rejects.toMatchObject({ code: "missing-column", details: { columns: "Mã" } });
  await expect(load("Mã,Tên,Tên\n1,A,A\n2,B,B\n")).rejects.toMatchObject({ code: "column-twice", details: { column: "Tên" } });
  await expect(load("")).rejects.toMatchObject({ code: "no-header" });
  await expect(load("Mã,Tên\n1,A\n")).rejects.toMatchObject({ code: "too-few-records" });
  await expect(load("Mã,Tên\n1,A\n2,B\n", { fields: { name: { columns: ["Tên"], form: "shout" } } })).rejects.toMatchObject({
    code: "unknown-form",
    details: { form: "shout" },
  });
  await expect(load("Mã,Tên\n1,A\n2,B\n", {}, { Họ: "Tên" })).rejects.toMatchObject({ code: "unknown-header", details: { column: "Họ" } });
  await expect(load(["Mã,Tên\n1,A\n2,B\n", "Mã,Tên\n"])).rejects.toMatchObject({ code: "too-few-records" });
  await expect(load(["Mã,Tên\n", "Mã,Tên\n1,A\n2,B\n"])).rejects.toMatchObject({ code: "too-few-records" });
  await expect(loadRecords({ files: ["/nowhere.csv"], model, forms: {} })).rejects.toMatchObject({ code: "missing-file" });
});

it("takes columns by other names, and files in which they stand elsewhere", async () => {
  const { ids, store } = await load(["Mã,Tên\n1,A\n2,B\n", "x,Họ,Mã\n0,C,1\n"], {}, { Họ: "Tên" });
  expect([ids, store.size, store.split]).toEqual([["1", "2", "1"], 3, 2]);
});

it("reads a byte order mark, CRLF, semicolons, and columns that JavaScript has names for", async () => {
  const { ids, store } = await load('\ufeffMã;Tên;constructor;__proto__\r\n1;A;x;y\r\n2;"B\r\nC";x;y\r\n', {}, { Tên: "Tên" });
  expect([ids, store.size]).toEqual([["1", "2"], 2]);
});

it("names records by their row when the model names no id", async () => {
  const { id: _, ...nameless } = model;
  const files = [write("rows.csv", "Tên\nA\n\nB\n")];
  expect(idsOf(await loadRecords({ files, model: nameless, forms: {} }))).toEqual(["2", "4"]);
});

it("reads a large file's columns in two threads to the same end", async () => {
  const [count, names] = [40_000, ["a", "b", "c", "d", "e"]];
  const cell = (n: number, place: number) => `${"x".repeat(110)} ${n % (place + 5)}`;
  const lines = Array.from({ length: count }, (_, n) =>
    n % 1000 === 7 ? `${n},ragged` : [n % 1000 === 8 ? 0 : n, ...names.map((__, place) => cell(n, place))].join(","),
  );
  const fields = Object.fromEntries(names.map((name) => [name, { columns: [name] }]));
  const comparisons: Model["comparisons"] = names.map((name) => ({ name, field: name, levels: [{ when: "same" }, { when: "else" }] }));
  const files = [write("large.csv", ["id", ...names].join(",").concat("\n", lines.join("\n")))];
  const { store, idOf, setAside } = await loadRecords({
    files,
    model: { version: 1, id: "id", fields, comparisons, blocking: [{ on: ["a"] }] },
    forms: {},
  });
  expect([store.size, setAside]).toEqual([count - 80, 80]);
  for (const [place, name] of names.entries()) {
    const { slot } = store.forms[`${name}|`]!;
    const code = (record: number) => store.rows[record * store.width + slot];
    for (let record = 1; record < store.size; record += 97) {
      const same = Number(idOf(record)) % (place + 5) === Number(idOf(record - 1)) % (place + 5);
      expect(code(record) === code(record - 1)).toBe(same);
      expect(code(record)).toBeGreaterThan(0);
    }
  }
});
