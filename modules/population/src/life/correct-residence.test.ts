import { systemActor } from "@dinhdanh/kernel";
import { actsOf } from "@dinhdanh/ledger";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { checkPeople } from "../quality/check-people.ts";
import { listCorrections } from "./correct.ts";
import { ht, lifeRegister, type LifeRegister, lp, pins } from "./test-life.ts";

/** Borne by a commune of Hà Nam until 30 June 2025, and by another one that it became part of from then on. */
const usedAgain = "13456";

let life: LifeRegister;
beforeAll(async () => {
  life = await lifeRegister();
});
beforeEach(() => life.begin());
afterAll(() => life.close());

const code = (outcome: { ok: true } | { ok: false; refusal: { code: string } }) => (outcome.ok ? "ok" : outcome.refusal.code);
const change = (from: string | null, to: string | null) => [{ field: "permanentUnit" as const, from, to }];

async function correct(from: string, to: string, name: "an" | "binh" = "an"): Promise<string> {
  const { made, correctionId, personId } = await life.propose(name, change(from, to));
  expect(code(made)).toBe("ok");
  return code(await life.decide({ personId, correctionId, decision: "approve" }));
}
const livedOn = async (day: string, { name = "an", knownOn }: { name?: "an" | "binh"; knownOn?: string } = {}) =>
  (await life.at(name, day, knownOn)).facts?.["permanentUnit"];

it("says where somebody lived all along, and what the register said before", async () => {
  const { made } = await life.propose("an", change(lp, ht));
  expect(made).toMatchObject({ ok: true, value: { communes: { [lp]: "Xã Liêm Phong, Tỉnh Hà Nam", [ht]: "Xã Hoàng Tây, Tỉnh Hà Nam" } } });
  life.register.clock.advanceDays(1);
  expect(await correct(lp, ht)).toBe("ok");
  expect(await livedOn("2020-01-01")).toBe(ht);
  expect([await livedOn("2023-06-02"), await livedOn("2023-06-02", { knownOn: "2023-06-01" })]).toEqual([ht, lp]);
  expect(await life.differences()).toEqual([]);
});

it("corrects where somebody moved to, from the day of the move on; what follows starts from it", async () => {
  await life.event("binh", "move", "2023-03-01", { toUnit: lp });
  expect(await correct(lp, "13309", "binh")).toBe("ok");
  await life.event("binh", "move", "2023-05-01", { toUnit: lp });
  const days = ["2023-02-28", "2023-03-01", "2023-05-01"];
  expect(await Promise.all(days.map((day) => livedOn(day, { name: "binh" })))).toEqual([ht, "13309", lp]);
  expect(await life.differences()).toEqual([]);
});

it.each([
  ["of no commune", change(lp, "99999"), "unknown-unit"],
  ["of a province", change(lp, "35"), "value-malformed"],
  ["of nothing at all", change(lp, null), "value-malformed"],
  ["of the commune that is held", change(lp, lp), "correction-empty"],
  ["from another than is held", change(ht, "13309"), "value-stale"],
])("refuses the code %s", async (_, changes, refusal) => {
  expect(code((await life.propose("an", changes)).made)).toBe(refusal);
});

it("is no way to move", async () => {
  const { made } = await life.propose("an", change(lp, ht), { form: "DC01", since: "2023-01-01" });
  expect(code(made)).toBe("changes-by-event");
});

it("takes nobody into a commune before there was one, nor by a code that is another's meanwhile", async () => {
  life.register.clock.set("2025-06-30T09:00:00+07:00");
  const { correctionId, personId } = await life.propose("an", change(lp, usedAgain));
  life.register.clock.set("2025-07-01T09:00:00+07:00");
  expect(code(await life.decide({ personId, correctionId, decision: "approve" }))).toBe("value-stale");
  expect(await correct(lp, usedAgain)).toBe("ok");
  expect([await livedOn("2025-06-30"), await livedOn("2025-07-01")]).toEqual([lp, usedAgain]);
  expect(await life.differences()).toEqual([]);
});

const columns = "pin,fullName,birthDate,sex,permanentUnit,householdId,relation,fatherPin,motherPin,phone";
const rollSays = (unit: string, phone: string) =>
  life.register.importRoll([`${pins.an},Nguyễn Văn An,1990-05-05,male,${unit},H1,head,${pins.dung},${pins.em},${phone}`], columns);

it("stands against a roll that says again what was wrong, and not against one that says something else", async () => {
  expect(await correct(lp, ht)).toBe("ok");
  life.register.clock.advanceMs(1_000);
  await rollSays(lp, "0912000001");
  expect(await life.facts("an")).toMatchObject({ permanentUnit: ht, phone: "0912000001" });
  life.register.clock.advanceMs(1_000);
  await rollSays("13309", "0912000001");
  expect(await life.facts("an")).toMatchObject({ permanentUnit: "13309" });
  expect(await life.differences()).toEqual([]);
});

it("gives what is open about somebody who moves to the commune that they reach", async () => {
  const { correctionId } = await life.propose("chi", [{ field: "religion", from: null, to: "Phật giáo" }]);
  await life.event("chi", "move", "2023-05-01", { toUnit: ht });
  const listed = await listCorrections(life.deps, systemActor, { state: "proposed" });
  expect(listed).toMatchObject({ ok: true, value: [{ correctionId, unitName: "Xã Hoàng Tây" }] });
});

it("names communes as they were when it was decided", async () => {
  expect(await correct(lp, "13402")).toBe("ok");
  life.register.clock.set("2025-07-10T09:00:00+07:00");
  const listed = await listCorrections(life.deps, systemActor, { state: "approved" });
  expect(listed).toMatchObject({ ok: true, value: [{ communes: { "13402": "Xã Nhật Tân, Tỉnh Hà Nam" } }] });
});

it("tells by an act that a finding between records has ended", async () => {
  const { register } = life;
  const relation = async (from: string, to: string) => {
    const { correctionId, personId } = await life.propose("chi", [{ field: "relation", from, to }]);
    expect(code(await life.decide({ personId, correctionId, decision: "approve" }))).toBe("ok");
    await register.sql.begin((tx) => checkPeople(tx, register, [personId]));
    return (await actsOf(register.sql, personId)).flatMap(({ kind, payload }) => (payload?.["kind"] === "two-heads" ? [kind] : []));
  };
  expect(await relation("child", "head")).toEqual(["finding.found"]);
  expect(await relation("head", "child")).toEqual(["finding.found", "finding.resolved"]);
});
