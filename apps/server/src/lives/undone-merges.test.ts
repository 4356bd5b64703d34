import { systemActor } from "@dinhdanh/kernel";
import type { Act } from "@dinhdanh/ledger";
import { mergePeople, unmergePeople } from "@dinhdanh/population";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { foldPending, verifyProgress } from "@dinhdanh/progress";
import { settle } from "./test-agreement.ts";
import { nextId } from "./test-decisions.ts";
import { deedOf, happen, type Happening, happening, parameters, perform, told } from "./test-happenings.ts";
import { inhabitants } from "./test-inhabitants.ts";
import type { Person } from "./test-model.ts";
import { begin, openWorld, type World } from "./test-world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const milestone = fc.record({
  of: fc.nat(1),
  kind: fc.constantFrom("dossier.collected", "card.handed-over", "eid.activated", "archive.digitised"),
  month: fc.integer({ min: 1, max: 4 }),
});
const story = fc.record({
  before: fc.array(happening, { maxLength: 12, size: "max" }),
  pair: fc.tuple(fc.nat(999), fc.nat(999)),
  reached: fc.array(milestone, { maxLength: 5, size: "max" }),
  between: fc.array(happening, { maxLength: 10, size: "max" }),
  after: fc.array(happening, { maxLength: 4, size: "max" }),
});
type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

/** Two records of which neither was taken up in another, and the second has taken up none. */
function pairOf({ model }: World, [first, second]: readonly [number, number]): [Person, Person] | null {
  const standing = model.people.filter(({ personId }) => !model.merges.has(personId));
  const survivors = new Set([...model.merges.values()].map(({ survivorId }) => survivorId));
  const survivor = standing[first % standing.length];
  const absorbable = standing.filter((person) => person !== survivor && !survivors.has(person.personId));
  const absorbed = absorbable[second % Math.max(1, absorbable.length)];
  return survivor === undefined || absorbed === undefined ? null : [survivor, absorbed];
}

async function reach(reached: Story["reached"], pair: readonly Person[]): Promise<void> {
  const { register } = world;
  const acts = reached.map(({ of, kind, month }): Act => {
    const common = { unit: null, officer: "system", team: null, device: null, payload: {} };
    return { ...common, actId: nextId(world), subjectId: pair[of]?.personId ?? "", kind, occurredAt: `2023-0${month}-02T08:00:00+07:00` };
  });
  await register.sql.begin((tx) => register.ledger.record(tx, acts));
}

/** They look for findings of whole households at once: what is mended for as long as two records are one is rightly remembered. */
const checking: readonly string[] = ["claim", "settle", "unsettle"];

/** What happens to everybody but the two while their records are one. */
async function others(between: readonly Happening[], pair: readonly Person[]): Promise<string[]> {
  const outcomes: string[] = [];
  for (const happened of between.filter(({ what }) => !checking.includes(what))) {
    const deed = deedOf(world, happened);
    if (deed !== null && !deed.concerns.some((person) => person !== undefined && pair.includes(person))) outcomes.push(await perform(deed));
  }
  return outcomes;
}

/** @returns what others were answered meanwhile, and the state at the end; null when there are no two to merge */
async function live({ before, pair: two, reached, between, after }: Story, isMerged: boolean) {
  await begin(world);
  for (const happened of before) await happen(world, happened);
  const pair = pairOf(world, two);
  if (pair === null) return null;
  await reach(reached, pair);
  await settle(world);
  const [mergeId, actId] = [nextId(world), nextId(world)];
  const [survivorId = "", absorbedId = ""] = pair.map(({ personId }) => personId);
  const note = "Đã đối chiếu giấy tờ";
  if (isMerged)
    expect(await mergePeople(world.register, systemActor, { mergeId, survivorId, absorbedId, note })).toMatchObject({ ok: true });
  const outcomes = await others(between, pair);
  // the merge is counted before it is undone
  await foldPending(world.register.sql, world.clock);
  if (isMerged) expect(await unmergePeople(world.register, systemActor, mergeId, { actId, note })).toMatchObject({ ok: true });
  for (const happened of after) await happen(world, happened);
  await settle(world);
  // balances have a row for each week in which the tally changed, also back: what they sum up to is recounted
  expect((await verifyProgress(world.register.sql, world.register.engine)).differences).toEqual([]);
  return { outcomes, state: await state() };
}

/** Columns that say when something was noticed, or are drawn by lot. */
const incidental = ["intake_id", "act_id", "found_at", "recorded_at"];

async function state(): Promise<string[]> {
  const { sql } = world.register;
  const tables = ["person", "number", "history", "finding", "pair", "merge", "renumbering", "number_claim", "correction"];
  const lines: string[] = [];
  for (const table of [...tables.map((name) => `population.${name}`), "progress.standing", "progress.tally"]) {
    const rows = await sql.unsafe(`SELECT (to_jsonb(t) - $1::text[])::text AS line FROM ${table} t`, [incidental]);
    lines.push(...rows.map((row) => `${table} ${row["line"]}`));
  }
  // numbers given here are drawn by lot; those of the roll are not
  const numbers = await sql<{ pin: string; person_id: string }[]>`SELECT pin, person_id FROM population.number ORDER BY person_id, pin`;
  const given = numbers.filter(({ pin }) => !inhabitants.some((one) => one.pin === pin));
  const named = (line: string) => given.reduce((text, one) => text.replaceAll(`"${one.pin}"`, `"given to ${one.person_id}"`), line);
  // in the tally, that nobody came or went is the same as silence
  return lines.filter((line) => !/^progress\.tally .*"n": 0\b/.test(line)).map(named).toSorted(); // prettier-ignore
}

/** What the second had reached, the first has for as long as their records are one. */
const handedOn: Story = {
  before: [],
  pair: [0, 3],
  reached: [{ of: 1, kind: "eid.activated", month: 2 }],
  between: [told("move", { who: 9 })],
  after: [],
};

it("undoes a merge to the state that would be without it, whatever befell others meanwhile", { timeout: 120_000 }, async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(story, async (drawn) => {
      const without = await live(drawn, false);
      const undone = await live(drawn, true);
      // a parent's number may lead to another while the merge stands, and so be refused: then something else happened
      if (without === null || String(undone?.outcomes) !== String(without.outcomes)) return;
      expect(undone?.state).toEqual(without.state);
      compared += 1;
    }),
    { ...parameters("undone merges", 8), examples: [[handedOn]] },
  );
  expect(compared).toBeGreaterThan(4);
});
