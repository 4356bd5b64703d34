import { systemActor, toDay } from "@dinhdanh/kernel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { remainingQuerySchema } from "./contract.ts";
import { remaining } from "./remaining.ts";
import { act, asOf, hanoi, home, id, neighbour, officer, peopleRegister, type PeopleRegister } from "./test-people-register.ts";

let register: PeopleRegister;

const people = [
  { n: 1, fullName: "Nguyễn Thị Hòa", address: "Thôn 2", sex: "female", phone: "0912345678", householdId: "HK1" },
  { n: 2, fullName: "Nguyễn Văn An", address: "Thôn 1" },
  { n: 3, fullName: "Trần Văn Bình", address: "Thôn 1" },
  { n: 4, fullName: "Lê Thị Hóa", address: "Thôn 1", sex: "female", residenceStatus: "bedridden" },
  { n: 5, fullName: "Lê Văn Cụ", birthDate: "1943-04-06" },
  { n: 6, fullName: "Phạm Văn Xa", residenceStatus: "away-in-country", currentUnit: hanoi },
  { n: 7, fullName: "Phạm Thị Xa", residenceStatus: "away-in-country", currentUnit: "79" },
  { n: 8, fullName: "Phạm Văn Gần", residenceStatus: "away-in-country", currentUnit: neighbour },
  { n: 9, fullName: "Vũ Văn Đâu", residenceStatus: "away-in-country" },
  { n: 10, fullName: "Vũ Văn Sai", birthDate: "1990-02-31", residenceStatus: "abroad" },
  { n: 11, fullName: "Vũ Văn Án", residenceStatus: "serving-sentence" },
  { n: 12, fullName: "Vũ Thị Ngoài", residenceStatus: "abroad" },
  { n: 13, fullName: "Vũ Thị Vắng", residenceStatus: "no-contact" },
  { n: 14, fullName: "Bùi Văn Thu" },
  { n: 15, fullName: "Bùi Văn Nhỏ", birthDate: "2015-01-01" },
  { n: 16, fullName: "Bùi Văn Mất", diedOn: "2022-01-01" },
  { n: 17, fullName: "Bùi Văn Xóm", permanentUnit: neighbour },
  { n: 18, fullName: "Bùi Văn Thủ Đô", permanentUnit: hanoi },
  { n: 19, fullName: "Trần Thị Hai Nơi", residenceStatus: "away-in-country", currentUnit: "01" },
];

beforeAll(async () => {
  register = await peopleRegister();
  await register.importRoll(people);
  await register.record([
    act("dossier.collected", 14, "2023-04-06"),
    act("campaign.excluded", 12, "2023-03-01", { payload: { reason: "abroad", evidence: "BB-1" } }),
    act("person.moved", 3, "2023-05-01", { payload: { fromUnit: home, toUnit: neighbour } }),
  ]);
});
afterAll(() => register.close());

const ask = (query: Record<string, unknown>, actor = officer(home)) =>
  remaining(register, actor, remainingQuerySchema.parse({ unit: home, asOf, ...query }));
const ids = async (query: Record<string, unknown>, actor = officer(home)) => (await ask(query, actor)).people.map((one) => one.personId);

describe("the list of a commune", () => {
  it("groups everyone by what it takes, easy ones first, then by address and given name", async () => {
    const list = await ask({});
    expect(list.people.map((one) => [one.personId, one.group])).toEqual(
      [
        ...[
          [2, "present"],
          [3, "present"],
          [1, "present"],
          [5, "homeVisit"],
          [4, "homeVisit"],
        ],
        ...[
          [9, "away"],
          [8, "away"],
          [19, "away"],
          [7, "away"],
          [6, "away"],
        ],
        ...[
          [10, "conflict"],
          [11, "sentence"],
          [12, "abroad"],
          [13, "noContact"],
        ],
      ].map(([n, group]) => [id(Number(n)), group]),
    );
    expect(list.total).toBe(14);
    expect(list.matching).toBe(14);
    expect(list.groups.map((one) => one.count)).toEqual([3, 2, 5, 1, 1, 1, 1]);
    expect(list.name).toBe("Phường Quang Trung");
  });

  it("shows the person as registered, and why somebody is excluded", async () => {
    const list = await ask({});
    expect(list.people.find((one) => one.personId === id(1))).toEqual({
      ...{ personId: id(1), fullName: "Nguyễn Thị Hòa", birthDate: "1990-05-05", sex: "female", address: "Thôn 2", householdId: "HK1" },
      ...{ phone: "0912345678", unit: home, unitName: "Phường Quang Trung", group: "present", destination: null, excludedReason: null },
    });
    const excluded = list.people.filter((one) => one.excludedReason !== null);
    expect(excluded.map((one) => [one.personId, one.excludedReason])).toEqual([[id(12), "abroad"]]);
  });

  it("names where people are: a province, but in the own one the place", async () => {
    const list = await ask({});
    const where = Object.fromEntries(list.people.map((one) => [one.personId, one.destination]));
    expect([6, 7, 8, 9, 19].map((n) => where[id(n)])).toEqual([
      "Thành phố Hà Nội",
      "Thành phố Hồ Chí Minh",
      "Phường Lương Khánh Thiện",
      null,
      "Thành phố Hà Nội",
    ]);
    expect(list.groups.find((one) => one.group === "away")?.destinations).toEqual([
      { name: "Thành phố Hà Nội", count: 2 },
      { name: "Phường Lương Khánh Thiện", count: 1 },
      { name: "Thành phố Hồ Chí Minh", count: 1 },
    ]);
  });
});

describe("filters", () => {
  it.each([
    [{ group: "away" }, [9, 8, 19, 7, 6]],
    [{ group: "away", destination: "Thành phố Hà Nội" }, [19, 6]],
    [{ destination: "Thành phố Hồ Chí Minh" }, [7]],
    [{ destination: "Sao Hỏa" }, []],
    [{ search: "hoa" }, [1, 4]],
    [{ search: "hòa" }, [1]],
    [{ search: "hoà nguyễn" }, [1]],
    [{ search: "pham xa", destination: "Thành phố Hà Nội" }, [6]],
    [{ search: "van van" }, []],
    [{ search: "%" }, []],
    [{ search: "\u0000" }, []],
    [{ search: "  " }, [2, 3, 1, 5, 4, 9, 8, 19, 7, 6, 10, 11, 12, 13]],
    [{ search: "hoa", destination: "Sao Hỏa" }, []],
  ])("%j", async (query, expected) => {
    const list = await ask(query);
    expect(list.people.map((one) => one.personId)).toEqual(expected.map(id));
    expect(list.matching).toBe(expected.length);
    expect(list.total).toBe(14);
  });

  it("cuts pages that together are the list", async () => {
    for (const filter of [{}, { group: "away" }, { search: "v" }]) {
      const all = await ids({ ...filter, unit: "35" }, systemActor);
      const pages = [];
      for (let offset = 0; offset < all.length + 4; offset += 4)
        pages.push(...(await ids({ ...filter, unit: "35", offset, limit: 4 }, systemActor)));
      expect(pages).toEqual(all);
      expect(all.length).toBeGreaterThan(4);
    }
  });
});

describe("as of a day", () => {
  it("lists somebody until the day of their dossier", async () => {
    expect(await ids({ asOf: "2023-04-05" })).toContain(id(14));
    expect(await ids({ asOf: "2023-04-06" })).not.toContain(id(14));
  });

  it("lists people where they were registered, and the reason that was in force", async () => {
    expect(await ids({ asOf: "2023-05-01" })).not.toContain(id(3));
    expect(await ids({ asOf: "2023-05-01", unit: neighbour }, officer(neighbour))).toEqual([id(3), id(17)]);
    const before = await ask({ asOf: "2023-02-28", group: "abroad" });
    expect(before.people.map((one) => one.excludedReason)).toEqual([null]);
  });

  it("reads a person of 79 as present the day before the birthday", async () => {
    expect((await ask({ asOf: "2023-04-05", search: "cụ" })).people.map((one) => one.group)).toEqual(["present"]);
  });
});

describe("who may see", () => {
  it("shows a district and a province everyone below, commune by commune", async () => {
    const all = await ask({ unit: "35" }, officer("35"));
    expect(all.total).toBe(15);
    const communes = all.people.filter((one) => one.group === "present").map((one) => one.unit);
    expect(communes).toEqual([home, home, home, neighbour]);
    expect((await ask({ unit: "00" }, systemActor)).total).toBe(16);
  });

  it.each([
    [neighbour, home, 0],
    [hanoi, home, 0],
    ["99999", home, 0],
    [neighbour, "35", 1],
    [home, "35", 14],
    ["01", "00", 1],
  ])("an officer of %s sees of %s %i", async (scope, unit, total) => {
    const list = await ask({ unit }, officer(scope));
    expect([list.total, list.matching, list.people.length]).toEqual([total, total, total]);
    expect((await ask({ unit, search: "v" }, officer(scope))).people.length).toBeLessThanOrEqual(total);
  });

  it("has nobody in a unit that does not exist on the day", async () => {
    expect(await ask({ unit: "99999", asOf: toDay("2023-04-06") })).toMatchObject({ total: 0, people: [], name: "99999" });
  });
});
