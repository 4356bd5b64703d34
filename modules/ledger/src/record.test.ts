import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@dinhdanh/testkit";
import { occurredDay, type Act } from "./act.ts";
import { migrations } from "./index.ts";
import { actsBySubject, actsOf, countActs } from "./store/acts.ts";
import { logReads, readsOf } from "./store/reads.ts";
import { act, idOf, ledgerWith } from "./test-intake.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase([migrations], { max: 8 });
  await database.sql.unsafe("CREATE TABLE public.seen (act_id uuid)");
});
afterAll(async () => database?.close());

/** Notes in a table which acts it saw, and fails where it is told to. */
const ledger = ledgerWith(async (tx, acts) => {
  for (const { actId } of acts) await tx`INSERT INTO public.seen VALUES (${actId})`;
  if (acts.some(({ kind }) => kind === "note.refused")) throw new Error("the projection fails");
});
const record = (...acts: Act[]) => database.sql.begin((tx) => ledger.record(tx, acts));
const seen = (actId: string) =>
  database.sql`SELECT count(*)::int AS n FROM public.seen WHERE act_id = ${actId}`.then(([row]) => Number(row?.["n"]));

it("takes an act once: in one batch, in the next, and among new ones", async () => {
  const [one, two, three] = [act(), act(), act()];
  expect(await record(one, two, one)).toEqual([one, two]);
  expect(await record(one)).toEqual([]);
  expect(await record(two, three, one)).toEqual([three]);
  for (const { actId, subjectId } of [one, two, three]) {
    expect(await seen(actId)).toBe(1);
    expect(await actsOf(database.sql, subjectId)).toHaveLength(1);
  }
});

it("keeps the first of two that have one id", async () => {
  const one = act({ team: "T-1" });
  expect(await record(one, { ...one, team: "T-2" })).toEqual([one]);
  await record({ ...one, team: "T-3" });
  expect((await actsOf(database.sql, one.subjectId)).map(({ team }) => team)).toEqual(["T-1"]);
});

it("takes an act once when many send it at the same time", async () => {
  const shared = Array.from({ length: 20 }, () => act());
  // in different orders: they may deadlock, and then one of them is told so
  const attempts = Array.from({ length: 8 }, (_, index) => (index % 2 === 0 ? shared : shared.toReversed()));
  const outcomes = await Promise.allSettled(attempts.map((acts) => record(...acts)));
  for (const outcome of outcomes)
    if (outcome.status === "rejected") expect(["23505", "40P01"]).toContain((outcome.reason as { code: string }).code);
  const taken = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? outcome.value.map(({ actId }) => actId) : []));
  expect(taken.sort()).toEqual(shared.map(({ actId }) => actId).sort());
  for (const { actId } of shared) expect(await seen(actId)).toBe(1);
});

it("leaves nothing when a projection throws, or the transaction fails later", async () => {
  const before = await countActs(database.sql);
  const refused = act({ kind: "note.refused" });
  const good = act();
  await expect(record(good, refused)).rejects.toThrow("the projection fails");
  const later = database.sql.begin(async (tx) => {
    await ledger.record(tx, [good]);
    throw new Error("later");
  });
  await expect(later).rejects.toThrow("later");
  expect(await countActs(database.sql)).toBe(before);
  expect([await seen(good.actId), await seen(refused.actId)]).toEqual([0, 0]);
  expect(await record(good)).toEqual([good]);
});

it("gives back what it was given", async () => {
  const texts = { unit: "35", officer: 'CB "1"\\N', team: "T\t1", device: "máy\u2028số 1\b" };
  const given = act({ ...texts, occurredAt: "2023-04-06T01:00:00.5+07:00", payload: { khóa: ["😀\u2028\n\\", null, { n: 1.5 }] } });
  await record(given);
  const stored = { ...given, occurredAt: "2023-04-05T18:00:00.500Z", recordedAt: "2023-04-06T08:00:00Z" };
  expect(await actsOf(database.sql, given.subjectId)).toEqual([stored]);
  for await (const group of actsBySubject(database.sql, ["note.made"])) {
    if (group[0]?.subjectId !== given.subjectId) continue;
    expect(group).toMatchObject([{ ...texts, payload: given.payload }]);
    expect(group.map(occurredDay)).toEqual([occurredDay(given)]);
  }
});

it("groups acts by subject, in the order in which they were recorded", async () => {
  const subjectId = idOf(77);
  const acts = Array.from({ length: 30 }, () => act({ subjectId, kind: "note.grouped" }));
  await record(...acts.slice(0, 20), act({ kind: "note.grouped" }), ...acts.slice(20));
  const groups: string[][] = [];
  for await (const group of actsBySubject(database.sql, ["note.grouped"])) groups.push(group.map(({ actId }) => actId));
  expect(groups.map((group) => group.length).toSorted((a, b) => a - b)).toEqual([1, 30]);
  expect(groups.find((group) => group.length === 30)).toEqual(acts.map(({ actId }) => actId));
  await expect(actsBySubject(database.sql, ["x' OR true --"]).next()).rejects.toThrow("a kind of act");
});

it.each([
  ["2023-04-06T00:00:00+07:00", "2023-04-05T17:00:00Z"],
  ["2023-04-06T23:59:59.999999+07:00", "2023-04-06T16:59:59Z"],
  ["2023-04-06T24:00:00+07:00", "2023-04-06T17:00:00Z"],
  ["2023-04-06T01:00:00+09:00", "2023-04-05T16:00:00Z"],
])("counts %s on the day of %s", (one, other) => {
  expect(occurredDay({ occurredAt: one })).toBe(occurredDay({ occurredAt: other }));
});

it("logs a read once, latest first", async () => {
  const personId = idOf(1);
  const read = (n: number, readAt: string) => ({
    ...{ personId, readId: idOf(n), officer: "CB-1", purpose: "audit", view: "person" },
    readAt,
  });
  const reads = [read(1, "2023-04-06T08:00:00Z"), read(2, "2023-04-06T09:00:00Z")];
  await logReads(database.sql, reads);
  await logReads(database.sql, reads);
  await logReads(database.sql, []);
  expect(await readsOf(database.sql, personId)).toEqual(reads.toReversed());
});
