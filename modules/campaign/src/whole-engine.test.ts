import { aspectKeys } from "@dinhdanh/population";
import { addDays, dayNumber, toDay } from "@dinhdanh/kernel";
import type { Act } from "@dinhdanh/ledger";
import { measureHolds, readCohortFigures, readFigures, verifyProgress } from "@dinhdanh/progress";
import { ancestorIds } from "@dinhdanh/territory";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { act, type CampaignRegister, campaignRegister, id, registered, type Stated } from "./test-campaign-register.ts";
import { cardEnds, figuresOn, milestoneKinds, onDay, reasons, type ResolveUnit } from "./test-model.ts";

let register: CampaignRegister;
let above: Map<number, number[]>;
beforeAll(async () => {
  register = await campaignRegister({ max: 4 });
  above = await ancestorIds(register.sql);
});
afterAll(() => register.close());

const resolve: ResolveUnit = (code, day) => register.context.unitId(code, dayNumber(day));

/** Communes of four provinces; two codes that mean other areas since July 2025, one that nobody ever bore. */
const code = fc.constantFrom("13450", "13408", "13309", "13456", "13285", "14356", "00001", "00004", "18586", "99999");
const date = (from: string, days: number) => fc.nat(days).map((n) => addDays(toDay(from), n));
const born = fc.oneof(
  { weight: 4, arbitrary: date("2005-06-01", 1800) },
  { weight: 1, arbitrary: date("1930-01-01", 25_000) },
  fc.constantFrom("2008-02-29", "2004-02-29", "2009-04", "2008-12", "2009", "2007", "2190-01-01", "1948"),
);
const stated: fc.Arbitrary<Stated> = fc.record(
  {
    unit: code,
    born,
    status: fc.constantFrom("present", "bedridden", "away-in-country", "abroad", "no-contact", "serving-sentence"),
    died: fc.option(date("2019-06-01", 2000), { nil: undefined, freq: 8 }) as fc.Arbitrary<string>,
  },
  { requiredKeys: ["unit"] },
);
/** Mostly in the campaign, some years back, some after the reform of 2025; in local time or in UTC. */
const moment = fc
  .tuple(fc.oneof({ weight: 5, arbitrary: date("2022-12-01", 200) }, date("2018-01-01", 3000)), fc.nat(23), fc.nat(59), fc.boolean())
  .map(([day, h, m, utc]) => `${day}T${String(h).padStart(2, "0")}:${String(m).padStart(2, "0")}:00${utc ? "Z" : "+07:00"}`);
type Doing = { kind: string; payload: Record<string, unknown> | null } | { kind: "person.corrected"; stated: Stated };
const doing: fc.Arbitrary<Doing> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("dossier.collected", ...milestoneKinds).map((kind) => ({ kind, payload: null })) },
  {
    weight: 8,
    arbitrary: fc
      .tuple(fc.constantFrom("dossier.collected", "dossier.refused", "dossier.withdrawn"), fc.constantFrom("d0", "d1", "d2"))
      .map(([kind, dossierId]) => ({ kind, payload: { dossierId } })),
  },
  {
    weight: 10,
    arbitrary: fc
      .tuple(fc.constantFrom("dossier.approved", "card.printed", "card.printed", "card.handed-over", ...cardEnds), fc.nat(1), fc.nat(2))
      .map(([kind, dossier, card]) => ({ kind, payload: { dossierId: `d${dossier}`, cardId: `c${card}` } })),
  },
  { weight: 4, arbitrary: fc.tuple(code, code).map(([fromUnit, toUnit]) => ({ kind: "person.moved", payload: { fromUnit, toUnit } })) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(...reasons).map((reason) => ({ kind: "campaign.excluded", payload: { reason, evidence: "CV-1" } })),
  },
  { weight: 3, arbitrary: fc.constant({ kind: "campaign.exclusion-ended", payload: null }) },
  { weight: 1, arbitrary: fc.constant({ kind: "person.died", payload: null }) },
  { weight: 1, arbitrary: stated.map((facts) => ({ kind: "person.corrected" as const, stated: facts })) },
);
/** One dossier and its card, seldom another: acts that have a meaning only together, which at random hardly ever meet. */
const ofLine: fc.Arbitrary<Doing> = fc
  .tuple(
    fc.constantFrom(
      ...["dossier.collected", "dossier.approved", "dossier.approved", "card.revoked", "card.revoked", "card.damaged"],
      ...["card.printed", "card.handed-over", "card.content-rejected"],
    ),
    fc.constantFrom(0, 0, 0, 1),
    fc.constantFrom(0, 0, 0, 1),
  )
  .map(([kind, dossier, card]) => ({ kind, payload: { dossierId: `d${dossier}`, cardId: `c${card}` } }));
const people = fc.array(
  fc.oneof(
    { weight: 2, arbitrary: fc.record({ stated, acts: fc.array(fc.record({ doing, at: moment }), { maxLength: 12 }) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        stated: fc.record({ unit: fc.constant("13450"), born: fc.constant("1990-05-05") }),
        acts: fc.array(fc.record({ doing: ofLine, at: moment }), { minLength: 4, maxLength: 8 }),
      }),
    },
  ),
  { minLength: 1, maxLength: 6 },
);
/** How the acts reach the register: in which order, cut into which batches, which of them twice, when folded, and how many weeks go by. */
const journey = fc.array(
  fc.record({ place: fc.nat(1000), cut: fc.boolean(), again: fc.nat(9), fold: fc.nat(5), weeks: fc.constantFrom(0, 0, 1, 30, -20) }),
  { minLength: 60, maxLength: 60 },
);
const days = fc.array(date("2019-12-25", 2700), { minLength: 3, maxLength: 3 });

type Plan = {
  people: typeof people extends fc.Arbitrary<infer T> ? T : never;
  journey: { place: number; cut: boolean; again: number; fold: number; weeks: number }[];
};

function actsOf(plan: Plan): Act[] {
  return plan.people.flatMap((person, n) => [
    registered(n, person.stated),
    ...person.acts.map(({ doing: what, at }) =>
      "stated" in what ? registered(n, what.stated, what.kind, at) : act(what.kind, n, at, what.payload),
    ),
  ]);
}

async function live(acts: Act[], steps: Plan["journey"]): Promise<void> {
  const step = (index: number) => steps[index % steps.length]!;
  const order = acts.map((one, index) => ({ one, index })).toSorted((a, b) => step(a.index).place - step(b.index).place);
  let batch: Act[] = [];
  for (const [index, { one }] of order.entries()) {
    batch.push(one);
    const { cut, again, fold, weeks } = step(index);
    if (again === 0) batch.push(order[(index * 7) % (index + 1)]!.one);
    if (!cut && index < order.length - 1) continue;
    await register.record(...batch);
    batch = [];
    register.clock.advanceDays(weeks * 7);
    if (fold === 0) await register.fold();
  }
}

/** Not in the naive model, which knows nothing of facts: the recount covers them, and rules.test.ts. */
const ofQuality = new Set<string>(["recorded", ...aspectKeys, "numbered"]);

async function expectFigures(stories: Act[][], day: string): Promise<void> {
  const { sql, engine } = register;
  const expected = figuresOn(stories, day, resolve, above);
  const figures = await readFigures(sql, engine, [...above.keys()], day);
  const some = (unit: Record<string, number>) =>
    Object.fromEntries(Object.entries(unit).filter(([key, n]) => n !== 0 && !ofQuality.has(key)));
  const found = [...figures].map(([unitId, unit]) => [unitId, some(unit)] as const).filter(([, unit]) => Object.keys(unit).length > 0);
  expect(new Map(found)).toEqual(new Map([...expected].filter(([, unit]) => Object.keys(unit).length > 0)));
  const cohort = { from: 2007, to: 2009 };
  const within = register.unitId("35", "2023-01-01");
  const counted = await readCohortFigures(
    sql,
    engine,
    { within, bornFrom: cohort.from, bornTo: cohort.to, ancestors: above },
    [within],
    day,
  );
  expect(some(counted.get(within) ?? {})).toEqual(figuresOn(stories, day, resolve, above, cohort).get(within) ?? {});
}

/** The list behind each figure: the people of the model, one by one. */
async function expectLists(stories: Act[][], day: string): Promise<void> {
  const { sql, engine } = register;
  for (const measure of engine.measures.filter(({ key }) => !ofQuality.has(key))) {
    const rows =
      await sql`SELECT s.person_id, s.unit_id FROM progress.standing s WHERE s.unit_id IS NOT NULL AND ${measureHolds(sql, measure, day)} ORDER BY 1`;
    const expected = stories.flatMap((acts, n) => {
      const { unitId, measures } = onDay(acts, day, resolve);
      return unitId !== null && measures.has(measure.key) ? [{ person_id: id(n), unit_id: unitId }] : [];
    });
    expect([measure.key, ...rows]).toEqual([measure.key, ...expected]);
  }
}

it("figures, lists, cohorts and recount are those of a naive model, whatever happened in whatever order", async () => {
  const seed = Number(process.env["FC_SEED"] ?? Math.trunc(performance.timeOrigin + performance.now()) % 2 ** 31);
  process.stdout.write(`property "whole engine": FC_SEED=${seed}\n`);
  await fc.assert(
    fc.asyncProperty(fc.record({ people, journey, days }), async (plan) => {
      await register.empty();
      const acts = actsOf(plan);
      await live(acts, plan.journey);
      const stories = plan.people.map((_, n) => acts.filter((one) => one.subjectId === id(n)));
      const { differences } = await verifyProgress(register.sql, register.engine);
      expect(differences.filter(({ what }) => what !== "person")).toEqual([]);
      await register.fold();
      const after = await verifyProgress(register.sql, register.engine);
      expect(after.differences.filter(({ what }) => what !== "person")).toEqual([]);
      for (const day of plan.days) {
        await expectFigures(stories, day);
        if (day >= "2020-01-01") await expectLists(stories, day);
      }
    }),
    {
      seed,
      numRuns: Number(process.env["FC_RUNS"] ?? 12),
      timeout: 180_000,
      interruptAfterTimeLimit: 120_000,
      markInterruptAsFailure: false,
    },
  );
}, 180_000);
