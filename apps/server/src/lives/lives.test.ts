import * as fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { expectModelled, expectVerified, settle } from "./test-agreement.ts";
import { happen, type Happening, happening, parameters, told } from "./test-happenings.ts";
import { begin, openWorld, type World } from "./test-world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function live(history: readonly Happening[]): Promise<string[]> {
  await begin(world);
  const outcomes: string[] = [];
  for (const happened of history) outcomes.push(`${happened.what} ${await happen(world, happened)}`);
  await settle(world);
  await expectVerified(world);
  await expectModelled(world);
  return outcomes;
}

it.each<[string, Happening[]]>([
  [
    "what befalls one person or two",
    [
      ...[told("marriage"), told("divorce"), told("adoption", { whom: 1, to: 2 }), told("birth", { to: 2 }), told("contact", { who: 5 })],
      ...[told("missing", { who: 6 }), told("found"), told("temporary-residence", { who: 3, whom: 1 }), told("return"), told("rename")],
      ...[
        told("absence", { who: 4 }),
        told("nationality-renounced", { who: 9 }),
        told("nationality-regained"),
        told("marriage"),
        told("death"),
      ],
    ],
  ],
  [
    "households",
    [
      told("household-split", { whom: 2, to: 1 }),
      told("household-join"),
      told("move", { who: 10, to: 1 }),
      told("move", { who: 3, whom: 1, day: 257 }),
    ],
  ],
  ["a number that two bear, which one keeps", [told("claim"), told("settle"), told("unsettle"), told("settle"), told("claim", { to: 5 })]],
  ["a number that goes to the other, and comes back", [told("claim"), told("settle", { to: 1 }), told("unsettle")]],
  [
    "two records of one person",
    [told("judge", { whom: 1 }), told("merge", { whom: 5 }), told("unmerge"), told("merge", { who: 2, whom: 7, pause: 9 })],
  ],
  ["a head of whom a second record was in the household", [told("merge", { who: 4, whom: 5 }), told("move", { who: 4, whom: 1 })]],
  [
    "corrections, and what is told of the moment that one speaks of",
    [
      ...[told("rename", { day: 257 }), told("propose", { to: 1 }), told("decide"), told("rename", { day: 257, to: 2 })],
      ...[
        told("propose", { whom: 2, to: 1, wild: true, day: 565 }),
        told("decide"),
        told("propose", { who: 1, to: 2 }),
        told("decide", { to: 4 }),
      ],
      ...[told("death", { who: 2 }), told("propose", { who: 2, whom: 7 }), told("decide"), told("propose"), told("decide", { to: 5 })],
    ],
  ],
  [
    "residences that are put right, before, between and after moves",
    [
      ...[told("propose", { who: 7, whom: 12 }), told("decide"), told("move", { who: 7, whom: 2, day: 565 })],
      ...[told("propose", { who: 7, whom: 12, to: 3 }), told("decide"), told("move", { who: 7, whom: 0, pause: 1 })],
    ],
  ],
])("agrees on %s", async (_, history) => {
  expect(await live(history)).toEqual(history.map(({ what }) => `${what} done`));
});

it("agrees with another way of reckoning after any sequence of events and decisions, and with itself", { timeout: 120_000 }, async () => {
  const outcomes = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 60, size: "max" }), async (history) => {
      for (const outcome of await live(history)) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }),
    parameters("lives", 12),
  );
  const done = [...outcomes].filter(([outcome]) => outcome.endsWith(" done")).reduce((sum, [, n]) => sum + n, 0);
  expect(done).toBeGreaterThan(50);
});
