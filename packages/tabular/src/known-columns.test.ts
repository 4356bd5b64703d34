import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { openKnownTable } from "./known-columns.ts";
import { inspectTable, WorkbookGiven } from "./table.ts";

const folder = mkdtempSync(join(tmpdir(), "dinhdanh-known-columns-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const known = { columns: ["code", "name"], required: ["code"] } as const;
const [zip, ole] = [Buffer.from("PK\u0003\u0004x", "latin1"), Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1])];

it.each([
  ["", "empty-file", ""],
  ["code,màu\n", "unknown-column", "màu"],
  [`${"x".repeat(5_000)}\n`, "unknown-column", "x".repeat(40)],
  ["code,name,code\n", "column-twice", "code"],
  ["name\n", "missing-column", "code"],
  [zip, "workbook", ""],
  [ole, "workbook", ""],
])("says of %o what is wrong, in a file and in what was uploaded", async (content, fault, column) => {
  const path = join(folder, "table.csv");
  writeFileSync(path, content);
  expect(await openKnownTable({ path }, known)).toEqual({ fault, column });
  expect(await openKnownTable({ bytes: Buffer.from(content) }, known)).toEqual({ fault, column });
});

it("says of a file that is not there that it is not", async () => {
  expect(await openKnownTable({ path: join(folder, "none.csv") }, known)).toEqual({ fault: "missing-file", column: "" });
});

it("gives the rows of columns in any order", async () => {
  const table = await openKnownTable({ bytes: Buffer.from("name;code\nLiêm Phong;13450\n") }, known);
  if (table.fault !== undefined) throw new Error(table.fault);
  const rows: string[][] = [];
  for await (const batch of table.batches) rows.push(...batch.rows.map(({ cells }) => cells));
  expect([table.headers, rows]).toEqual([["name", "code"], [["Liêm Phong", "13450"]]]);
});

it("reads no workbook as a table", async () => {
  const path = join(folder, "book.csv");
  writeFileSync(path, zip);
  await expect(inspectTable(path)).rejects.toThrow(WorkbookGiven);
});
