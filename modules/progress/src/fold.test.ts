import { addDays, toDay } from "@dinhdanh/kernel";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { foldPending, startFolder } from "./fold.ts";
import { tallyVersion } from "./store/tally.ts";
import { act, ht, lp, moved, type ProgressRegister, progressRegister, registered } from "./test-register.ts";

let register: ProgressRegister;
beforeAll(async () => {
  register = await progressRegister({ max: 8 });
});
afterAll(() => register.close());
beforeEach(() => register.empty());

const fold = () => foldPending(register.sql, register.clock);
const waiting = async () => (await register.sql`SELECT count(*)::int AS n FROM progress.pending`)[0]?.["n"] as number;
const disagreements = async () => (await register.verify()).differences;
const horizon = async () => (await tallyVersion(register.sql)).horizon;
const eligible = async (code: string, day: string) => (await register.figures(code, day))["eligible"];

it("folds for the commune, everything above it, and what took it over", async () => {
  await register.record(registered(1));
  expect(await fold()).toBe(true);
  for (const [code, day] of [
    [lp, "2023-01-01"],
    ["351", "2023-01-01"],
    ["35", "2023-01-01"],
    ["00", "2023-01-01"],
    ["13456", "2025-07-01"],
    ["37", "2025-07-01"],
  ] as const)
    expect([code, await eligible(code, day)]).toEqual([code, 1]);
  expect(await eligible("37", "2023-01-01")).toBe(0);
  expect(await waiting()).toBe(0);
  expect(await fold()).toBe(false);
});

it("leaves everything pending when it is killed in between", async () => {
  await register.record(registered(1), act("dossier.collected", 1, "2023-02-01"));
  const before = [await waiting(), await tallyVersion(register.sql)];
  // the folder's own transaction, which the connection loses before it commits
  for (const table of ["progress.tally", "progress.balance"]) {
    await register.sql.unsafe(`ALTER TABLE ${table} ADD CONSTRAINT broken CHECK (false) NOT VALID`);
    await expect(fold()).rejects.toThrow("broken");
    await register.sql.unsafe(`ALTER TABLE ${table} DROP CONSTRAINT broken`);
    expect([await waiting(), await tallyVersion(register.sql)]).toEqual(before);
    expect(await disagreements()).toEqual([]);
  }
  await fold();
  expect(await register.figures("35", "2023-02-01")).toMatchObject({ eligible: 1, collected: 1 });
});

it("counts nothing twice when several fold at once", async () => {
  for (let round = 0; round < 5; round += 1) {
    await Promise.all([
      ...Array.from({ length: 4 }, (_, n) => register.record(registered(round * 10 + n))),
      ...Array.from({ length: 6 }, () => fold()),
    ]);
  }
  await Promise.all([fold(), fold(), fold()]);
  expect([await waiting(), await eligible("35", "2023-06-01"), await disagreements()]).toEqual([0, 20, []]);
});

it("keeps balances up to the last whole week, and makes them when weeks go by", async () => {
  const recorded = ["person.registered", "2023-06-01"] as const;
  await register.record(
    registered(1, { birthDate: "2009-06-05", unitsOn: "2023-06-01" }, ...recorded),
    registered(2, { birthDate: "2009-06-29", unitsOn: "2023-06-01" }, ...recorded),
    registered(3, { birthDate: "2009-12", unitsOn: "2023-06-01" }, ...recorded),
  );
  await fold();
  expect(await horizon()).toBe("2023-05-31");
  const birthdays = async () => [
    await eligible(lp, "2023-06-04"),
    await eligible(lp, "2023-06-05"),
    await eligible(lp, "2023-06-29"),
    await eligible(lp, "2023-12-31"),
  ];
  expect(await birthdays()).toEqual([0, 1, 2, 3]);
  expect(await register.sql`SELECT count(*)::int AS n FROM progress.balance`).toEqual([{ n: 0 }]);
  for (const [days, expected] of [
    [6, "2023-06-07"],
    [1, "2023-06-07"],
    [6, "2023-06-14"],
    [42, "2023-07-26"],
    [700, "2025-06-25"],
  ] as const) {
    register.clock.advanceDays(days);
    expect(await fold()).toBe(false);
    expect([await horizon(), await birthdays(), await disagreements()]).toEqual([expected, [0, 1, 2, 3], []]);
  }
  const balances = await register.sql`
    SELECT on_day, totals[1] AS n FROM progress.balance JOIN territory.unit u USING (unit_id) WHERE u.code = ${lp} ORDER BY on_day`;
  expect(balances.map((row) => [row["on_day"] as string, row["n"] as number])).toEqual([
    ["2023-06-07", 1],
    ["2023-07-05", 2],
    ["2024-01-03", 3],
  ]);
});

it("takes no balance away when the clock is set back, nor counts anything again", async () => {
  await register.record(registered(1), act("dossier.collected", 1, "2023-05-30"));
  await fold();
  register.clock.advanceDays(-400);
  await register.record(registered(2), act("dossier.collected", 2, "2023-05-30"), act("dossier.collected", 2, "2023-05-31"));
  await fold();
  expect([await horizon(), await register.figures(lp, "2023-05-30"), await disagreements()]).toMatchObject([
    "2023-05-31",
    { eligible: 2, collected: 2 },
    [],
  ]);
  register.clock.advanceDays(500);
  await fold();
  expect([await register.figures(lp, "2023-05-30"), await disagreements()]).toMatchObject([{ eligible: 2, collected: 2 }, []]);
});

it("begins before the opening day, for a machine whose clock is wrong", async () => {
  register.clock.set("2019-03-01T00:00:00+07:00");
  await register.record(registered(1));
  await fold();
  expect([await eligible(lp, "2023-01-01"), await disagreements()]).toEqual([1, []]);
  register.clock.set("2023-06-01T00:00:00+07:00");
  await fold();
  expect([await horizon(), await eligible(lp, "2023-01-01"), await disagreements()]).toEqual(["2023-05-31", 1, []]);
});

it("lets late acts correct every day since, years back", async () => {
  await register.record(...[1, 2, 3].map((n) => registered(n)), ...[1, 2, 3].map((n) => act("dossier.collected", n, `2023-05-${10 + n}`)));
  await fold();
  await register.record(act("dossier.collected", 1, "2021-03-04"), moved(2, "2020-06-01", ht, lp), act("person.died", 3, "2022-01-01"));
  await fold();
  const expected = {
    "2020-05-31": [2, 0],
    "2020-06-01": [3, 0],
    "2021-03-03": [3, 0],
    "2021-03-04": [3, 1],
    "2021-12-31": [3, 1],
    "2022-01-01": [2, 1],
    "2023-05-12": [2, 2],
  };
  for (const [day, figures] of Object.entries(expected)) {
    const { eligible: there, collected } = await register.figures(lp, day);
    expect([day, there, collected]).toEqual([day, ...figures]);
  }
  expect([await eligible(ht, "2020-05-31"), await eligible(ht, "2020-06-01"), await disagreements()]).toEqual([1, 0, []]);
});

it("gives the same figure on every day as a sum over all deltas", async () => {
  const day = (n: number) => addDays(toDay("2022-12-20"), n);
  for (let n = 0; n < 24; n += 1) {
    await register.record(registered(n), act("dossier.collected", n, day((n * 17) % 90)));
    if (n % 7 === 0) await fold();
  }
  await fold();
  for (let n = 0; n < 95; n += 1) {
    const [row] = await register.sql`SELECT sum(n)::int AS n FROM progress.tally WHERE unit_id = 0 AND measure = 2 AND day <= ${day(n)}`;
    expect((await register.figures("00", day(n)))["collected"]).toBe(row?.["n"] ?? 0);
  }
});

it("folds by itself until stopped, and tries again after an error", async () => {
  const errors: unknown[] = [];
  await register.sql`ALTER TABLE progress.tally ADD CONSTRAINT broken CHECK (false) NOT VALID`;
  await register.record(registered(1));
  const folder = startFolder(register.sql, register.clock, { everyMs: 5, onError: (error) => errors.push(error) });
  await vi.waitUntil(() => errors.length > 1);
  await register.sql`ALTER TABLE progress.tally DROP CONSTRAINT broken`;
  await vi.waitUntil(async () => (await waiting()) === 0);
  await folder.stop();
  await folder.stop();
  await register.record(registered(2));
  expect([await eligible(lp, "2023-01-01"), (await waiting()) > 0]).toEqual([1, true]);
});
