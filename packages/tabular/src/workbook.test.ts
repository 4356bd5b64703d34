import { buffer } from "node:stream/consumers";
import { PassThrough } from "node:stream";
import exceljs from "exceljs";
import { expect, it } from "vitest";
import { readWorkbook } from "./workbook.ts";
import { workbookOf, zipOf } from "./test-zip.ts";

const limits = { bytes: 1_000_000, rows: 1_000, columns: 30 };
const read = (files: Record<string, string | Buffer>, options?: Parameters<typeof zipOf>[1]) => readWorkbook(zipOf(files, options), limits);

it("reads what Excel writes: shared texts, days, gaps, formulas", () => {
  const rows = `<row r="1"><c r="A1" t="s"><v>0</v></c></row>
    <row r="3"><c r="A3" t="s"><v>1</v></c><c r="C3" s="1"><v>45038</v></c><c r="D3"><f>1+1</f><v>2</v></c><c r="E3" t="inlineStr"><is><t>a &amp; b</t></is></c></row>
    <row r="4"><c r="B4" s="1"/></row>`;
  expect(read(workbookOf(rows))).toEqual([
    { rowNo: 1, cells: ["Họ tên"] },
    { rowNo: 3, cells: ["Nguyễn An", "", "2023-04-22", "2", "a & b"] },
  ]);
});

it("reads what the exports write", async () => {
  const stream = new PassThrough();
  const bytes = buffer(stream);
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream, useStyles: true });
  const sheet = workbook.addWorksheet("A");
  sheet.addRow(["Mã", "Ngày"]).commit();
  sheet.addRow(["035", new Date("1990-05-06T00:00:00Z"), "", "cuối"]).commit();
  await workbook.commit();
  expect(readWorkbook(await bytes, limits).map(({ cells }) => cells)).toEqual([
    ["Mã", "Ngày"],
    ["035", "1990-05-06", "", "cuối"],
  ]);
});

const code = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  return "read";
};

it("refuses by name what is not a workbook, or a hostile one", () => {
  const row = `<row r="1"><c r="A1"><v>1</v></c></row>`;
  const whole = zipOf(workbookOf(row));
  const cases: [string, () => unknown][] = [
    ["workbook-unreadable", () => readWorkbook(Buffer.from("Họ tên,Ngày sinh\n"), limits)],
    ["workbook-unreadable", () => readWorkbook(Buffer.alloc(0), limits)],
    ["workbook-unreadable", () => readWorkbook(whole.subarray(0, -30), limits)],
    ["workbook-unreadable", () => read({ "a.txt": "x" })],
    ["workbook-unreadable", () => read(workbookOf(row, { "xl/worksheets/sheet1.xml": "<worksheet><row>" }))],
    [
      "workbook-unreadable",
      () =>
        read(
          workbookOf(row, {
            "xl/worksheets/sheet1.xml": `<!DOCTYPE a [<!ENTITY b "c">]><worksheet><row><c><v>&b;</v></c></row></worksheet>`,
          }),
        ),
    ],
    ["workbook-locked", () => readWorkbook(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0]), limits)],
    ["workbook-locked", () => read(workbookOf(row), { flags: 1 })],
    ["workbook-macros", () => read(workbookOf(row, { "xl/vbaProject.bin": "x" }))],
    // a thousandfold, and saying that it is small
    ["workbook-too-large", () => read(workbookOf(row, { "xl/worksheets/sheet1.xml": Buffer.alloc(20_000_000, " ") }), { claim: 10 })],
    ["workbook-too-large", () => read(workbookOf(row.repeat(1_001)))],
    ["read", () => readWorkbook(whole, limits)],
  ];
  expect(cases.map(([, run]) => code(run))).toEqual(cases.map(([expected]) => expected));
});
