import { systemActor, toDay } from "@dinhdanh/kernel";
import { afterAll, beforeAll, expect, it } from "vitest";
import { collectedBetween } from "./collected-between.ts";
import { act, hanoi, home, neighbour, officer, peopleRegister, type PeopleRegister } from "./test-people-register.ts";

let register: PeopleRegister;

beforeAll(async () => {
  register = await peopleRegister();
  await register.importRoll([
    ...[1, 2, 3].map((n) => ({ n, fullName: `Nguyễn Văn ${n}` })),
    { n: 4, fullName: "Nguyễn Văn Xa", residenceStatus: "away-in-country" },
    { n: 5, fullName: "Nguyễn Văn Ngoài", residenceStatus: "abroad" },
    { n: 6, fullName: "Nguyễn Văn Dời" },
    { n: 7, fullName: "Nguyễn Văn Thủ Đô", permanentUnit: hanoi },
    { n: 8, fullName: "Nguyễn Văn Xóm", permanentUnit: neighbour },
  ]);
  await register.record([
    act("dossier.collected", 1, "2022-03-01"),
    // the same day again, later and by others
    act("dossier.collected", 1, "2022-03-01", { occurredAt: "2022-03-01T20:00:00+07:00", team: "T-2", officer: "CB-9" }),
    act("dossier.collected", 1, "2022-03-05", { team: "T-2" }),
    act("dossier.collected", 2, "2022-03-02", { officer: "CB-2", unit: hanoi }),
    // 2022-03-03 in Vietnam
    act("dossier.collected", 3, "", { occurredAt: "2022-03-02T18:30:00Z", team: "T-2", officer: "CB-3" }),
    act("dossier.collected", 4, "2022-03-03", { team: "T-2", officer: "CB-3" }),
    act("dossier.collected", 5, "2022-03-04", { team: null, officer: null }),
    act("dossier.collected", 6, "2022-03-02"),
    act("person.moved", 6, "2022-06-01", { payload: { fromUnit: home, toUnit: neighbour } }),
    act("dossier.collected", 7, "2022-03-02"),
    act("dossier.collected", 8, "2022-03-02"),
    act("card.printed", 8, "2022-03-03"),
  ]);
});
afterAll(() => register.close());

const ask = (unit: string, from: string, to: string, actor = officer("35")) =>
  collectedBetween(register, actor, { unit, from: toDay(from), to: toDay(to) });

it("counts first dossiers by team, officers once, and people who live elsewhere", async () => {
  expect(await ask(home, "2022-03-01", "2022-03-31")).toEqual({
    ...{ unit: home, from: "2022-03-01", to: "2022-03-31", total: 6 },
    by: [
      { team: "T-1", collected: 3, officers: 2, awayFromHome: 0, unit: home, unitName: "Phường Quang Trung", units: 2 },
      { team: "T-2", collected: 2, officers: 1, awayFromHome: 1, unit: home, unitName: "Phường Quang Trung", units: 1 },
      { team: null, collected: 1, officers: 0, awayFromHome: 1, unit: home, unitName: "Phường Quang Trung", units: 1 },
    ],
  });
});

it.each([
  ["2022-03-01", "2022-03-01", 1],
  ["2022-03-02", "2022-03-02", 2],
  ["2022-03-03", "2022-03-03", 2],
  ["2022-03-05", "2022-03-31", 0],
  ["2022-03-31", "2022-03-01", 0],
])("from %s to %s: %i, in Vietnam's days, both included", async (from, to, total) => {
  expect((await ask(home, from, to)).total).toBe(total);
});

it("counts people where they were registered on the day", async () => {
  expect((await ask(neighbour, "2022-03-01", "2022-12-31")).total).toBe(1);
  expect((await ask("35", "2022-03-01", "2022-12-31")).total).toBe(7);
  expect((await ask("00", "2022-03-01", "2022-12-31", systemActor)).total).toBe(8);
});

it.each([
  [home, 6],
  [neighbour, 1],
  [hanoi, 0],
  ["99999", 0],
])("counts for an officer of %s %i of the province", async (scope, total) => {
  expect((await ask("35", "2022-03-01", "2022-12-31", officer(scope))).total).toBe(total);
});

it("counts nobody in an unknown unit", async () => {
  expect(await ask("99999", "2022-03-01", "2022-03-02")).toMatchObject({ total: 0, by: [] });
});
