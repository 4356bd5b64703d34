import { newId, systemActor } from "@dinhdanh/kernel";
import { digestOf, checkEverybody, checkNext, factsOf, undoMend } from "@dinhdanh/population";
import { foldPending, verifyProgress } from "@dinhdanh/progress";
import { afterAll, beforeAll, expect, it } from "vitest";
import { peopleBehind } from "../people-behind.ts";
import { act, asOf, home, id, neighbour, officer, peopleRegister, type PeopleRegister, type RollRow } from "../test-people-register.ts";
import { makeMend, mendsOf, previewMend } from "./bulk-mend.ts";
import { findingQueue } from "./finding-queue.ts";
import { qualityOf } from "./quality-of.ts";

let register: PeopleRegister;
const today = "2023-06-01";

const whole = { ethnicity: "Kinh", origin: "Hà Nam", relation: "other", phone: "0912345678" };
const pin = (n: number) => `0350900000${String(n).padStart(2, "0")}`;
const row = (n: number, more: Partial<RollRow>): RollRow => ({
  n,
  fullName: "Nguyễn Văn An",
  pin: pin(n),
  householdId: `H${n}`,
  ...whole,
  ...more,
});

const roll: RollRow[] = [
  row(1, { relation: "head" }),
  row(2, { householdId: "H1", relation: "head" }),
  row(3, { householdId: "H1", permanentUnit: neighbour }),
  row(4, { fatherPin: pin(5) }),
  row(5, { fatherPin: pin(4) }),
  row(6, { oldIds: "168000001", address: "Thôn Hoà Bình" }),
  row(7, { oldIds: "168000001", address: "Thôn Hoà Bình, Thuý Lai" }),
  row(8, { diedOn: "2022-01-01" }),
  row(9, { motherPin: "035185000010", birthDate: "1990-05-05" }),
  row(10, { phone: "" }),
  row(11, { relation: "hàng xóm" }),
];

beforeAll(async () => {
  register = await peopleRegister();
  await register.importRoll(roll);
  await register.record([act("dossier.collected", 8, "2022-03-01"), act("dossier.collected", 1, "2022-03-01")]);
});
afterAll(() => register.close());

const findings = async () => {
  const rows = await register.sql`SELECT person_id, kind FROM population.finding ORDER BY person_id, kind`;
  return rows.map((one) => `${Number(String(one["person_id"]).slice(-4))} ${one["kind"]}`);
};
const follow = async () => {
  while (await checkNext(register));
};
const figures = async (unit: string) => {
  await foldPending(register.sql, register.clock);
  const answer = await qualityOf(register, systemActor, { unit, asOf: register.clock.today() });
  return answer.ok ? answer.value.figures : undefined;
};
const agrees = async () => {
  const { agree, differences } = await verifyProgress(register.sql, register.engine);
  expect([agree, differences]).toEqual([true, []]);
};

const expected = [
  ...["1 two-heads", "2 two-heads", "3 household-in-two-communes", "4 parents-in-circle", "5 parents-in-circle"],
  ...["4 parent-too-young", "5 parent-too-young", "6 old-number-shared", "6 tone-placement", "7 old-number-shared", "7 tone-placement"],
  ...["8 acts-after-death", "9 parent-too-young", "11 unknown-relation"],
].toSorted();

it("finds the same following the ledger as in everybody at once", async () => {
  await follow();
  expect((await findings()).toSorted()).toEqual(expected);
  // what only the row showed stays
  await register.sql`DELETE FROM population.finding WHERE kind <> 'unknown-relation'`;
  expect(await checkEverybody(register)).toEqual({ people: 11, found: expected.length - 1, mended: 0 });
  expect((await findings()).toSorted()).toEqual(expected);
  expect(await checkEverybody(register)).toEqual({ people: 11, found: 0, mended: 0 });
  await agrees();
});

it("counts people whose record is correct, complete, clean and live, and opens into them", async () => {
  // 8 is dead
  expect(await figures("35")).toEqual({ recorded: 10, correct: 6, complete: 10, clean: 5, live: 10, numbered: 10 });
  expect(await figures(neighbour)).toEqual({ recorded: 1, correct: 1, complete: 1, clean: 0, live: 1, numbered: 1 });
  const unclean = await peopleBehind(register, systemActor, {
    ...{ unit: "35", asOf: register.clock.today(), borders: "day", measure: "clean", not: true, after: "recorded", offset: 0, limit: 50 },
  });
  expect(unclean.people.map(({ personId }) => personId).toSorted()).toEqual([1, 2, 3, 6, 7].map(id));
  // before anybody was recorded
  expect((await qualityOf(register, systemActor, { unit: "35", asOf })).ok).toBe(true);
});

it("shows a commune its own work, what is oldest first", async () => {
  const queue = await findingQueue(register, officer(neighbour), { unit: "35", asOf: register.clock.today(), offset: 0, limit: 50 });
  expect(queue.findings.map(({ personId, kind }) => [personId, kind])).toEqual([[id(3), "household-in-two-communes"]]);
  const one = await findingQueue(register, systemActor, {
    unit: home,
    asOf: register.clock.today(),
    kind: "two-heads",
    offset: 1,
    limit: 1,
  });
  expect([one.total, one.findings.map(({ personId }) => personId)]).toEqual([2, [id(2)]]);
});

it("mends many at once after showing it, and undoes it to the same facts", async () => {
  const day = register.clock.today();
  const query = { unit: home, asOf: day, mend: "tone-placement" } as const;
  const before = [await factsOf(register.sql, id(6)), await factsOf(register.sql, id(7))];
  const preview = await previewMend(register, systemActor, query);
  expect([preview.people, preview.sample.map(({ after }) => after)]).toEqual([2, ["Thôn Hòa Bình", "Thôn Hòa Bình, Thúy Lai"]]);
  const mendId = newId();
  expect(await makeMend(register, systemActor, { ...query, mendId, shown: digestOf([]) })).toMatchObject({
    refusal: { code: "changed-meanwhile" },
  });
  expect(await makeMend(register, systemActor, { ...query, mendId, shown: preview.digest })).toMatchObject({ value: { people: 2 } });
  expect(await makeMend(register, systemActor, { ...query, mendId, shown: preview.digest })).toMatchObject({ value: { people: 2 } });
  expect((await findings()).filter((one) => one.includes("tone"))).toEqual([]);
  expect((await factsOf(register.sql, id(7)))?.address).toBe("Thôn Hòa Bình, Thúy Lai");
  expect((await mendsOf(register, home)).map(({ people, undoneAt }) => [people, undoneAt])).toEqual([[2, null]]);
  await agrees();
  expect(await undoMend(register, systemActor, { mendId, unit: neighbour })).toMatchObject({ refusal: { code: "no-mend" } });
  expect(await undoMend(register, systemActor, { mendId, unit: home })).toMatchObject({ value: { people: 2, left: 0 } });
  expect([await factsOf(register.sql, id(6)), await factsOf(register.sql, id(7))]).toEqual(before);
  expect(await makeMend(register, systemActor, { ...query, mendId, shown: digestOf([]) })).toMatchObject({
    refusal: { code: "act-differs" },
  });
  expect(await undoMend(register, systemActor, { mendId, unit: home })).toEqual({ ok: true, value: { people: 2, left: 0 } });
  const other = { ...systemActor, code: "another" };
  expect(await undoMend(register, other, { mendId, unit: home })).toMatchObject({ refusal: { code: "already-undone" } });
  await agrees();
});

it("remembers how long a finding stood, and keeps its age through another correction", async () => {
  const age = async (n: number, kind: string) =>
    (await register.sql`SELECT found_at FROM population.finding WHERE person_id = ${id(n)} AND kind = ${kind}`)[0]?.["found_at"] as string;
  const since = await age(11, "unknown-relation");
  await register.importRoll([row(11, { relation: "hàng xóm", phone: "0912345679" }), row(2, { householdId: "H1", relation: "spouse" })]);
  await follow();
  expect(await age(11, "unknown-relation")).toBe(since);
  expect((await findings()).filter((one) => one.includes("two-heads"))).toEqual([]);
  const mended = await register.sql`SELECT person_id FROM population.mended WHERE kind = 'two-heads' ORDER BY 1`;
  expect(mended.map((one) => String(one["person_id"]))).toEqual([id(1), id(2)]);
  expect(await figures("35")).toMatchObject({ clean: 7 });
  await agrees();
  expect(today).toBe(register.clock.today());
});
