import { createLedger, actsOf, migrations as ledgerMigrations, type Ledger } from "@dinhdanh/ledger";
import { clockAt } from "@dinhdanh/kernel";
import { type TestDatabase, testDatabase } from "@dinhdanh/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  ancestorIds,
  childrenOf,
  communeIndex,
  countryId,
  descendantsByLevel,
  loadBuiltinTerritory,
  migrations,
  openingDay,
  unitByCode,
  unitsAround,
  unitSubjectId,
  unitView,
} from "../index.ts";

let db: TestDatabase;
let ledger: Ledger;
let loaded: boolean;
let tookMs: number;
const before = "2023-04-14";
const after = "2025-07-01";

/** code : districts : communes in 2023, of province-codes.tsv */
const districtsAndCommunes = `
  01:30:579 02:11:193 04:10:161 06:8:108 08:7:138 10:9:152 11:10:129 12:8:106
  14:12:204 15:9:173 17:10:151 19:9:177 20:11:200 22:13:177 24:10:209 25:13:225
  26:9:136 27:8:126 30:12:235 31:15:217 33:10:161 34:8:260 35:6:109 36:10:226
  37:8:143 38:27:559 40:21:460 42:13:216 44:8:151 45:10:125 46:9:141 48:8:56
  49:18:241 51:13:173 52:11:159 54:9:110 56:9:139 58:7:65 60:10:124 62:10:102
  64:17:220 66:15:184 67:8:71 68:12:142 70:11:111 72:9:94 74:9:91 75:11:170
  77:8:82 79:22:312 80:15:188 82:11:172 83:9:157 84:9:106 86:8:107 87:12:143
  89:11:156 91:15:144 92:9:83 93:8:75 94:11:109 95:7:64 96:9:101
`;
/** province of 2023 > the one that it is, or is part of, from 1 July 2025 */
const provinceInto = `
  01>01 02>08 04>04 06>19 08>08 10>15 11>11 12>12 14>14 15>15
  17>25 19>19 20>20 22>22 24>24 25>25 26>25 27>24 30>31 31>31
  33>33 34>33 35>37 36>37 37>37 38>38 40>40 42>42 44>44 45>44
  46>46 48>48 49>48 51>51 52>52 54>66 56>56 58>56 60>68 62>51
  64>52 66>66 67>68 68>68 70>75 72>80 74>79 75>75 77>79 79>79
  80>80 82>82 83>86 84>86 86>86 87>82 89>91 91>91 92>92 93>92
  94>92 95>96 96>96
`;
const tableOf = (text: string) => text.trim().split(/\s+/).map((row) => row.split(/[:>]/)); // prettier-ignore

beforeAll(async () => {
  db = await testDatabase([ledgerMigrations, migrations]);
  ledger = createLedger(
    clockAt(() => Date.parse("2023-01-01T00:00:00Z")),
    [],
  );
  const startedMs = performance.now();
  loaded = await loadBuiltinTerritory(db.sql, ledger);
  tookMs = performance.now() - startedMs;
});
afterAll(() => db.close());

const idOf = async (code: string, day: string) => (await unitByCode(db.sql, code, day))?.unitId ?? -1;
const sorted = async (...keys: [string, string][]) => (await Promise.all(keys.map(([code, day]) => idOf(code, day)))).sort((a, b) => a - b);
const countBelow = async (code: string, day: string, level: "province" | "district" | "commune") =>
  (await descendantsByLevel(db.sql, await idOf(code, day), day, level)).length;

describe("the tree of 2023", () => {
  it.each([
    ["00", "province", 63],
    ["00", "district", 705],
    ["00", "commune", 10_599],
    ["35", "district", 6],
    ["35", "commune", 109],
    ["42", "district", 13],
    ["42", "commune", 216],
  ] as const)("%s has %s: %i", async (code, level, count) => {
    expect(await countBelow(code, before, level)).toBe(count);
  });

  it("has every province with as many districts and communes as the table of rules.md says", async () => {
    const found = await Promise.all(
      tableOf(districtsAndCommunes).map(async ([code = ""]) =>
        [code, await countBelow(code, before, "district"), await countBelow(code, before, "commune")].join(":"),
      ),
    );
    // the table has 10,598 communes, the text and the package 10,599: one more in Thái Nguyên
    expect(found.map((row) => (row === "19:9:178" ? "19:9:177" : row))).toEqual(districtsAndCommunes.trim().split(/\s+/));
    expect(found).toHaveLength(63);
  });

  it("has five island districts without communes", async () => {
    const bare = [];
    for (const district of await descendantsByLevel(db.sql, countryId, before, "district")) {
      if ((await childrenOf(db.sql, district.unitId, before)).length === 0) bare.push(district.code);
    }
    expect(bare).toEqual(["318", "471", "498", "536", "755"]);
  });

  it("begins on the opening day, not before", async () => {
    expect((await unitByCode(db.sql, "13450", openingDay))?.name).toBe("Xã Liêm Phong");
    expect(await unitByCode(db.sql, "13450", "1975-12-31")).toBeUndefined();
  });
});

describe("the reform of 2025-07-01", () => {
  it.each([
    ["18586", "Xã Thạch Kênh", "445", "Xã Đông Kinh", "42"],
    ["13456", "Xã Liêm Cần", "351", "Xã Liêm Hà", "37"],
    ["13402", "Xã Nhật Tân", "350", "Phường Kim Thanh", "37"],
    ["13285", "Phường Quang Trung", "347", "Phường Phủ Lý", "37"],
  ])("code %s meant %s, and means another area since", async (code, oldName, oldParent, newName, newParent) => {
    expect(await unitByCode(db.sql, code, "2025-06-30")).toMatchObject({ name: oldName, parentCode: oldParent, validUntil: after });
    expect(await unitByCode(db.sql, code, after)).toMatchObject({
      name: newName,
      parentCode: newParent,
      validFrom: after,
      validUntil: null,
    });
  });

  it("abolishes districts; communes whose fate is unknown stand right under the province", async () => {
    expect(await countBelow("00", after, "district")).toBe(0);
    expect(await unitByCode(db.sql, "13453", after)).toMatchObject({ parentCode: "37", validFrom: openingDay, validUntil: null });
    expect(await unitByCode(db.sql, "00001", after)).toMatchObject({ parentCode: "01" });
    expect(await unitByCode(db.sql, "35", after)).toBeUndefined();
  });

  it("merges provinces as the table of rules.md says: 34 are left, whose names are those of the day", async () => {
    const closure = await ancestorIds(db.sql);
    for (const [was = "", is = ""] of tableOf(provinceInto))
      expect([was, closure.get(await idOf(was, before))?.includes(await idOf(is, after))]).toEqual([was, true]);
    expect([await countBelow("00", after, "province"), await countBelow("00", "2026-11-22", "province")]).toEqual([34, 34]);
    const name = async (code: string, day: string) => (await unitByCode(db.sql, code, day))?.name;
    expect([await name("46", "2025-06-30"), await name("46", after)]).toEqual(["Tỉnh Thừa Thiên Huế", "Thành phố Huế"]);
    expect([await name("75", "2026-04-29"), await name("75", "2026-04-30")]).toEqual(["Tỉnh Đồng Nai", "Thành phố Đồng Nai"]);
    expect(await unitByCode(db.sql, "02", after)).toBeUndefined();
    const today = await idOf("75", "2026-04-30");
    expect((await descendantsByLevel(db.sql, today, before, "commune")).length).toBe(111 + 170);
  });

  it("keeps each day's tree whole: every unit below the country is placed once", async () => {
    for (const day of [before, after, "2026-04-30"]) {
      const [row] = await db.sql`
        SELECT count(*)::int AS units, count(p.unit_id)::int AS placed FROM territory.unit u
        LEFT JOIN territory.placement p ON p.unit_id = u.unit_id AND daterange(p.valid_from, p.valid_until) @> ${day}::date
        WHERE daterange(u.valid_from, u.valid_until) @> ${day}::date AND u.unit_id <> 0`;
      expect(row?.["placed"]).toBe(row?.["units"]);
    }
  });

  it("shows the way up, and where a unit came from and went", async () => {
    const old = await unitView(db.sql, "13450", before);
    expect(old?.ancestors.map(({ code }) => code)).toEqual(["00", "35", "351"]);
    expect(old?.successors).toMatchObject([{ code: "13456", name: "Xã Liêm Hà", whole: true, validFrom: after }]);
    const merged = await unitView(db.sql, "37", after);
    expect(merged?.predecessors.map(({ code }) => code)).toEqual(["35", "36", "37"]);
    expect(merged?.ancestors.map(({ code }) => code)).toEqual(["00"]);
  });

  it("lets the new province be read in the borders of an earlier day", async () => {
    const merged = await idOf("37", after);
    expect((await descendantsByLevel(db.sql, merged, before, "commune")).length).toBe(109 + 226 + 143);
  });
});

it("says where a commune lies on a day, also when it is no more", async () => {
  const around = async (code: string, known: string, day: string) =>
    (await unitsAround(db.sql, await idOf(code, known), day)).map(({ name }) => name);
  expect(await around("13450", before, before)).toEqual(["Xã Liêm Phong", "Huyện Thanh Liêm", "Tỉnh Hà Nam"]);
  expect(await around("13450", before, after)).toEqual(["Xã Liêm Hà", "Tỉnh Ninh Bình"]);
  // Liêm Cần's own successor is not known; another area bears its code now
  expect(await around("13456", before, after)).toEqual(["Tỉnh Ninh Bình"]);
});

describe("the closure", () => {
  it("holds a unit, what stands above it, and what took any of these over whole, each once", async () => {
    const closure = await ancestorIds(db.sql);
    const of = async (code: string, day: string) => closure.get(await idOf(code, day));
    const up: [string, string][] = [
      ["351", before],
      ["35", before],
      ["37", after],
      ["00", before],
    ];
    expect(await of("13450", before)).toEqual(await sorted(["13450", before], ["13456", after], ...up));
    // Liêm Cần: its code went to another area, its people's new commune is not known
    expect(await of("13456", before)).toEqual(await sorted(["13456", before], ...up));
    expect(await of("13456", after)).toEqual(await sorted(["13456", after], ["37", after], ["00", before]));
    expect(await of("18586", before)).toEqual(
      await sorted(["18586", before], ["18586", after], ["445", before], ["42", before], ["00", before]),
    );
    expect(await of("00", before)).toEqual([countryId]);
    expect(closure.size).toBe(1 + 63 + 705 + 10_599 + 24 + 4 + 1);
  });
});

describe("loading", () => {
  it("fills an empty register, quickly", () => {
    expect(loaded).toBe(true);
    // 0.8 s measured; a busy machine gets more time
    expect(tookMs).toBeLessThan(6000);
  });

  it("changes nothing the second time", async () => {
    const count = async () =>
      (await db.sql`SELECT (SELECT count(*) FROM territory.unit) AS units, (SELECT count(*) FROM ledger.act) AS acts`)[0];
    const once = await count();
    expect(await loadBuiltinTerritory(db.sql, ledger)).toBe(false);
    expect(await count()).toEqual(once);
  });

  it("numbers units alike in every database, and says what happened as dated acts", async () => {
    expect([await idOf("01", before), await idOf("96", before), await idOf("001", before), await idOf("37", after)]).toEqual([
      1, 63, 64, 11_375,
    ]);
    const [established, abolished] = await actsOf(db.sql, unitSubjectId("00", openingDay));
    expect(new Set([established?.kind, abolished?.kind])).toEqual(new Set(["unit.established", "unit.level-abolished"]));
    const [merged] = await actsOf(db.sql, unitSubjectId("35", openingDay));
    expect(merged).toMatchObject({
      kind: "unit.merged",
      occurredAt: "2025-06-30T17:00:00Z",
      payload: { into: { code: "37", validFrom: after } },
    });
  });

  it("serves look-ups from memory", async () => {
    const index = await communeIndex(db.sql);
    const [day2023, day2025] = [19_461, 20_270];
    expect(index.resolve("13456", day2023)).toBe(await idOf("13456", before));
    expect(index.resolve("13456", day2025)).toBe(await idOf("13456", after));
    expect([index.resolve("351", day2023), index.resolve("99999", day2023), index.resolve("13450", day2025)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(index.find("351", day2023)).toMatchObject({ name: "Huyện Thanh Liêm", level: "district" });
    expect(index.byId(index.resolve("13450", day2023) ?? -1)?.code).toBe("13450");
  });
});
