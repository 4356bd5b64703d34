import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Day, dayNumber, systemActor, toDay } from "@dinhdanh/kernel";
import { createLedger, migrations as ledgerMigrations, runIntake } from "@dinhdanh/ledger";
import { fixedClock, type TestDatabase, testDatabase } from "@dinhdanh/testkit";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findDuplicates, migrations, projectEvents, rollIntake } from "../index.ts";
import { testNumberKey } from "../test-roll.ts";
import { candidatesFor, datesLike } from "./candidates.ts";
import { duplicateSearchDue } from "./search-due.ts";

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), "dinhdanh-find-"));
const clock = fixedClock<Day>("2023-04-22T08:00:00+07:00");

const surnames = ["Nguyễn", "Trần", "Lê", "Phạm", "Vũ", "Đặng", "Bùi", "Đỗ"];
const given = ["Anh", "Bình", "Châu", "Dũng", "Hà", "Hòa", "Lan", "Minh", "Nga", "Phúc", "Quân", "Sơn", "Tâm", "Vân", "Yến"];
const pick = <T>(from: readonly T[], n: number): T => from[n % from.length] as T;
const two = (n: number) => String(n).padStart(2, "0");

/** 1,500 people, each with a date of birth, an address and parents of their own. */
const people = Array.from({ length: 1500 }, (_, n) => ({
  pin: `0350${two(50 + (n % 50))}${String(100_000 + n * 7)}`,
  fullName: `${pick(surnames, n * 5)} Văn ${pick(given, n * 3)} ${pick(given, Math.floor(n / 7))}`,
  birthDate: `19${two(50 + (n % 50))}-${two(1 + (n % 12))}-${two(1 + ((n * 11) % 28))}`,
  address: `Số ${n} thôn ${pick(given, n)}`,
  phone: `09${String(10_000_000 + n * 37)}`,
}));
const swap = (date: string) => {
  const [year, month, day] = date.split("-");
  return Number(day) <= 12 ? `${year}-${day}-${month}` : date;
};
/** Every 30th has a second record: another number, no diacritics in the given name, day and month the other way round. */
const second = people
  .filter((_, n) => n % 30 === 0)
  .map((one) => ({
    ...one,
    pin: one.pin.replace(/.{2}$/, "99"),
    fullName: one.fullName.normalize("NFD").replace(/[\u0300-\u036f]/g, ""),
    birthDate: swap(one.birthDate),
  }));

const importRoll = async (name: string, rows: readonly (typeof people)[number][]) => {
  const path = join(folder, name);
  writeFileSync(path, `pin,fullName,birthDate,sex,permanentUnit,address,phone\n${rows.map((row) => `${row.pin},${row.fullName},${row.birthDate},male,13450,${row.address},${row.phone}\n`).join("")}`); // prettier-ignore
  const ledger = createLedger(clock, [projectEvents]);
  const context = { knowsUnit: () => true, knowsCommune: () => true, today: dayNumber("2023-04-22") };
  const roll = rollIntake({ ledger, context, unitsOn: toDay("2023-04-22"), officer: systemActor.code, numberKey: testNumberKey });
  const report = await runIntake(roll, { sql: database.sql, clock, actor: systemActor, path });
  expect(report.rejected).toBe(0);
};
const openPairs = async () => {
  const rows = await database.sql`
    SELECT a.phone AS one, b.phone AS other, pair.found_by FROM population.pair pair JOIN population.person a ON a.person_id = pair.person_id
    JOIN population.person b ON b.person_id = pair.other_id ORDER BY 1, 2`;
  return rows.map((row) => ({ same: row["one"] === row["other"], foundBy: String(row["found_by"]) }));
};

beforeAll(async () => {
  database = await testDatabase([ledgerMigrations, migrations]);
  await importRoll("first.csv", [...people, ...second]);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.close();
});

it("knows only those of one name and date, or number, before there is a model", async () => {
  const { pin, fullName, birthDate, phone } = people[1] ?? { pin: "", fullName: "", birthDate: "", phone: "" };
  const plainly = [{ record: { phone }, probability: null, explanation: null }];
  expect(await candidatesFor(database.sql, { fullName: fullName.toUpperCase(), birthDate })).toMatchObject(plainly);
  expect(await candidatesFor(database.sql, { fullName: "Ai Đó", pin })).toMatchObject(plainly);
  expect(await candidatesFor(database.sql, { fullName: "Ai Đó", birthDate })).toEqual([]);
  expect(await openPairs()).toEqual([]);
});

it("is due at night, and some minutes after a large file was read", async () => {
  const due = (at: string) => duplicateSearchDue(database.sql, Date.parse(at));
  expect(await due("2023-04-22T08:04:00+07:00")).toBe(false);
  expect(await due("2023-04-22T08:05:00+07:00")).toBe(true);
});

it("finds second records in the whole register, leaves no file behind, and finds nothing new the next night", async () => {
  const found = await findDuplicates({ sql: database.sql, clock, folder, threads: 1 });
  expect(found.records).toBe(people.length + second.length);
  const pairs = await openPairs();
  expect(pairs.filter(({ same }) => same).length).toBeGreaterThan(second.length * 0.9);
  expect(pairs.filter(({ same }) => !same).length).toBeLessThan(second.length * 0.1);
  expect(readdirSync(folder)).toEqual(["first.csv"]);
  clock.set("2023-04-23T08:00:00+07:00");
  expect((await findDuplicates({ sql: database.sql, clock, folder, threads: 1 })).fresh).toBe(0);
  const due = (at: string) => duplicateSearchDue(database.sql, Date.parse(at));
  expect(await due("2023-04-23T20:00:00+07:00")).toBe(false);
  expect(await due("2023-04-24T01:30:00+07:00")).toBe(false);
  expect(await due("2023-04-24T02:30:00+07:00")).toBe(false);
  expect(await due("2023-04-25T02:30:00+07:00")).toBe(true);
});

it("says who may be somebody before a second record is made, and why", async () => {
  const { fullName, birthDate, address, phone } = people[1] ?? { fullName: "", birthDate: "", address: "", phone: "" };
  const [first] = await candidatesFor(database.sql, { fullName: fullName.toUpperCase(), birthDate, address, phone, sex: "male" });
  expect(first).toMatchObject({ record: { fullName, birthDate } });
  expect(first?.probability).toBeGreaterThan(0.8);
  expect(first?.explanation?.steps.map(({ comparison }) => comparison)).toContain("birth date");
  expect(await candidatesFor(database.sql, { fullName: "Hoàng Thị Không Có", birthDate: "1931-01-30" })).toEqual([]);
});

it("notes second records that a later file brings in", async () => {
  const before = (await openPairs()).length;
  const [, one] = people;
  if (one === undefined) throw new Error("nobody");
  await importRoll("later.csv", [{ ...one, pin: "035051999999" }]);
  const pairs = await openPairs();
  expect(pairs.length).toBe(before + 1);
  expect(pairs.filter(({ foundBy, same }) => foundBy === "import" && same)).toHaveLength(1);
  expect(await duplicateSearchDue(database.sql, Date.parse("2023-04-23T20:00:00+07:00"))).toBe(false);
});

it("looks for a birth date as it may stand in another record", () => {
  expect(datesLike("1990-05-06")).toEqual(["1990-05-06", "1990-06-05", "1990-05", "1990"]);
  expect(datesLike("1990-05-26")).toEqual(["1990-05-26", "1990-05", "1990"]);
  expect(datesLike("1990-05")).toEqual(["1990-05", "1990"]);
  expect(datesLike("1990")).toEqual(["1990"]);
  expect(datesLike(undefined)).toEqual([]);
});

it("takes nobody for a newborn because of what a household shares", async () => {
  const { address } = people[2] ?? { address: "" };
  const newborn = { fullName: "Hoàng Bé Mới", birthDate: "2023-04-20", sex: "male", permanentUnit: "13450", address };
  expect(await candidatesFor(database.sql, newborn)).toEqual([]);
});
