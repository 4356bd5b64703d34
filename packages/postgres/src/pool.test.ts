import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@dinhdanh/testkit";
import { copyField, copyInto, copyOut, parseCopyField, type Tx } from "./pool.ts";

let database: TestDatabase;
/** with one connection: one that hangs is missed */
let single: TestDatabase;
beforeAll(async () => {
  [database, single] = await Promise.all([testDatabase([]), testDatabase([], { max: 1 })]);
  await database.sql.unsafe("CREATE TABLE public.text (n int PRIMARY KEY, t text)");
});
afterAll(() => Promise.all([database?.close(), single?.close()]));

async function linesOf(query: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const part of copyOut(single.sql, query)) lines.push(...part);
  return lines;
}

const rollBack = new Error("roll back");
/** Runs `work` in a transaction that leaves nothing. */
async function inVain(work: (tx: Tx) => Promise<void>): Promise<void> {
  await database.sql
    .begin(async (tx) => {
      await work(tx);
      throw rollBack;
    })
    .catch((error: unknown) => {
      if (error !== rollBack) throw error;
    });
}

describe("COPY", () => {
  it("keeps the statements of others from the connection that copies, also when there is no other", async () => {
    const others: Promise<unknown>[] = [];
    const ask = async () => (await single.sql`SELECT 1 AS one`)[0]?.["one"] as unknown;
    for (const more of [5, 10]) {
      for await (const lines of copyOut(single.sql, "SELECT repeat('x', 1000) FROM generate_series(1, 5000)"))
        if (lines.length > 0 && others.length < more) others.push(ask());
      expect(await Promise.all(others)).toEqual(others.map(() => 1));
    }
  });

  const character = fc.oneof(
    fc.constantFrom("\\", "\t", "\n", "\r", "\b", "\f", "\v", "N", ".", "n", "Đ", "ễ", "😀", "\u2028", '"', "'", "{"),
    fc.string({ unit: "grapheme" }),
  );
  const text = fc.string({ unit: character, maxLength: 8 }).map((t) => t.replaceAll("\0", ""));

  it("brings any text there and back", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(text), { minLength: 1, maxLength: 30 }), async (texts) => {
        await inVain(async (tx) => {
          await copyInto(tx, "public.text (n, t)", texts.map((t, n) => `${n}\t${copyField(t)}\n`).join(""));
          const stored = await tx`SELECT t FROM public.text ORDER BY n`;
          expect(stored.map((row) => row["t"] as string | null)).toEqual(texts);
          const lines: string[] = [];
          for await (const part of copyOut(tx, "SELECT t FROM public.text ORDER BY n")) lines.push(...part);
          expect(lines.map(parseCopyField)).toEqual(texts);
        });
      }),
      { numRuns: 25 },
    );
  });

  it.each([
    [null, "\\N"],
    ["\\N", "\\\\N"],
    ["\\.", "\\\\."],
    [true, "true"],
    [12.5, "12.5"],
    [undefined, "\\N"],
  ])("writes %j as %s", (value, field) => {
    expect(copyField(value)).toBe(field);
  });

  it("reads rows that are longer than a packet whole, and leaves the connection usable", async () => {
    for (const length of [100, 1000, 66_000, 100_000, 300_000]) {
      const lines = await linesOf(`SELECT repeat('ễ', ${length}), n FROM generate_series(1, 20) AS n`);
      expect(lines.map((line) => line.indexOf("\t"))).toEqual(Array.from({ length: 20 }, () => length));
    }
    expect(await single.sql`SELECT 1 AS one`).toEqual([{ one: 1 }]);
  });

  it("leaves the connection usable when the reader breaks off", async () => {
    for await (const lines of copyOut(single.sql, "SELECT repeat('x', 1000) FROM generate_series(1, 5000)")) if (lines.length > 0) break;
    expect(await single.sql`SELECT 1 AS one`).toEqual([{ one: 1 }]);
  });

  it.each([
    ["a key twice", () => "1\ta\n1\tb\n", "23505"],
    ["a broken line", () => "x\ta\n", "22P02"],
    ["too few columns", () => "1\n", "22P04"],
    ["a key twice in a stream of megabytes", streamOfRows, "23505"],
  ])("reports %s, and the connection goes on", async (_, rows, code) => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await expect(copyInto(database.sql, "public.text (n, t)", rows())).rejects.toMatchObject({ code });
    }
    expect(await database.sql`SELECT count(*)::int AS n FROM public.text`).toEqual([{ n: 0 }]);
  });

  it("ends when its rows cannot be made", async () => {
    for (let attempt = 0; attempt < 5; attempt += 1)
      await expect(copyInto(database.sql, "public.text (n, t)", failing())).rejects.toThrow("no more");
    expect(await database.sql`SELECT count(*)::int AS n FROM public.text`).toEqual([{ n: 0 }]);
  });
});

async function* failing(): AsyncGenerator<string> {
  yield "1\ta\n";
  await Promise.resolve();
  throw new Error("no more");
}

async function* streamOfRows(): AsyncGenerator<string> {
  for (let part = 0; part < 40; part += 1) {
    let rows = "";
    // a clash at the start and at the end
    for (let row = 0; row < 2000; row += 1) rows += `${part === 39 ? row : part * 2000 + Math.max(row, 1)}\t${"x".repeat(40)}\n`;
    yield await Promise.resolve(rows);
  }
}

it("reads days, times and big numbers as text and numbers that mean the same everywhere", async () => {
  const [row] = await database.sql`
    SELECT date '1990-03-15' AS day, timestamptz '2023-04-06 20:40:00+07' AS whole, timestamptz '2023-04-06 20:40:00.5+07' AS half,
      timestamptz '2023-04-06 20:40:00.123456+07' AS fine, count(*) AS n`;
  expect(row).toEqual({
    day: "1990-03-15",
    whole: "2023-04-06T13:40:00Z",
    half: "2023-04-06T13:40:00.500Z",
    fine: "2023-04-06T13:40:00.123Z",
    n: 1,
  });
});
