import * as fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@dinhdanh/testkit";
import { BinaryRows } from "./binary-rows.ts";
import { copyInto } from "./pool.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase([]);
});
afterAll(() => database?.close());

const types = ["id uuid", "t text", "ts text[]", "small smallint", "n integer", "day date", "at timestamptz", "said json"];
type Row = {
  id: string;
  t: string | null;
  ts: string[] | undefined;
  small: number | null;
  n: number | null;
  day: number | null;
  at: string;
  said: string;
};

/** As PostgreSQL shows what it was given in either format: its reading of text is the measure. */
async function shown(rows: Row[]): Promise<{ given: unknown; taken: unknown }> {
  return database.sql.begin(async (tx) => {
    await tx.unsafe(`CREATE TEMPORARY TABLE taken (no serial, ${types.join(", ")}) ON COMMIT DROP`);
    await tx.unsafe(`CREATE TEMPORARY TABLE given (no serial, ${types.join(", ")}) ON COMMIT DROP`);
    const binary = new BinaryRows(8, 10);
    for (const { id, t, ts, small, n, day, at, said } of rows)
      binary.row().uuid(id).text(t).texts(ts).int16(small).int32(n).date(day).time(at).text(said);
    await copyInto(tx, "pg_temp.taken (id, t, ts, small, n, day, at, said)", binary);
    for (const { id, t, ts, small, n, day, at, said } of rows) {
      const date = day === null ? null : new Date(day * 86_400_000).toISOString().slice(0, 10);
      await tx`INSERT INTO given (id, t, ts, small, n, day, at, said) VALUES (${id}, ${t}, ${ts ?? null}::text[], ${small}, ${n}, ${date}, ${at}::timestamptz, ${said}::text::json)`;
    }
    const all = (table: string) =>
      tx.unsafe(
        `SELECT id::text, t, ts::text, array_dims(ts) AS dims, small, n, day::text, extract(epoch FROM at)::text AS at, said::text FROM ${table} ORDER BY no`,
      );
    return { given: await all("given"), taken: await all("taken") };
  }) as Promise<{ given: unknown; taken: unknown }>;
}

const text = fc.oneof(
  fc.string({ unit: fc.constantFrom("a", "ễ", "\t", "\n", "\\", '"', "𠮷", ","), maxLength: 60 }),
  fc.constantFrom("", "Nguyễn Thị Ánh Nguyệt", "x".repeat(200)),
);
const pad = (n: number, width = 2) => String(n).padStart(width, "0");
const time = fc
  .tuple(
    fc.integer({ min: 1900, max: 2149 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.nat(23),
    fc.nat(59),
    fc.nat(59),
  )
  .chain(([year, month, day, hour, minute, second]) =>
    fc
      .tuple(fc.constantFrom("", ":s", ":s.f"), fc.stringMatching(/^\d{1,6}$/), fc.constantFrom("Z", "+07:00", "-03:30"))
      .map(([form, fraction, offset]) => {
        const seconds = form.replace("s", pad(second)).replace("f", fraction);
        return `${year}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}${seconds}${offset}`;
      }),
  );
const row = fc.record({
  id: fc.uuid(),
  t: fc.option(text),
  ts: fc.option(fc.array(text, { maxLength: 3 }), { nil: undefined }),
  small: fc.option(fc.integer({ min: -32_768, max: 32_767 })),
  n: fc.option(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
  day: fc.option(fc.integer({ min: -60_000, max: 65_535 })),
  at: time,
  said: fc.json(),
});

it("says the same as text does", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), async (rows) => {
      const { given, taken } = await shown(rows);
      expect(taken).toEqual(given);
    }),
    { numRuns: 60, seed: 7 },
  );
});

it("tells of a row that the server refuses", async () => {
  await database.sql`CREATE TABLE one (id uuid PRIMARY KEY)`;
  const id = "01775ae3-9400-75f8-8cc5-a82bae177886";
  const twice = new BinaryRows(1, 100).row().uuid(id).row().uuid(id.toUpperCase());
  await expect(copyInto(database.sql, "one (id)", twice)).rejects.toMatchObject({ code: "23505" });
});

it.each([
  ["an id", (rows: BinaryRows) => rows.uuid("01775ae3-9400-75f8-8cc5-a82bae17788g")],
  ["a short id", (rows: BinaryRows) => rows.uuid("01775ae3-9400-75f8-8cc5-a82bae17788")],
  ["a time", (rows: BinaryRows) => rows.time("2021-13-01T00:00:00Z")],
  ["a day", (rows: BinaryRows) => rows.date(Number.NaN)],
])("throws when %s cannot be read", (_, write) => {
  expect(() => write(new BinaryRows(1, 100).row())).toThrow(/that/);
});
