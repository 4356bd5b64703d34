import { afterAll, beforeAll, expect, it } from "vitest";
import { act, id, lp, progressRegister, type ProgressRegister, registered } from "./test-register.ts";
import { milestonesReached } from "./milestones-reached.ts";

let register: ProgressRegister;
beforeAll(async () => {
  register = await progressRegister();
});
afterAll(() => register.close());

const counted = async (day: string) => {
  await register.fold();
  const { eligible, collected, printed } = await register.figures(lp, day);
  return [eligible ?? 0, collected ?? 0, printed ?? 0];
};
const days = (n: number, ...of: number[]) =>
  register.sql.begin((tx) => milestonesReached(tx, register.engine, register.clock, [id(of[0] ?? 0), id(n)]));
/** Everything that the engine has made of the acts but for when a row was written. */
const whole = async () => {
  await register.fold();
  const tables = ["progress.standing", "progress.balance"];
  return Promise.all(tables.map((table) => register.sql.unsafe(`SELECT * FROM ${table} t ORDER BY t::text`)));
};

const mergeId = "00000000-0000-7000-8000-00000000000a";

const merged = (at: string, reached: Record<string, string>) => [
  act("person.merged", 2, at, { mergeId, survivorId: id(1) }),
  act("person.absorbed", 1, at, { mergeId, absorbedId: id(2), days: reached }),
];

it("counts a person once from the day of the merge on, and leaves the days before as they were", async () => {
  await register.record(registered(1), registered(2), act("dossier.collected", 2, "2023-02-01"), act("card.printed", 2, "2023-03-01"));
  expect(await days(2, 1)).toEqual({ collectedOn: "2023-02-01", printedOn: "2023-03-01" });
  expect(await days(1, 2)).toEqual({});
  await register.record(...merged("2023-04-01", { collectedOn: "2023-04-01", printedOn: "2023-04-01" }));
  expect(await counted("2023-03-31")).toEqual([2, 1, 1]);
  expect(await counted("2023-04-01")).toEqual([1, 1, 1]);
  expect((await register.verify()).differences).toEqual([]);
});

it("keeps what the survivor had reached by itself before", async () => {
  await register.empty();
  await register.record(registered(1), registered(2), act("dossier.collected", 1, "2023-01-15"), act("dossier.collected", 2, "2023-02-01"));
  await register.record(...merged("2023-04-01", { collectedOn: "2023-04-01" }));
  expect(await counted("2023-01-20")).toEqual([2, 1, 0]);
  expect(await counted("2023-05-01")).toEqual([1, 1, 0]);
});

it("stands as before once a merge is undone, also with acts that came in between", async () => {
  await register.empty();
  const before = [registered(1), registered(2), act("dossier.collected", 2, "2023-02-01")];
  const between = [act("dossier.collected", 1, "2023-04-10"), act("card.printed", 2, "2023-04-11")];
  await register.record(...before, ...between);
  const expected = await whole();
  await register.empty();
  await register.record(...before);
  await register.record(...merged("2023-04-01", { collectedOn: "2023-04-01" }));
  await register.record(...between);
  await register.record(act("person.unmerged", 2, "2023-05-01", { mergeId }), act("person.released", 1, "2023-05-01", { mergeId }));
  expect(await whole()).toEqual(expected);
  expect((await register.verify()).agree).toBe(true);
});

it("folds the same whatever the order in which the acts arrive", async () => {
  const acts = [
    ...[registered(1), registered(2), act("dossier.collected", 2, "2023-02-01"), act("dossier.collected", 1, "2023-04-20")],
    ...merged("2023-04-01", { collectedOn: "2023-04-01" }),
  ];
  await register.empty();
  await register.record(...acts);
  const expected = await whole();
  await register.empty();
  for (const one of acts.toReversed()) await register.record(one);
  expect(await whole()).toEqual(expected);
});
