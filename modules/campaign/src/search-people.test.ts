import { systemActor } from "@dinhdanh/kernel";
import { afterAll, beforeAll, expect, it } from "vitest";
import { searchPeople } from "./search-people.ts";
import { asOf, hanoi, home, id, neighbour, officer, peopleRegister, type PeopleRegister } from "./test-people-register.ts";

let register: PeopleRegister;

beforeAll(async () => {
  register = await peopleRegister();
  await register.importRoll([
    { n: 1, fullName: "Trần Thị Hòa", pin: "035190000001", oldIds: "168000001" },
    { n: 2, fullName: "Hòa Trần", permanentUnit: neighbour },
    { n: 3, fullName: "Trần Hoa", permanentUnit: hanoi },
    { n: 4, fullName: "Trần Hòa Bình" },
    { n: 5, fullName: "Trần Hóa" },
    { n: 6, fullName: "Nguyễn An An" },
    { n: 7, fullName: "Nguyễn Văn An", permanentUnit: "99999" },
    ...Array.from({ length: 25 }, (_, n) => ({ n: 100 + n, fullName: "Đỗ Văn Đông", address: `Số ${n}` })),
  ]);
});
afterAll(() => register.close());

const find = (q: string, scope: string | null = null, limit = 20) =>
  searchPeople(register, scope === null ? systemActor : officer(scope), { q, day: asOf, limit });

it.each([
  ["035190000001", [[1, "number"]]],
  ["035 190 000 001", [[1, "number"]]],
  ["168000001", [[1, "old-number"]]],
  ["168.000.001", [[1, "old-number"]]],
  ["035190000009", []],
  ["0351900000", []],
  [
    "tran hoa",
    [
      [3, "exact"],
      [5, "exact"],
      [4, "prefix"],
      [2, "contains"],
      [1, "contains"],
    ],
  ],
  [
    "TRẦN HÒA",
    [
      [4, "prefix"],
      [2, "contains"],
      [1, "contains"],
    ],
  ],
  [
    "hoà trần",
    [
      [2, "exact"],
      [4, "contains"],
      [1, "contains"],
    ],
  ],
  ["tr ho bi", [[4, "contains"]]],
  ["an an", [[6, "contains"]]],
  ["ran", []],
  ["100%", []],
  ["\u0000", []],
  ["", []],
])("%j", async (q, expected) => {
  expect((await find(q)).map((one) => [one.personId, one.match])).toEqual(expected.map(([n, match]) => [id(Number(n)), match]));
});

it("shows the person with the commune of the day, also one of no known commune", async () => {
  expect(await find("tran thi hoa")).toEqual([
    {
      ...{ personId: id(1), fullName: "Trần Thị Hòa", birthDate: "1990-05-05", sex: "male", address: "Thôn 1" },
      ...{ unit: home, unitName: "Phường Quang Trung", match: "exact" },
    },
  ]);
  expect((await find("nguyen van an")).map((one) => [one.unit, one.unitName])).toEqual([[null, null]]);
});

it("never shows more than twenty", async () => {
  expect((await find("do van dong", null, 500)).length).toBe(20);
  expect((await find("đông", home, 7)).length).toBe(7);
});

it.each([
  ["tran hoa", home, [5, 4, 1]],
  ["tran hoa", neighbour, [2]],
  ["tran hoa", "35", [5, 4, 2, 1]],
  ["tran hoa", hanoi, [3]],
  ["tran hoa", "99999", []],
  ["nguyen van an", "35", []],
  ["035190000001", neighbour, []],
  ["168000001", neighbour, []],
  ["035190000001", home, [1]],
  ["168000001", "35", [1]],
])("%j for an officer of %s", async (q, scope, expected) => {
  expect((await find(q, scope)).map((one) => one.personId)).toEqual(expected.map(id));
});
