import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { IntakeReport } from "@dinhdanh/ledger";
import { rollRejections } from "./contract.ts";
import { counts, testRoll } from "./test-roll.ts";

let roll: Awaited<ReturnType<typeof testRoll>>;
beforeAll(async () => {
  roll = await testRoll({ chunkRows: 3 });
});
beforeEach(() => roll.clear());
afterAll(() => roll?.close());

const header = "personId,pin,fullName,birthDate,sex,permanentUnit,phone";
const csv = (...rows: string[]) => [header, ...rows].join("\n");
const pin = (n: number) => `0351900${String(n).padStart(5, "0")}`;
const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;
/** Person `n`, a woman of 1990. */
const row = (n: number, rest = "1990-03-15,female,13450,", personId = "") =>
  `${personId},${pin(n)},Nguyễn Thị Ví Dụ ${"ABCDEFGHIJKLMNOP"[n % 16]},${rest}`;
const reasonsOf = (report: IntakeReport) =>
  readFileSync(report.rejectsFile ?? "", "utf8")
    .trim()
    .split("\r\n")
    .slice(1)
    .map((line) => {
      const [rowNo, field, text] = line.split(",");
      return [Number(rowNo), field, Object.keys(rollRejections).find((code) => rollRejections[code]?.vi === text)];
    });

it("registers people once: the same file again changes nothing", async () => {
  const file = csv(...Array.from({ length: 10 }, (_, n) => row(n)), row(20, "1991-03-15,male,99999,"));
  expect(counts(await roll.take(file))).toEqual([10, 1, 0, 0]);
  expect(await roll.kinds(pin(1))).toEqual(["person.registered"]);
  expect(await roll.findings(pin(20))).toEqual(["sex-differs-from-number", "unknown-permanent-unit", "year-differs-from-number"]);
  const before = await roll.state();
  expect(counts(await roll.take(file))).toEqual([0, 0, 0, 11]);
  expect(await roll.state()).toEqual(before);
  expect(await roll.differences()).toEqual([]);
});

describe("a later row", () => {
  it("corrects, and replaces the findings", async () => {
    await roll.take(csv(row(1, "31/02/1990,0,13450,")));
    expect(await roll.findings(pin(1))).toEqual(["impossible-birth-date", "sex-unknown"]);
    expect(counts(await roll.take(csv(row(1, "1990-02,female,13450,"))))).toEqual([1, 0, 0, 0]);
    expect(await roll.findings(pin(1))).toEqual([]);
    expect(await roll.facts(pin(1))).toMatchObject({ birthDate: "1990-02", sex: "female" });
    expect(await roll.kinds(pin(1))).toEqual(["person.registered", "person.corrected"]);
  });

  it("moves when the commune differs", async () => {
    await roll.take(csv(row(1)));
    await roll.take(csv(row(1, "1990-03-15,female,13408,")));
    expect(await roll.kinds(pin(1))).toEqual(["person.registered", "person.corrected", "person.moved"]);
    expect(await roll.facts(pin(1))).toMatchObject({ permanentUnit: "13408" });
    expect(await roll.differences()).toEqual([]);
  });

  it.each([
    ["the name is spelt otherwise", "Nguyễn Thị Thí Dụ,1990-03-15", 1],
    ["the birth date differs", "Nguyễn Thị Ví Dụ B,1991-04-16", 1],
    ["name and birth date differ: the number is another person's", "Trần Văn Khác,1990-04-16", 0],
  ])("when %s", async (_, who, taken) => {
    await roll.take(csv(row(1)));
    const report = await roll.take(csv(`,${pin(1)},${who},female,13450,`));
    expect(report.accepted + report.acceptedWithFindings).toBe(taken);
    if (taken === 0) expect(reasonsOf(report)).toEqual([[2, "pin", "number-taken"]]);
    expect(await roll.people()).toBe(1);
  });

  it("of another person is kept to be decided about: the same row again is the same claim, as it reads now", async () => {
    await roll.take(csv(row(1)));
    const claims = async () =>
      (await roll.sql`SELECT person_id, pin, facts, row_no, state FROM population.number_claim`).map((one) => ({ ...one }));
    const other = (address: string) => csv(row(5), `,${pin(1)},Trần Văn Khác,1980-04-16,male,13408,${address}`);
    const refused = [0, 0, 1, 1];
    expect(counts(await roll.take(other("090")))).toEqual([1, 0, 1, 0]);
    const [claim, ...others] = await claims();
    expect([others, claim]).toMatchObject([[], { person_id: await roll.idOf(pin(1)), pin: pin(1), row_no: 3, state: "open" }]);
    expect(claim?.["facts"]).toMatchObject({ fullName: "Trần Văn Khác", birthDate: "1980-04-16", permanentUnit: "13408", phone: "090" });
    const before = await roll.state();
    expect(counts(await roll.take(other("090")))).toEqual(refused);
    expect(counts(await roll.take(other("091")))).toEqual(refused);
    expect(await roll.state()).toEqual(before);
    expect(await claims()).toMatchObject([{ facts: { phone: "091" } }]);
    expect(await roll.kinds(pin(1))).toEqual(["person.registered", "person.number-claimed"]);
    expect(await roll.facts(pin(1))).not.toHaveProperty("phone");
    expect(await roll.differences()).toEqual([]);
  });

  it.each([
    ["in the same file", [row(1), `,${pin(1)},Trần Văn Khác,1980-04-16,male,13408,`], 1],
    ["under an id of their own", [row(1, undefined, id(1)), `${id(2)},${pin(1)},Trần Văn Khác,1980-04-16,male,13408,`], 1],
    [
      "who is known by another id",
      [row(1, undefined, id(1)), row(2, undefined, id(2)), `${id(2)},${pin(1)},Trần Văn Khác,1980,male,13408,`],
      0,
    ],
  ])("of another person %s", async (_, rows, claimed) => {
    expect((await roll.take(csv(...rows))).rejected).toBe(1);
    expect(await roll.sql`SELECT count(*)::int AS n FROM population.number_claim`).toEqual([{ n: claimed }]);
  });

  it("of a person who is known by id may bring the number", async () => {
    await roll.take(csv(`${id(1)},,Nguyễn Thị Ví Dụ B,1990-03-15,female,13450,`));
    expect(counts(await roll.take(csv(row(1, undefined, id(1)))))).toEqual([1, 0, 0, 0]);
    expect(await roll.idOf(pin(1))).toBe(id(1));
    expect(await roll.people()).toBe(1);
  });
});

it("rejects an id and a number of two people", async () => {
  await roll.take(csv(row(1, undefined, id(1)), row(2, undefined, id(2))));
  const report = await roll.take(csv(row(1, undefined, id(2)), row(3, undefined, id(3)), row(3, undefined, id(4))));
  expect(reasonsOf(report)).toEqual([
    [2, "personId", "person-id-conflict"],
    [4, "personId", "person-id-conflict"],
  ]);
  expect(await roll.people()).toBe(3);
});

describe("a person twice in a file", () => {
  const far = Array.from({ length: 9 }, (_, n) => row(n + 3));

  it.each([
    ["in one chunk", [row(1), row(1, "1990-03-15,female,13408,")], 3],
    ["in chunks that are written at the same time", [row(1), row(3), row(4), row(1, "1990-03-15,female,13408,")], 5],
    ["far apart", [row(1), ...far, row(1, "1990-03-15,female,13408,")], 12],
    ["without a number", [",,Nguyễn Văn Bé,2022-01-01,male,13450,1", row(3), row(4), ",,Nguyễn Văn Bé,2022-01-01,male,13450,2"], 5],
  ])("%s: the first one enters, every time", async (_, rows, rowNo) => {
    const first = await roll.take(csv(...rows));
    expect(reasonsOf(first)).toMatchObject([[rowNo, "pin", "twice-in-file"]]);
    const before = await roll.state();
    const again = await roll.take(csv(...rows));
    expect([again.rejected, again.unchanged]).toEqual([1, rows.length - 1]);
    expect(await roll.state()).toEqual(before);
    expect(await roll.sql`SELECT count(*)::int AS n FROM population.told`).toEqual([{ n: 0 }]);
  });

  it("with the same data is one person", async () => {
    expect(counts(await roll.take(csv(row(1), row(1), ...far, row(1))))).toEqual([10, 0, 0, 2]);
  });

  it("enters once from many rows in many chunks", async () => {
    const rows = Array.from({ length: 60 }, (_, n) => row(n % 5));
    expect(counts(await roll.take(csv(...rows)))).toEqual([5, 0, 0, 55]);
    expect(await roll.people()).toBe(5);
  });
});

it("knows a person without a number again", async () => {
  const file = csv(",,Nguyễn Văn Bé,2022-01-01,male,13450,", ",,Nguyễn Văn Bé,2022-01-02,male,13450,");
  expect(counts(await roll.take(file))).toEqual([0, 2, 0, 0]);
  expect(counts(await roll.take(file.replace("Nguyễn Văn Bé", "NGUYỄN VĂN BÉ")))).toEqual([0, 0, 0, 2]);
  expect(counts(await roll.take(csv(",,Nguyễn Văn Bé,2022-01-01,male,13450,0912")))).toEqual([0, 1, 0, 0]);
  expect(await roll.people()).toBe(2);
});

it("takes two files about the same people at the same time", async () => {
  const rows = Array.from({ length: 40 }, (_, n) => row(n));
  const reports = await Promise.all([roll.take(csv(...rows)), roll.take(csv(...rows.toReversed())), roll.take(csv(...rows, ""))]);
  expect(reports.reduce((sum, report) => sum + report.accepted, 0)).toBe(40);
  expect(reports.reduce((sum, report) => sum + report.unchanged, 0)).toBe(80);
  expect(await roll.people()).toBe(40);
  expect(await roll.differences()).toEqual([]);
});

it("keeps hostile text as text", async () => {
  const name = String.raw`Nguyễn \N "Tèo"; DROP TABLE \. {x}`;
  await roll.take(csv(`,${pin(1)},"${name.replaceAll('"', '""')}",9999,female,13450,'=1+1`));
  expect(await roll.facts(pin(1))).toMatchObject({ fullName: name, phone: "=1+1", birthDate: "9999" });
});

it("follows moves and deaths that others report", async () => {
  await roll.take(csv(row(1), row(2)));
  const [one, two] = [await roll.idOf(pin(1)), await roll.idOf(pin(2))];
  const event = { occurredAt: "2023-04-01T10:00:00+07:00", unit: null, officer: null, team: null, device: null };
  await roll.record([
    { ...event, actId: id(1), subjectId: one, kind: "person.moved", payload: { fromUnit: "13450", toUnit: "13309" } },
    { ...event, actId: id(2), subjectId: two, kind: "person.died", payload: null },
  ]);
  expect(await roll.facts(pin(1))).toMatchObject({ permanentUnit: "13309" });
  expect(await roll.facts(pin(2))).toMatchObject({ diedOn: "2023-04-01" });
  expect(await roll.differences()).toEqual([]);
});
