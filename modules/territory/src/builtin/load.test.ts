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
  unitSubjectId,
  unitView,
} from "../index.ts";

let db: TestDatabase;
let ledger: Ledger;
let loaded: boolean;
let tookMs: number;
const before = "2023-04-14";
const after = "2025-07-01";

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

  it("keeps each day's tree whole: every unit below the country is placed once", async () => {
    for (const day of [before, after]) {
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
    expect(closure.size).toBe(1 + 63 + 705 + 10_599 + 5);
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
      1, 63, 64, 11_368,
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
