import { dayNumber, toDay } from "@dinhdanh/kernel";
import { foldPending, readFigures, verifyProgress } from "@dinhdanh/progress";
import { afterAll, beforeAll, expect, it } from "vitest";
import { peopleQuerySchema, remainingQuerySchema } from "./contract.ts";
import { peopleBehind } from "./people-behind.ts";
import { remaining } from "./remaining.ts";
import { act, home, id, officer, peopleRegister, type PeopleRegister } from "./test-people-register.ts";

let register: PeopleRegister;

const excluded = (n: number, at: string, reason: string) => act("campaign.excluded", n, at, { payload: { reason, evidence: "BB-1" } });
const dossier = (kind: string, n: number, at: string, dossierId: string) => act(`dossier.${kind}`, n, at, { payload: { dossierId } });

beforeAll(async () => {
  register = await peopleRegister();
  await register.importRoll([
    { n: 1, fullName: "Nguyễn Văn Đi" },
    { n: 2, fullName: "Trần Thị Về", sex: "female" },
  ]);
  await register.record([
    excluded(1, "2022-01-10", "abroad"),
    act("campaign.exclusion-ended", 1, "2022-02-10"),
    excluded(1, "2022-03-10", "lost-contact"),
    excluded(1, "2022-04-10", "serving-sentence"),
    act("campaign.exclusion-ended", 1, "2022-05-10"),
    excluded(2, "2022-01-01", "abroad"),
    dossier("collected", 2, "2022-02-01", "a"),
    dossier("refused", 2, "2022-03-01", "a"),
    dossier("collected", 2, "2022-04-01", "b"),
    dossier("withdrawn", 2, "2022-05-01", "b"),
    dossier("collected", 2, "2022-06-01", "c"),
  ]);
  await foldPending(register.sql, register.clock);
});
afterAll(() => register.close());

const lists = async (asOf: string) => {
  const { people } = await remaining(register, officer(home), remainingQuerySchema.parse({ unit: home, asOf }));
  return Object.fromEntries(people.map(({ personId, excludedReason }) => [personId, excludedReason]));
};

const figuresOn = async (day: string) => {
  const unitId = register.units.find(home, dayNumber(toDay(day)))?.unitId ?? -1;
  const figures = (await readFigures(register.sql, register.engine, [unitId], day)).get(unitId) ?? {};
  const { collected = 0, excluded: out = 0 } = figures;
  return { collected, excluded: out, reasons: Object.keys(figures).filter((key) => key.startsWith("excluded:") && figures[key] !== 0) };
};

// id 1 was excluded three times, id 2 collected three times, in between among the remaining and excluded still
it.each([
  ["2022-01-09", 0, ["excluded:abroad"], { [id(1)]: null, [id(2)]: "abroad" }],
  ["2022-01-10", 0, ["excluded:abroad"], { [id(1)]: "abroad", [id(2)]: "abroad" }],
  ["2022-02-10", 1, [], { [id(1)]: null }],
  ["2022-03-10", 0, ["excluded:abroad", "excluded:lost-contact"], { [id(1)]: "lost-contact", [id(2)]: "abroad" }],
  ["2022-04-10", 1, ["excluded:serving-sentence"], { [id(1)]: "serving-sentence" }],
  ["2022-05-10", 0, ["excluded:abroad"], { [id(1)]: null, [id(2)]: "abroad" }],
  ["2022-06-01", 1, [], { [id(1)]: null }],
])("%s: figures and lists are those of the day", async (day, collected, reasons, list) => {
  expect(await lists(day)).toEqual(list);
  const out = Object.values(list).filter((reason) => reason !== null).length;
  const figures = await figuresOn(day);
  expect({ ...figures, reasons: figures.reasons.toSorted() }).toEqual({ collected, excluded: out, reasons });
});

it("says since when a measure holds that held before", async () => {
  const since = async (measure: string, asOf: string) => {
    const query = peopleQuerySchema.parse({ unit: home, asOf, measure });
    return (await peopleBehind(register, officer(home), query)).people.map((one) => [one.personId, one.since]);
  };
  expect(await since("collected", "2022-02-15")).toEqual([[id(2), "2022-02-01"]]);
  expect(await since("collected", "2022-04-15")).toEqual([[id(2), "2022-04-01"]]);
  expect(await since("collected", "2022-06-15")).toEqual([[id(2), "2022-06-01"]]);
  expect(await since("excluded", "2022-01-15")).toContainEqual([id(1), "2022-01-10"]);
  expect(await since("excluded", "2022-03-15")).toContainEqual([id(1), "2022-03-10"]);
});

it("agrees with a recount", async () => {
  expect((await verifyProgress(register.sql, register.engine)).differences.filter(({ what }) => what !== "person")).toEqual([]);
});
