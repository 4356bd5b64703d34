import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { RecordCutter } from "./records.ts";
import { RowCutter, textsOf } from "./row-cutter.ts";
import { inspectTable, readSpan, readTable, spansOf } from "./table.ts";

type Row = { rowNo: number; cells: string[]; problem: string | undefined };

function inPlace(pieces: readonly Uint8Array[]): Row[] {
  const rows: Row[] = [];
  const cutter = new RowCutter(",");
  const visit = (row: Parameters<Parameters<RowCutter["push"]>[1]>[0]) =>
    void rows.push({ rowNo: row.rowNo, cells: textsOf(row), problem: row.problem });
  for (const piece of pieces) cutter.push(piece, visit);
  cutter.end(visit);
  return rows;
}

function asTexts(text: string): Row[] {
  const cutter = new RecordCutter(",");
  return [...cutter.push(text), ...cutter.end()].map(({ rowNo, cells, problem }) => ({ rowNo, cells, problem }));
}

/** A text in pieces of so many bytes, which may end within a letter. */
const cutAt = (text: string, most: number): Uint8Array[] => {
  const bytes = Buffer.from(text);
  return Array.from({ length: Math.ceil(bytes.length / most) }, (_, n) => bytes.subarray(n * most, (n + 1) * most));
};

const piece = fc.array(fc.constantFrom("a", "ạ", "", " ", ",", ",", '"', '"', '""', "\n", "\r\n", "\r", "\u00a0", '"b,c",'), {
  maxLength: 12,
});

it("cuts any text, in any pieces, as the cutter of texts does", () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), fc.integer({ min: 1, max: 9 }), (drawn, most) => {
      const text = drawn.flat().join("");
      expect(inPlace(cutAt(text, most))).toEqual(asTexts(text));
    }),
    { seed: 51, numRuns: 2000 },
  );
});

it("goes on after a quote that never closes, and after a line without an end", () => {
  const text = `1,"open\n${"2,b\n".repeat(70_000)}3,${"c".repeat(300_000)}\n4,d`;
  const rows = inPlace(cutAt(text, 50_000));
  expect(rows).toEqual(asTexts(text));
  expect([rows.length, rows[0]?.problem, rows.at(-2)?.problem]).toEqual([70_003, "unclosed-quote", "line-too-long"]);
});

const folder = mkdtempSync(join(tmpdir(), "dinhdanh-tabular-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("reads a file in spans as it does in one, or says that a cut went through a row", async () => {
  const path = join(folder, "spans.csv");
  const read = async (text: string, most: number) => {
    writeFileSync(path, text);
    const info = await inspectTable(path);
    const spans = await spansOf(path, info, most, 40);
    const rows: string[][] = [];
    const between: boolean[] = [];
    for (const span of spans) between.push((await readSpan(path, info, span, { visit: (row) => void rows.push(textsOf(row)) })).between);
    const whole: string[][] = [];
    for await (const batch of readTable(path, info)) whole.push(...batch.rows.map(({ cells }) => cells));
    return { rows, whole, spans: spans.length, cut: between.slice(0, -1).includes(false) };
  };
  const plain = `id,name\n${Array.from({ length: 60 }, (_, n) => `${n},"Nguyễn, ${n}"\n`).join("")}`;
  const { rows, whole, spans, cut } = await read(plain, 3);
  expect([rows, spans, cut]).toEqual([whole, 3, false]);
  expect((await read(plain, 1)).spans).toBe(1);
  const broken = `id,name\n1,"${"line\n".repeat(100)}"\n2,b\n`;
  expect((await read(broken, 3)).cut).toBe(true);
});
