import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Actor } from "@dinhdanh/kernel";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { exportAreas } from "./export-areas.ts";
import { importAreas } from "./import-areas.ts";
import { loadDossierSettings } from "./load-settings.ts";
import { readAreas } from "./read-areas.ts";
import { stateArea } from "./state-areas.ts";
import { viewDossier } from "./view-dossier.ts";
import { accepted, centre, collector, type DossierRegister, dossierRegister, drafted, happen } from "./test-dossier-register.ts";

const administrator: Actor = { code: "qt-1", role: "administrator", scope: null };

let register: DossierRegister;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "areas-"));
  register = await dossierRegister();
});
afterAll(async () => {
  await register.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await register.empty();
  await register.sql`TRUNCATE dossiers.unit_area`;
  await register.deps.settings.refreshAreas(register.sql);
});

const importText = (text: string, { by = administrator, preview = false }: { by?: Actor; preview?: boolean } = {}) => {
  const path = join(folder, "areas.csv");
  writeFileSync(path, text);
  return importAreas(register.deps, by, { path, preview });
};
const imported = async (text: string, preview = false) => {
  const outcome = await importText(text, { preview });
  if (!outcome.ok) return outcome.refusal.rows.map(({ row, column, reason }) => [row, column, reason]);
  const { read, added, changed, removed, unchanged } = outcome.value;
  return { read, added, changed, removed, unchanged };
};
const areaOf = (code: string) => register.deps.settings.areaOf(register.unitId(code));
const acts = async () => {
  const rows = await register.sql`SELECT unit, officer, payload FROM ledger.act WHERE kind = 'unit.area-stated' ORDER BY recorded_at, unit`;
  return rows.map((row) => [row["unit"], row["officer"], row["payload"]] as unknown[]);
};
const state = (unit: string, area: "urban" | "remote" | "other" | null, by = administrator) => stateArea(register.deps, by, { unit, area });
const view = async (unit: string) => accepted(await readAreas(register.deps, administrator, { unit }));

it("holds for all below a unit but where something nearer is stated, and leaves an act that says who and what it was", async () => {
  expect([areaOf("13450"), areaOf("13285")]).toEqual(["other", "urban"]);
  await state("35", "remote");
  await state("351", "other");
  await state("13450", "urban");
  await state("13450", "urban");
  expect(["35", "13408", "351", "13453", "13450"].map(areaOf)).toEqual(["remote", "remote", "other", "other", "urban"]);
  expect(await acts()).toEqual([
    ["13450", "qt-1", { area: "urban", was: null }],
    ["35", "qt-1", { area: "remote", was: null }],
    ["351", "qt-1", { area: "other", was: null }],
  ]);
  await state("13450", null);
  expect(areaOf("13450")).toBe("other");
  await state("351", null);
  expect(areaOf("13450")).toBe("remote");
});

it.each(["urban", "remote", "other"] as const)("says on a draft by when its card is due, as its submission will: %s", async (area) => {
  await register.register(1);
  await state("13450", area);
  const dossierId = await drafted(register, 1);
  const seen = async () => accepted(await viewDossier(register.deps, collector, { dossierId, purpose: "verify" }));
  const { dueIfSubmitted } = await seen();
  // 1 June 2023: 7, 20 and 15 working days
  expect(dueIfSubmitted).toBe({ urban: "2023-06-12", remote: "2023-06-29", other: "2023-06-22" }[area]);
  expect((await happen(register, collector, dossierId, "submit")).dueOn).toBe(dueIfSubmitted);
  expect((await seen()).dueIfSubmitted).toBeNull();
});

it("is that of the district where nothing is stated: a xã of a city is urban, a thị trấn of a rural district is not", () => {
  const areas = ["347", "13306", "13285", "349", "13327", "350", "13384", "35"].map((code) => [
    register.units.last(code, 19_500)?.name,
    areaOf(code),
  ]);
  expect(areas).toEqual([
    ["Thành phố Phủ Lý", "urban"],
    ["Xã Phù Vân", "urban"],
    ["Phường Quang Trung", "urban"],
    ["Thị xã Duy Tiên", "urban"],
    ["Xã Mộc Bắc", "urban"],
    ["Huyện Kim Bảng", "other"],
    ["Thị trấn Quế", "other"],
    ["Tỉnh Hà Nam", "other"],
  ]);
});

it("sets the limit of what is submitted from then on, and of nothing before", async () => {
  await register.register(1);
  await register.register(2);
  const first = await happen(register, collector, await drafted(register, 1), "submit");
  await state("351", "remote");
  const second = await happen(register, collector, await drafted(register, 2), "submit");
  // 15 and 20 working days after 1 June 2023
  expect([first.dueOn, second.dueOn]).toEqual(["2023-06-22", "2023-06-29"]);
  const [row] = await register.sql`SELECT due_on FROM dossiers.dossier WHERE dossier_id = ${first.dossierId}`;
  expect(row).toEqual({ due_on: "2023-06-22" });
});

it("shows a unit and those below it with what it follows from and the limits of the law", async () => {
  await state("351", "remote");
  const { unit, above, below, limits, asOf } = await view("351");
  expect([asOf, above.map(({ code }) => code)]).toEqual(["2023-06-01", ["00", "35"]]);
  expect(unit).toMatchObject({ code: "351", area: "remote", from: { code: "351" }, stated: { area: "remote", by: "qt-1" } });
  expect(below.find(({ code }) => code === "13450")).toMatchObject({ area: "remote", from: { code: "351" }, stated: null });
  expect(limits["urban"]).toEqual([
    { from: null, until: "2024-06-30", first: 7, change: 7, reissue: 15 },
    { from: "2024-07-01", until: null, first: 7, change: 7, reissue: 7 },
  ]);
  expect((await view("35")).unit).toMatchObject({ area: "other", from: null, stated: null });
  // a district that has ended is shown as it last was
  register.clock.set("2026-01-01T08:00:00+07:00");
  expect(await view("351")).toMatchObject({ asOf: "2025-06-30", unit: { name: "Huyện Thanh Liêm" } });
});

it("tells another process what was stated here", async () => {
  const elsewhere = await loadDossierSettings(register.sql, register.units);
  await state("351", "remote");
  expect(elsewhere.areaOf(register.unitId("13450"))).toBe("other");
  expect(await elsewhere.refreshAreas(register.sql)).toBe(true);
  expect(elsewhere.areaOf(register.unitId("13450"))).toBe("remote");
  expect(await elsewhere.refreshAreas(register.sql)).toBe(false);
});

describe("a file of areas", () => {
  const good = "unit,area\n351,remote\n13285,other\n";

  it("is previewed, taken in whole, and changes nothing when it comes again", async () => {
    const counts = { read: 2, added: 2, changed: 0, removed: 0, unchanged: 0 };
    expect(await imported(good, true)).toEqual(counts);
    expect([areaOf("13450"), await acts()]).toEqual(["other", []]);
    expect(await imported(good)).toEqual(counts);
    expect([areaOf("13450"), areaOf("13285"), (await acts()).length]).toEqual(["remote", "other", 2]);
    expect(await imported(good)).toMatchObject({ added: 0, unchanged: 2 });
    expect((await acts()).length).toBe(2);
    expect(await imported("area;unit\nurban;351\nnone;13285\n")).toMatchObject({ added: 0, changed: 1, removed: 1, unchanged: 0 });
    expect([areaOf("13450"), areaOf("13285")]).toEqual(["urban", "urban"]);
  });

  it("comes out as it goes in, also units whose code another bears now", async () => {
    register.clock.set("2026-01-01T08:00:00+07:00");
    // the commune of 1976 and the one of 2025 bear the same code
    await imported("unit,area,validFrom\n18586,remote,2023-01-01\n18586,urban,\n");
    const text = accepted(await exportAreas(register.deps, administrator));
    expect(text).toBe('unit,area,validFrom,name\n18586,remote,1976-01-01,"Xã Thạch Kênh"\n18586,urban,2025-07-01,"Xã Đông Kinh"\n');
    expect(await imported(text)).toMatchObject({ read: 2, unchanged: 2 });
  });

  it.each([
    ["bad-code", "unit", "3510,remote"],
    ["bad-code", "unit", "=1+1,remote"],
    ["unit-unknown", "unit", "99999,remote"],
    ["bad-area", "area", "351,núi"],
    ["bad-area", "area", "351,"],
    ["wrong-cell-count", "", "351"],
    ["twice-in-file", "unit", "351,urban\n351,remote"],
    ["unclosed-quote", "", '"351,remote'],
  ])("%s in %s: %s", async (reason, column, rows) => {
    const row = rows.split("\n").length + 1;
    expect(await imported(`unit,area\n${rows}\n`)).toEqual([[row, column, reason]]);
    expect(await acts()).toEqual([]);
  });

  it("names every row at fault and writes none of the others", async () => {
    expect(await imported("unit,area,validFrom\n351,remote,\n13450,cao,\n13450,remote,2023-02-30\n13450,remote,1970-01-01\n")).toEqual([
      [3, "area", "bad-area"],
      [4, "validFrom", "bad-day"],
      [5, "unit", "unit-unknown"],
    ]);
    expect(areaOf("13450")).toBe("other");
  });

  it.each([
    ["unknown-column", "colour", "unit,area,colour\n"],
    ["missing-column", "area", "unit\n"],
    ["column-twice", "unit", "unit,area,unit\n"],
    ["empty-file", "", ""],
  ])("%s %s", async (code, column, text) => {
    expect(await importText(text)).toMatchObject({ ok: false, refusal: { code, details: { column } } });
  });

  it("must be there", async () => {
    const outcome = await importAreas(register.deps, administrator, { path: join(folder, "nowhere.csv"), preview: false });
    expect(outcome).toMatchObject({ ok: false, refusal: { code: "missing-file" } });
  });
});

it("is for administrators alone", async () => {
  const codes = [
    await state("351", "remote", centre),
    await readAreas(register.deps, collector, { unit: "351" }),
    await exportAreas(register.deps, centre),
    await importText("unit,area\n351,remote\n", { by: centre }),
  ].map((outcome) => (outcome.ok ? "accepted" : outcome.refusal.code));
  expect(codes).toEqual(Array.from({ length: 4 }, () => "not-permitted"));
  expect(await state("99999", "remote")).toMatchObject({ ok: false, refusal: { code: "unit-not-found" } });
});
