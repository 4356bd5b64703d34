import { systemActor } from "@dinhdanh/kernel";
import { afterAll, beforeAll, expect, it } from "vitest";
import { indexNext } from "./search/index-people.ts";
import { searchPeople } from "./search-people.ts";
import { countNews, seenByIndex } from "./store/search-index.ts";
import { act, asOf, hanoi, home, id, neighbour, officer, peopleRegister, type PeopleRegister } from "./test-people-register.ts";

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
    {
      ...{ n: 8, fullName: "Phạm Gia Bảo", birthDate: "2001", householdId: "HK.77-1", motherPin: "035190000001" },
      ...{ phone: "0912 345 678", permanentUnit: home },
    },
    { n: 9, fullName: "Lò Thị Xuyến", birthDate: "12/2001", sex: "female", householdId: "13285-000077" },
    ...Array.from({ length: 25 }, (_, n) => ({ n: 100 + n, fullName: "Đỗ Văn Đông", address: `Số ${n}` })),
  ]);
});
afterAll(() => register.close());

const search = (q: string, scope: string | null = null, limit = 20, purpose?: "verify") =>
  searchPeople(register, scope === null ? systemActor : officer(scope), { q, day: asOf, limit, purpose, mistyped: true });
const find = async (q: string, scope: string | null = null, limit = 20) => (await search(q, scope, limit)).people;

it.each([
  ["035190000001", [[1, "number"]]],
  ["035 190 000 001", [[1, "number"]]],
  ["168000001", [[1, "old-number"]]],
  ["168.000.001", [[1, "old-number"]]],
  ["035190000009", [[1, "typo"]]],
  ["035190000022", []],
  ["0351900000", [[1, "number"]]],
  ["035190000010", [[1, "typo"]]],
  ["35190000001", [[1, "typo"]]],
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
      [3, "unaccented"],
      [5, "unaccented"],
    ],
  ],
  [
    "hoà trần",
    [
      [2, "exact"],
      [4, "contains"],
      [1, "contains"],
      [3, "unaccented"],
      [5, "unaccented"],
    ],
  ],
  ["tr ho bi", [[4, "contains"]]],
  ["an an", [[6, "contains"]]],
  ["nguyen an an", [[6, "exact"]]],
  ["nguyne van an", [[7, "typo"]]],
  ["nguyen vanan", []],
  ["thị hào trần", [[1, "typo"]]],
  ["qq", []],
  ["100%", []],
  ["%", []],
  ["'", []],
  ["a\\'b & c", []],
  ["tran thi hoa 1990", [[1, "exact"]]],
  ["05/05/1990 tran thi hoa", [[1, "exact"]]],
  ["tran thi hoa 5-1990", [[1, "exact"]]],
  ["tran thi hoa 06/05/1990", []],
  ["phạm gia bảo 06/05/2001", [[8, "exact"]]],
  [
    "2001",
    [
      [9, "birth"],
      [8, "birth"],
    ],
  ],
  ["HK-77/1", [[8, "household"]]],
  ["13285-000077", [[9, "household"]]],
  ["pham gia bao hk77", [[8, "exact"]]],
  ["0912.345.678", [[8, "phone"]]],
  ["bảo con bà Trần Thị Hòa", [[8, "contains"]]],
  ["mẹ 035190000001", [[8, "parent"]]],
  ["trần hòa, Lương Khánh Thiện", [[2, "contains"]]],
  ["trần hoa phường lương khánh thiện", [[2, "contains"]]],
  ["hoa tran luong khanh thien", [[2, "exact"]]],
  ["hoa 13288", [[2, "prefix"]]],
  ["\u0000", []],
  ["", []],
])("%j", async (q, expected) => {
  expect((await find(q)).map((one) => [one.personId, one.match])).toEqual(expected.map(([n, match]) => [id(Number(n)), match]));
});

it("shows the person with the commune of the day, also one of no known commune", async () => {
  expect(await find("tran thi hoa")).toEqual([
    {
      ...{ personId: id(1), fullName: "Trần Thị Hòa", birthDate: "1990-05-05", sex: "male", address: "Thôn 1" },
      ...{ unit: home, unitName: "Phường Quang Trung", match: "exact", outside: false },
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
  ["mẹ 035190000001", neighbour, []],
])("%j for an officer of %s", async (q, scope, expected) => {
  const matches = (await find(q, scope)).filter(({ match }) => match !== "unaccented" && match !== "typo");
  expect(matches.map((one) => one.personId)).toEqual(expected.map(id));
});

it("leaves mistyped words and numbers alone unless asked", async () => {
  for (const q of ["035190000009", "nguyne van an"])
    expect((await searchPeople(register, systemActor, { q, day: asOf, limit: 20 })).people).toEqual([]);
});

it("counts people outside the territory, and shows them last for a stated purpose, which is logged", async () => {
  const readsOf = async (n: number) =>
    (await register.sql`SELECT purpose FROM ledger.read WHERE person_id = ${id(n)} AND officer = 'CA-01'`).map((row) =>
      String(row["purpose"]),
    );
  const [before, without] = [await readsOf(3), await search("tran hoa", home)];
  expect([without.people.length, without.outside]).toEqual([3, 2]);
  expect(await readsOf(3)).toEqual(before);
  const stated = await search("tran hoa", home, 20, "verify");
  expect(stated.people.map((one) => [one.personId, one.outside])).toEqual([
    ...[5, 4, 1].map((n) => [id(n), false]),
    ...[3, 2].map((n) => [id(n), true]),
  ]);
  expect(stated.outside).toBe(0);
  expect(await readsOf(3)).toEqual([...before, "verify"]);
  expect((await search("035190000001", neighbour)).outside).toBe(1);
});

it("finds who is called by a word and its beginning among very many who are called by the word", async () => {
  const [anh, lan] = [Array.from({ length: 120 }, (_, n) => 200 + n), Array.from({ length: 120 }, (_, n) => 400 + n)];
  await register.importRoll([
    ...anh.map((n) => ({ n, fullName: "Bùi Anh Chi", permanentUnit: hanoi })),
    ...lan.map((n) => ({ n, fullName: "Lan Anh Bùi", permanentUnit: hanoi })),
    { n: 600, fullName: "Vũ Anh Thị An", permanentUnit: hanoi },
    { n: 601, fullName: "Vũ Anh Thị Ánh", permanentUnit: hanoi },
  ]);
  expect((await find("anh anh", hanoi)).map((one) => one.personId)).toEqual([id(601)]);
  expect((await find("anh an")).map((one) => one.personId)).toEqual([id(600)]);
  expect((await find("bui anh lan")).length).toBe(20);
});

it("says that people who were imported a moment ago wait to be indexed, and does not index a roll within a search", async () => {
  await register.importRoll(Array.from({ length: 257 }, (_, n) => ({ n: 700 + n, fullName: n === 0 ? "Quách Thị Muộn" : "Tạ Văn Sớm" })));
  expect(await search("quach thi muon")).toMatchObject({ people: [], indexing: true });
  while (await indexNext(register.sql));
  expect(await search("quach thi muon")).toMatchObject({ people: [{ personId: id(700) }], indexing: false });
});

it("follows what happens: a move, another name, and people told of later", async () => {
  await register.record([act("person.moved", 4, "2023-03-01", { payload: { fromUnit: home, toUnit: neighbour } })]);
  expect((await find("tran hoa binh", neighbour)).map((one) => one.personId)).toEqual([id(4)]);
  await register.importRoll([{ n: 9, fullName: "Lò Thị Xuân", birthDate: "12/2001", sex: "female" }]);
  expect((await find("lo thi xuan")).map((one) => one.match)).toEqual(["exact"]);
  expect((await find("lo tih xuyen")).map((one) => one.match)).toEqual([]);
});

it("neither indexes anew what came beside a transaction that still runs, nor passes over what that one told", async () => {
  const { sql, ledger } = register;
  await sql.begin(async (long) => {
    await ledger.record(long, [act("person.moved", 5, "2023-03-01", { payload: { fromUnit: home, toUnit: neighbour } })]);
    await register.importRoll([{ n: 800, fullName: "Kiều Thị Nhanh" }]);
    expect((await find("kieu thi nhanh")).map((one) => one.personId)).toEqual([id(800)]);
    expect(await countNews(sql, await seenByIndex(sql), 10)).toBe(0);
    await register.importRoll([{ n: 801, fullName: "Kiều Thị Nhanh" }]);
    expect(await countNews(sql, await seenByIndex(sql), 10)).toBe(1);
  });
  expect(await countNews(sql, await seenByIndex(sql), 10)).toBe(2);
  expect((await find("tran hoa", neighbour)).map((one) => one.personId)).toContain(id(5));
  expect((await find("kieu thi nhanh")).map((one) => one.personId)).toEqual([id(800), id(801)]);
});
