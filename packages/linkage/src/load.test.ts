import { expect, it } from "vitest";
import { assemble } from "./crew.ts";
import { type Loading, loadRecords, type SetAside } from "./load.ts";
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

/** In this thread, or in two. */
async function loadIn(threads: number, loading: Loading) {
  const crew = await assemble(2 ** 30, undefined, threads);
  try {
    return await loadRecords(loading, crew);
  } finally {
    await crew.close();
  }
}

const idsOf = ({ idOf, store }: Awaited<ReturnType<typeof loadIn>>) => Array.from({ length: store.size }, (_, record) => idOf(record));

const load = async (text: string | string[], changed: Partial<Model> = {}, columns: Record<string, string> = {}) => {
  const setAside: SetAside[] = [];
  const files = [text].flat().map((one, index) => write(`in-${index}.csv`, one));
  const loaded = await loadIn(1, {
    files,
    model: { ...model, ...changed },
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
  await expect(loadIn(1, { files: ["/nowhere.csv"], model })).rejects.toMatchObject({ code: "missing-file" });
});

it("takes columns by other names, and files in which they stand elsewhere", async () => {
  const { ids, store } = await load(["Mã,Tên\n1,A\n2,B\n", "x,Họ,Mã\n0,C,1\n"], {}, { Họ: "Tên" });
  expect([ids, store.size, store.split]).toEqual([["1", "2", "1"], 3, 2]);
});

it("reads a byte order mark, CRLF, semicolons, and columns that JavaScript has names for", async () => {
  const { ids, store } = await load('\ufeffMã;Tên;constructor;__proto__\r\n1;A;x;y\r\n2;"B\r\nC";x;y\r\n', {}, { Tên: "Tên" });
  expect([ids, store.size]).toEqual([["1", "2"], 2]);
});

it("takes an id for the same however its letters are composed, or where they are broken", async () => {
  const bytes = (text: string) => Buffer.from(text, "latin1");
  const { ids, rows } = await load("Mã,Tên\n1ế,A\n1e\u0302\u0301,B\n2,Hoa\n");
  expect([ids, rows]).toEqual([["1ế", "2"], ["3 id-repeated"]]);
  const broken = Buffer.concat([Buffer.from("Mã,Tên\n"), bytes("a\xffb,A\na\xfeb,B\n1,C\n")]);
  expect(idsOf(await loadIn(1, { files: [write("broken.csv", broken)], model }))).toEqual(["a\ufffdb", "1"]);
});

it.each(["letters", "sorted-words", "text"])("reads letters that are composed or not as the same in the form %s", async (form) => {
  const { store } = await load("Mã,Tên\n1,Tuấn\n2,Tua\u0302\u0301n\n3,Tuân\n", { fields: { name: { columns: ["Tên"], form } } });
  expect([...(store.forms["name|"]?.counts ?? [])]).toEqual([0, 2, 1]);
  const split = { name: { columns: ["Tên"], split: "ế" } };
  const cut = await load("Mã,Tên\n1,c ế d\n2,c e\u0302\u0301 d\n", { fields: split });
  expect([...(cut.store.forms["name|"]?.counts ?? [])]).toEqual([0, 2, 2]);
});

it("names records by their row when the model names no id", async () => {
  const { id: _, ...nameless } = model;
  const files = [write("rows.csv", "Tên\nA\n\nB\n")];
  expect(idsOf(await loadIn(1, { files, model: nameless }))).toEqual(["2", "4"]);
});

it("reads a large file in several threads to the same end", { timeout: 60_000 }, async () => {
  const [count, names] = [40_000, ["a", "b", "c", "d", "e"]];
  const cell = (n: number, place: number) => `${"x".repeat(50)} ${n % (place + 5)}${place === 4 ? ";y" : ""}`;
  const lineOf = (n: number) => (n % 1000 === 7 ? `${n},ragged` : [n, ...names.map((_, place) => cell(n, place))].join(","));
  const lines = Array.from({ length: count }, (_, n) => lineOf(n));
  const fields = Object.fromEntries(names.map((name) => [name, { columns: [name], ...(name === "e" ? { split: ";" } : {}) }]));
  const comparisons: Model["comparisons"] = names.map((name) => ({ name, field: name, levels: [{ when: "same" }, { when: "else" }] }));
  const read = async (threads: number, changed: Record<number, string>, id: { id?: string } = { id: "id" }) => {
    const rows = lines.map((line, n) => changed[n] ?? line).join("\n");
    const setAside: string[] = [];
    const { store, idOf } = await loadIn(threads, {
      files: [write("large.csv", `${["id", ...names].join(",")}\n${rows}`)],
      model: { version: 1, ...id, fields, comparisons, blocking: [{ on: ["a"] }] },
      onSetAside: ({ row, reason, cells }) => void setAside.push(`${row} ${reason} ${cells.length}`),
    });
    return {
      ...store,
      rows: [...store.rows],
      lists: [...(store.lists["e"]?.rows ?? [])],
      ids: [idOf(0), idOf(30_000), idOf(39_900)],
      setAside,
    };
  };
  const found = await read(1, {});
  expect([found.size, found.setAside.length, found.ids]).toEqual([count - 40, 40, ["0", "30031", "39940"]]);
  // fields are shared out, and the file is cut as well
  for (const threads of [2, 4]) expect(await read(threads, {})).toEqual(found);
  expect((await read(4, {}, {})).ids).toEqual(["2", "30033", "39942"]);
  // a spreadsheet's empty rows at the end, and meanings that stand as cells elsewhere
  const tail = { 20_000: Array.from({ length: 1_500_000 }, () => ",,,,,").join("\n") };
  for (const threads of [1, 3]) expect((await read(threads, tail)).size).toBe(count - 41);
  // an id of the other half, and a row that the cut goes through
  for (const changed of [{ 35_000: lineOf(20) }, { 19_000: `19000,"${"x\n".repeat(100_000)}",b,c,d,e` }]) {
    const { setAside, size } = await read(4, changed);
    expect([setAside, size]).toEqual([(await read(1, changed)).setAside, count - 40 - (35_000 in changed ? 1 : 0)]);
  }
});
