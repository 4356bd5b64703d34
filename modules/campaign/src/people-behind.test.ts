import { clockAt, systemActor } from "@dinhdanh/kernel";
import { foldPending, readFigures } from "@dinhdanh/progress";
import { afterAll, beforeAll, expect, it } from "vitest";
import { mainMeasureKeys, peopleQuerySchema, remainingQuerySchema } from "./contract.ts";
import { peopleBehind } from "./people-behind.ts";
import { remaining } from "./remaining.ts";
import { act, asOf, hanoi, home, id, neighbour, officer, peopleRegister, type PeopleRegister } from "./test-people-register.ts";

let register: PeopleRegister;

beforeAll(async () => {
  register = await peopleRegister();
  await register.importRoll([
    { n: 1, fullName: "Nguyễn Văn Yên" },
    { n: 2, fullName: "Nguyễn Thị Ân", sex: "female", address: "" },
    { n: 3, fullName: "Trần Văn Bình", permanentUnit: neighbour },
    { n: 4, fullName: "Trần Thị Hòa", permanentUnit: neighbour, residenceStatus: "away-in-country" },
    { n: 5, fullName: "Lê Văn Hóa", permanentUnit: hanoi },
    { n: 6, fullName: "Lê Văn Trẻ", birthDate: "2010-01-01" },
    { n: 7, fullName: "Lê Văn Dời" },
  ]);
  await register.record([
    act("dossier.collected", 1, "2022-03-01"),
    act("card.printed", 1, "2022-03-20"),
    act("dossier.collected", 3, "2022-04-01"),
    act("dossier.collected", 7, "2022-05-01"),
    act("person.moved", 7, "2023-01-01", { payload: { fromUnit: home, toUnit: neighbour } }),
    act("campaign.excluded", 4, "2023-01-01", { payload: { reason: "lost-contact", evidence: "BB-2" } }),
  ]);
});
afterAll(() => register.close());

const ask = (query: Record<string, unknown>, actor = officer("35")) =>
  peopleBehind(register, actor, peopleQuerySchema.parse({ unit: "35", asOf, measure: "collected", ...query }));

it.each([
  [{}, [1, 7, 3]],
  [{ not: true }, [2, 4]],
  [{ measure: "printed" }, [1]],
  [{ measure: "printed", not: true }, [2, 3, 4, 7]],
  [{ measure: "printed", not: true, after: "collected" }, [3, 7]],
  [{ measure: "away" }, [4]],
  [{ measure: "excluded" }, [4]],
  [{ measure: "eligible", not: true }, []],
  [{ measure: "eligible", unit: home }, [2, 1]],
  [{ asOf: "2022-12-31" }, [7, 1, 3]],
  [{ asOf: "2022-02-28" }, []],
  [{ search: "van" }, [7, 3, 1]],
  [{ search: "nguyễn" }, [1]],
  [{ search: "hóa" }, []],
  [{ search: "\u0000" }, []],
])("%j", async (query, expected) => {
  const { total, people } = await ask(query);
  expect(people.map((one) => one.personId).sort()).toEqual(expected.map(id).sort());
  expect(total).toBe(expected.length);
});

it("stands in order of commune and given name, in pages", async () => {
  const all = (await ask({ measure: "eligible" })).people.map((one) => one.personId);
  expect(all).toEqual([2, 1, 3, 7, 4].map(id));
  const pages = [];
  for (let offset = 0; offset < 6; offset += 2) pages.push(...(await ask({ measure: "eligible", offset, limit: 2 })).people);
  expect(pages.map((one) => one.personId)).toEqual(all);
});

it("says since when: the latest of what the measure asks, in this commune", async () => {
  const since = Object.fromEntries((await ask({})).people.map((one) => [one.personId, one.since]));
  expect(since).toEqual({ [id(1)]: "2022-03-01", [id(3)]: "2022-04-01", [id(7)]: "2023-01-01" });
  expect((await ask({ not: true })).people.map((one) => one.since)).toEqual([null, null]);
});

it("shows the person with the commune", async () => {
  const { people } = await ask({ unit: home, not: true });
  expect(people).toEqual([
    {
      ...{ personId: id(2), fullName: "Nguyễn Thị Ân", birthDate: "1990-05-05", sex: "female", address: null },
      ...{ unit: home, unitName: "Phường Quang Trung", since: null },
    },
  ]);
});

it("agrees with every figure", async () => {
  const { sql, engine, clock, units } = register;
  while (await foldPending(sql, clock));
  for (const unit of [home, neighbour, "35", "00"]) {
    const unitId = units.find(unit, 19_000)!.unitId;
    for (const day of ["2022-03-31", "2022-12-31", asOf]) {
      const figures = (await readFigures(sql, engine, [unitId], day)).get(unitId)!;
      for (const measure of mainMeasureKeys) {
        expect((await ask({ unit, measure, asOf: day }, systemActor)).total, `${unit} ${day} ${measure}`).toBe(figures[measure]);
      }
    }
  }
});

it.each([
  [home, 1],
  [neighbour, 2],
  [hanoi, 0],
  ["99999", 0],
])("shows an officer of %s %i of the province", async (scope, total) => {
  expect((await ask({}, officer(scope))).total).toBe(total);
  expect((await ask({}, officer(scope))).people.length).toBe(total);
  expect((await ask({ search: "v" }, officer(scope))).total).toBe(total);
});

it("opens figures in the borders of today and of a cohort, as the remaining list does", async () => {
  await register.importRoll([{ n: 8, fullName: "Phạm Văn Liêm", permanentUnit: "13450", birthDate: "2005-05-05" }]);
  await foldPending(register.sql, register.clock);
  const later = { ...register, clock: clockAt(() => Date.parse("2026-01-01T00:00:00+07:00")) };
  const found = async (query: Record<string, unknown>) => {
    const whole = { unit: "35", asOf, borders: "today", ...query };
    const { people, name } = await peopleBehind(later, systemActor, peopleQuerySchema.parse({ measure: "eligible", ...whole }));
    const list = await remaining(later, systemActor, remainingQuerySchema.parse(whole));
    return { name, eligible: people.map((one) => one.personId), remaining: list.people.map((one) => one.personId) };
  };
  expect(await found({ unit: "13456" })).toEqual({ name: "Xã Liêm Hà", eligible: [id(8)], remaining: [id(8)] });
  expect(await found({ born: "2004-2008" })).toEqual({ name: "Tỉnh Ninh Bình", eligible: [id(8)], remaining: [id(8)] });
  expect(await found({ unit: "13456", born: "1990-1991" })).toMatchObject({ eligible: [], remaining: [] });
  expect((await found({})).eligible).toHaveLength(6);
});
