import { systemActor, toDay } from "@dinhdanh/kernel";
import { afterAll, beforeAll, expect, it } from "vitest";
import { personViewSchema } from "./contract.ts";
import { personView } from "./person-view.ts";
import { act, asOf, hanoi, home, id, neighbour, officer, peopleRegister, type PeopleRegister } from "./test-people-register.ts";

let register: PeopleRegister;

beforeAll(async () => {
  register = await peopleRegister();
  await register.importRoll([
    {
      n: 1,
      fullName: "Nguyễn Văn An",
      pin: "035090000001",
      householdId: "HK1",
      relation: "head",
      currentUnit: hanoi,
      residenceStatus: "away-in-country",
    },
    { n: 2, fullName: "Trần Thị Vợ", sex: "female", householdId: "HK1", relation: "spouse" },
    { n: 3, fullName: "Nguyễn Văn Con", householdId: "HK1", relation: "child", permanentUnit: neighbour, birthDate: "2015-01-01" },
    { n: 4, fullName: "Lê Không Xã", permanentUnit: "99999" },
  ]);
  await register.record([
    act("dossier.collected", 1, "2022-03-01"),
    act("card.printed", 1, "2022-04-01", { unit: null, team: null }),
    act("person.moved", 1, "2023-05-01", { payload: { fromUnit: home, toUnit: neighbour } }),
  ]);
});
afterAll(() => register.close());

const view = async (n: number, actor = officer(home), day = asOf) => personView(register, actor, id(n), { day, purpose: "campaign" });
const seen = async (...request: Parameters<typeof view>) => {
  const outcome = await view(...request);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return personViewSchema.parse(outcome.value);
};
const logged = async (n: number) =>
  (await register.sql`SELECT officer, purpose, view, read_at FROM ledger.read WHERE person_id = ${id(n)}`).length;

it("shows facts, place, household, findings, standing and acts", async () => {
  const person = await seen(1);
  expect(person.facts).toMatchObject({ fullName: "Nguyễn Văn An", pin: "035090000001", householdId: "HK1" });
  expect(person.unitName).toBe("Phường Quang Trung");
  expect(person.unitPath.map((unit) => unit.name)).toEqual(["Tỉnh Hà Nam", "Thành phố Phủ Lý", "Phường Quang Trung"]);
  expect(person.currentUnitName).toBe("Phường Phúc Xá");
  expect(person.currentUnitPath.map((unit) => unit.name)).toEqual(["Thành phố Hà Nội", "Quận Ba Đình", "Phường Phúc Xá"]);
  expect(person.findings).toEqual([]);
  expect(person.acts.map((one) => [one.kind, one.unitName])).toEqual([
    ["person.registered", null],
    ["person.moved", "Phường Quang Trung"],
    ["card.printed", null],
    ["dossier.collected", "Phường Quang Trung"],
  ]);
  expect((await seen(4, systemActor)).findings.map((one) => one.kind)).toContain("unknown-permanent-unit");
});

it("says per stay what holds on the day", async () => {
  const before = (await seen(1)).standing;
  expect(before.map((stay) => [stay.unitCode, stay.stayFrom, stay.stayUntil, stay.measures])).toEqual([
    [home, null, "2023-05-01", ["eligible", "recorded", "correct", "clean", "live", "numbered", "collected", "printed"]],
    [neighbour, "2023-05-01", null, []],
  ]);
  expect(before[0]?.days).toMatchObject({ eligibleFrom: "2004-05-05", collectedOn: "2022-03-01", printedOn: "2022-04-01" });
  const after = (await seen(1, officer(neighbour), toDay("2023-05-01"))).standing;
  expect(after.map((stay) => stay.measures)).toEqual([
    [],
    ["eligible", "recorded", "correct", "clean", "live", "numbered", "collected", "printed"],
  ]);
  expect((await seen(1, officer(home), toDay("2022-03-31"))).standing[0]?.measures).toEqual(["eligible", "collected"]);
});

it("shows of the household only who is within reach", async () => {
  expect((await seen(1)).household.map((one) => one.personId)).toEqual([id(1), id(2)]);
  expect((await seen(1, officer("35"))).household.map((one) => one.personId)).toEqual([id(1), id(2), id(3)]);
});

it("logs every read before it answers, and shows it", async () => {
  const before = await logged(2);
  const { reads } = await seen(2);
  expect(reads.length).toBe(before + 1);
  expect(reads[0]).toEqual({ officer: "CA-01", purpose: "campaign", view: "person", readAt: "2023-06-01T01:00:00Z" });
});

it.each([
  [1, neighbour, asOf, "outside-territory"],
  [1, home, toDay("2023-05-01"), "outside-territory"],
  [1, hanoi, asOf, "outside-territory"],
  [4, "35", asOf, "outside-territory"],
  [4, "99999", asOf, "outside-territory"],
  [99, home, asOf, "person-not-found"],
])("person %i for an officer of %s on %s: %s, and nothing is logged", async (n, scope, day, code) => {
  const before = await logged(n);
  expect(await view(n, officer(scope), day)).toMatchObject({ ok: false, refusal: { code } });
  expect(await logged(n)).toBe(before);
});

it("shows a person of no known commune to the whole country's officers", async () => {
  const person = await seen(4, systemActor);
  expect([person.unitName, person.unitPath, person.standing.map((stay) => stay.unitCode)]).toEqual([null, [], [null]]);
});
