import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readNdjson } from "./ndjson.ts";
import { inspectTable, readTable } from "./table.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tabular-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(content: string | Uint8Array): string {
  const path = join(folder, "file");
  writeFileSync(path, content);
  return path;
}

async function table(content: string | Uint8Array) {
  const path = file(content);
  const info = await inspectTable(path);
  const rows = [];
  for await (const batch of readTable(path, info)) rows.push(...batch.rows);
  return { ...info, rows };
}

async function ndjson(content: string | Uint8Array, columns: readonly string[]) {
  const rows = [];
  for await (const batch of readNdjson(file(content), columns)) rows.push(...batch.rows);
  return rows;
}

async function writeMegabytes(path: string, megabytes: number, before: string, after: string): Promise<void> {
  const out = createWriteStream(path);
  out.write(before);
  for (let written = 0; written < megabytes; written += 1) if (!out.write("x".repeat(1 << 20))) await once(out, "drain");
  out.end(after);
  await once(out, "finish");
}

/** How much the process grew while `work` ran, in MB. */
async function growthMb(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5);
  await work();
  clearInterval(watch);
  return (Math.max(most, process.memoryUsage.rss()) - before) / 2 ** 20;
}

describe("a table", () => {
  it.each([
    ["UTF-8", "Họ tên;Xã\nĐỗ Ví Dụ;A\n", "utf-8"],
    ["UTF-8 with BOM", "\uFEFFHọ tên;Xã\r\nĐỗ Ví Dụ;A\r\n", "utf-8"],
    ["NFD", "Họ tên;Xã\nĐỗ Ví Dụ;A".normalize("NFD"), "utf-8"],
    ["UTF-16", Buffer.from("\uFEFFHọ tên;Xã\r\nĐỗ Ví Dụ;A\r\n", "utf16le"), "utf-16le"],
  ])("in %s", async (_, content, encoding) => {
    expect(await table(content)).toEqual({
      ...{ encoding, delimiter: ";", headers: ["Họ tên", "Xã"] },
      rows: [{ rowNo: 2, cells: ["Đỗ Ví Dụ", "A"] }],
    });
  });

  it("takes the first line that is not blank for the header", async () => {
    expect(await table('\r\n\r\n"Tên\nhọ" ;b\r\n1;2')).toMatchObject({ delimiter: ";", headers: ["Tên\nhọ", "b"], rows: [{ rowNo: 4 }] });
  });

  it.each([
    ["an empty file", ""],
    ["a BOM alone", "\uFEFF"],
    ["blank lines", "\n\r\n \n"],
  ])("%s has no header", async (_, content) => {
    expect(await table(content)).toMatchObject({ headers: [], rows: [] });
  });

  it("has no rows below a header alone", async () => {
    expect(await table("a,b")).toMatchObject({ headers: ["a", "b"], rows: [] });
  });

  it.each([
    ["tcvn3", Buffer.from("NguyÔn ThÞ VÝ Dô,§Æng X¸", "latin1")],
    ["utf-8", Buffer.from("Nguyễn Thị Ví Dụ,Đặng Xá")],
  ])("tells %s by accented letters that come after megabytes of ASCII", async (encoding, row) => {
    const plain = Buffer.from(`name,unit\n${"Nguyen Van A,Xa B\n".repeat(60_000)}`);
    const { rows, encoding: told } = await table(Buffer.concat([plain, row, Buffer.from("\n")]));
    expect(told).toBe(encoding);
    expect(rows.at(-1)?.cells).toEqual(["Nguyễn Thị Ví Dụ", "Đặng Xá"]);
  });

  it("cuts a letter at the border of two reads", async () => {
    // the file is read in pieces of 1 MiB; an odd number of bytes a row puts the border everywhere
    const { rows } = await table(`a,b\n${"Đặng Thị Ễ,xã\n".repeat(120_000)}`);
    expect(rows).toHaveLength(120_000);
    expect(rows.every(({ cells }) => cells[0] === "Đặng Thị Ễ" && cells[1] === "xã")).toBe(true);
  });

  it("keeps memory bounded through a line of 150 MB", async () => {
    const path = join(folder, "endless");
    await writeMegabytes(path, 150, "a,b\n", "\n1,2\n");
    const rows: unknown[] = [];
    const grown = await growthMb(async () => {
      for await (const batch of readTable(path, await inspectTable(path))) rows.push(...batch.rows);
    });
    expect(rows).toEqual([
      { rowNo: 2, cells: [], problem: "line-too-long" },
      { rowNo: 3, cells: ["1", "2"] },
    ]);
    expect(grown).toBeLessThan(120);
  });
});

describe("NDJSON", () => {
  const columns = ["id", "name"] as const;

  it("becomes cells", async () => {
    const text = '\uFEFF{"id":"1","name":"Đỗ"}\r\n\n{"name":null,"id":2}\n{"name":"a\\nb"}';
    expect(await ndjson(text, columns)).toEqual([
      { rowNo: 1, cells: ["1", "Đỗ"] },
      { rowNo: 3, cells: ["2", ""] },
      { rowNo: 4, cells: ["", "a\nb"] },
    ]);
  });

  it("comes out in NFC, and half a pair as a broken character", async () => {
    const text = `{"id":"Nữ"}\n`.normalize("NFD") + String.raw`{"id":"a\ud83d"}`;
    expect((await ndjson(text, columns)).map(({ cells }) => cells[0])).toEqual(["Nữ", "a\uFFFD"]);
  });

  it.each(["{", "[]", "null", "1", '"a"', '{"id":true}', '{"id":["1"]}', '{"id":{}}', "id,name", '{"id":"1"}{"id":"2"}'])(
    "does not take %s",
    async (line) => {
      expect(await ndjson(`${line}\n{"id":"2"}`, columns)).toMatchObject([
        { rowNo: 1, problem: "not-json" },
        { rowNo: 2, cells: ["2", ""] },
      ]);
    },
  );

  it("names a key that it does not know, and keeps the other cells", async () => {
    const [row, hostile, proto] = await ndjson(`{"ID":1,"name":"b"}\n{"a\\u0000${"b".repeat(99)}":1}\n{"__proto__":1}`, columns);
    expect(row).toEqual({ rowNo: 1, cells: ["", "b"], problem: "unknown-key", key: "ID" });
    expect(hostile).toMatchObject({ problem: "unknown-key", key: `a\uFFFD${"b".repeat(58)}` });
    expect(proto).toMatchObject({ problem: "unknown-key", key: "__proto__" });
  });

  it("keeps memory bounded through a line of 150 MB", async () => {
    const path = join(folder, "endless.ndjson");
    await writeMegabytes(path, 150, '{"id":"1"}\n', '\n{"id":"3"}\n');
    const rows: unknown[] = [];
    const grown = await growthMb(async () => {
      for await (const batch of readNdjson(path, columns)) rows.push(...batch.rows);
    });
    expect(rows).toMatchObject([{ rowNo: 1 }, { rowNo: 2, problem: "line-too-long" }, { rowNo: 3, cells: ["3", ""] }]);
    expect(grown).toBeLessThan(120);
  });
});
