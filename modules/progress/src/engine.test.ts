import type { Act } from "@dinhdanh/ledger";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { foldPending } from "./fold.ts";
import { standingOf } from "./store/standing.ts";
import { act, hn, ht, id, lp, moved, type ProgressRegister, progressRegister, registered, tk } from "./test-register.ts";

let register: ProgressRegister;
beforeAll(async () => {
  register = await progressRegister({ max: 10 });
});
afterAll(() => register.close());
beforeEach(() => register.empty());

const verified = async () => {
  const { agree, people, differences } = await register.verify();
  return { agree, people, differences };
};
const agreed = (people: number) => ({ agree: true, people, differences: [] });

async function snapshot(): Promise<unknown> {
  await foldPending(register.sql, register.clock);
  const standing = await register.sql`SELECT * FROM progress.standing ORDER BY person_id, stay_from`.values();
  const tally = await register.sql`SELECT * FROM progress.tally WHERE n <> 0 ORDER BY unit_id, day, measure`.values();
  return { standing: [...standing], tally: [...tally] };
}

/** Chance with a seed, for orders and cuts. */
function* chances(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}
const shuffled = <T>(items: readonly T[], chance: Generator<number, never>): T[] =>
  items
    .map((item) => ({ item, place: chance.next().value }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);

const story: Act[] = [
  registered(1),
  moved(1, "2022-05-05T09:00:00+07:00", ht, hn),
  moved(1, "2022-05-05T08:00:00+07:00", lp, ht),
  moved(1, "2020-01-01", tk, lp),
  moved(1, "2016-01-01", hn, tk),
  act("dossier.collected", 1, "2022-03-01"),
  act("dossier.collected", 1, "2022-02-01"),
  registered(1, { birthDate: "2007-11", residenceStatus: "abroad" }, "person.corrected", "2023-02-01"),
  registered(1, { birthDate: "2008-02-29", phone: "0" }, "person.corrected", "2023-03-01"),
  act("person.died", 1, "2023-05-02"),
  registered(2, { permanentUnit: hn }),
  moved(2, "2023-01-05", hn, lp),
];

describe("what is known does not depend on how the register learned of it", () => {
  it("all at once, one by one, shuffled, in batches, folded in between", async () => {
    await register.record(...story);
    const expected = await snapshot();
    const chance = chances(7);
    for (let round = 0; round < 6; round += 1) {
      await register.empty();
      const acts = round === 0 ? [...story] : shuffled(story, chance);
      while (acts.length > 0) {
        await register.record(...acts.splice(0, round === 0 ? 1 : 1 + Math.floor(chance.next().value * 4)));
        if (chance.next().value < 0.3) await foldPending(register.sql, register.clock);
      }
      expect(await snapshot()).toEqual(expected);
      expect(await verified()).toEqual(agreed(2));
    }
  });

  it("when acts are sent again", async () => {
    await register.record(...story);
    const expected = await snapshot();
    await register.record(...story, ...story);
    for (const one of story) await register.record(one);
    expect(await snapshot()).toEqual(expected);
  });

  it("when one transaction records twice about one person", async () => {
    await register.record(registered(1), registered(2));
    await register.sql.begin(async (tx) => {
      await register.ledger.record(tx, [act("dossier.collected", 1, "2023-03-01"), act("dossier.collected", 2, "2023-03-01")]);
      await register.ledger.record(tx, [act("dossier.collected", 1, "2023-02-01")]);
      await register.ledger.record(tx, [moved(1, "2023-02-15", lp, ht)]);
    });
    expect(await verified()).toEqual(agreed(2));
    await foldPending(register.sql, register.clock);
    expect(await register.figures("35", "2023-02-01")).toMatchObject({ eligible: 2, collected: 1 });
  });

  it("when the person is registered last", async () => {
    await register.record(act("dossier.collected", 1, "2022-03-01"));
    await register.record(moved(1, "2022-05-05", lp, ht));
    expect(await verified()).toEqual(agreed(1));
    await register.record(registered(1));
    expect(await verified()).toEqual(agreed(1));
    await foldPending(register.sql, register.clock);
    expect([await register.figures(lp, "2022-04-01"), await register.figures(ht, "2022-05-05")]).toMatchObject([
      { collected: 1 },
      { collected: 1 },
    ]);
  });
});

it("counts nobody for a typing error that puts a birth or a death beyond 2149", async () => {
  await register.record(
    registered(1, { birthDate: "2190-05-05" }),
    registered(2, { diedOn: "2160-05-05" }),
    registered(3, { birthDate: "9990" }),
  );
  await foldPending(register.sql, register.clock);
  const none = { eligible: 0, collected: 0, printed: 0, away: 0 };
  expect(await register.figures("35", "2023-06-01")).toMatchObject({ ...none, eligible: 1 });
  expect(await register.figures("37", "2149-06-06")).toMatchObject({ ...none, eligible: 1 });
  expect(await register.sql`SELECT max(day) AS last FROM progress.tally`).toEqual([{ last: "2023-01-01" }]);
  expect(await verified()).toEqual(agreed(3));
});

describe("many at once about the same people", () => {
  const kinds = ["dossier.collected", "card.printed"];

  /** Acts of one lane: about everyone, in an order of its own, a few people a transaction. */
  function lane(number: number, people: number): Act[][] {
    const chance = chances(number + 1);
    const acts = Array.from({ length: people }, (_, n) => [
      ...kinds.map((kind) => act(kind, n, `2023-0${1 + ((number + n) % 5)}-1${number}`)),
      moved(n, `2022-0${1 + number}-0${1 + (n % 9)}`, number % 2 === 0 ? lp : ht, number % 2 === 0 ? hn : lp),
      registered(n, { birthDate: String(1990 + number) }, "person.corrected", `2023-02-0${1 + number}`),
    ]).flat();
    const order = shuffled(acts, chance);
    return Array.from({ length: Math.ceil(order.length / 8) }, (_, index) => order.slice(index * 8, index * 8 + 8));
  }

  it("loses nothing: every act is in standing, whatever overlapped", async () => {
    const people = 12;
    await register.record(...Array.from({ length: people }, (_, n) => registered(n)));
    const folding = Promise.all(Array.from({ length: 20 }, () => foldPending(register.sql, register.clock)));
    await Promise.all(
      Array.from({ length: 6 }, async (_, number) => {
        for (const batch of lane(number, people)) await register.record(...batch);
      }),
    );
    await folding;
    expect(await verified()).toEqual(agreed(people));
    await foldPending(register.sql, register.clock);
    expect(await verified()).toEqual(agreed(people));
    const [row] =
      await register.sql`SELECT count(*)::int AS n FROM ledger.act WHERE kind = ANY (${["person.moved", ...kinds, "person.corrected"]}::text[])`;
    expect(row?.["n"]).toBe(6 * people * 4);
    for (let n = 0; n < people; n += 1) {
      const standing = await standingOf(register.sql, id(n));
      expect([standing?.stays.length, standing?.birthYear]).toEqual([7, 1995]);
    }
  });

  it("registers someone once when two transactions do, with what both brought", async () => {
    for (let n = 0; n < 10; n += 1) {
      const both = [
        [registered(n), act("dossier.collected", n, "2023-03-01")],
        [act("card.printed", n, "2023-03-05"), moved(n, "2023-01-01", lp, ht)],
      ];
      await Promise.all(both.map((acts) => register.record(...acts)));
    }
    expect(await verified()).toEqual(agreed(10));
    await foldPending(register.sql, register.clock);
    expect(await register.figures(ht, "2023-06-01")).toMatchObject({ eligible: 10, collected: 10, printed: 10 });
  });
});
