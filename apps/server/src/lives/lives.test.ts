import * as fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { expectModelled, expectVerified, settle } from "./test-agreement.ts";
import { everything, happen, type Happening, happening, parameters, type What } from "./test-happenings.ts";
import { begin, openWorld, type World } from "./test-world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const told = (what: What, drawn: Partial<Happening> = {}): Happening => ({
  ...{ what, who: 0, whom: 0, to: 0, wild: false, day: null, pause: 0 },
  ...drawn,
});

/** Everything once, so that nothing is refused each time unnoticed. */
const onceEach = [
  ...[told("marriage"), told("divorce"), told("adoption", { whom: 1, to: 2 }), told("birth", { to: 2 }), told("contact", { who: 5 })],
  ...[told("missing", { who: 6 }), told("found"), told("temporary-residence", { who: 3, whom: 1 }), told("return")],
  ...[told("absence", { who: 4 }), told("household-split", { to: 1, whom: 2 }), told("household-join"), told("move", { who: 10, to: 1 })],
  ...[told("nationality-renounced", { who: 9 }), told("nationality-regained"), told("judge", { whom: 1 }), told("death", { who: 8 })],
  ...[told("claim"), told("settle"), told("unsettle"), told("claim", { to: 5 }), told("merge", { whom: 5 }), told("unmerge")],
];
/** A name changes on a day, is corrected, and changes again as of the same day: it is told last that counts. */
const sameMoment = [...[told("rename", { day: 257 }), told("propose", { to: 1 }), told("decide"), told("rename", { day: 257, to: 2 })]];

it("agrees with another way of reckoning after any sequence of events and decisions, and with itself", { timeout: 120_000 }, async () => {
  const done = new Set<What>();
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 60, size: "max" }), async (history) => {
      await begin(world);
      for (const happened of history) if ((await happen(world, happened)) === "done") done.add(happened.what);
      await settle(world);
      await expectVerified(world);
      await expectModelled(world);
    }),
    { ...parameters("lives", 14), examples: [[onceEach], [sameMoment]] },
  );
  expect(everything.filter((what) => !done.has(what))).toEqual([]);
});
