import { systemActor, toDay } from "@dinhdanh/kernel";
import { recordEvent, type VitalEvent } from "@dinhdanh/population";
import * as fc from "fast-check";
import * as decisions from "./test-decisions.ts";
import { type Drawn, endsSomething, events, factsOf, remember, spouseOn, subjectOf } from "./test-events.ts";
import { bearer, endOf, held, startOf } from "./test-model.ts";
import type { World } from "./test-world.ts";

const kinds = [...["birth", "propose", "decide", "merge", "unmerge", "judge", "claim", "settle", "unsettle"]] as readonly Exclude<
  What,
  VitalEvent
>[];
export type What = VitalEvent | "birth" | "propose" | "decide" | "merge" | "unmerge" | "judge" | "claim" | "settle" | "unsettle";
const everything: readonly What[] = [...events, ...kinds];

/** For `fc.assert`: a seed that is printed, and can be given again as FC_SEED. What is shrunk for too long is told as far as it was. */
export function parameters(property: string, numRuns: number) {
  const seed = Number(process.env["FC_SEED"] ?? Math.trunc(performance.timeOrigin + performance.now()) % 2 ** 31);
  process.stdout.write(`property "${property}": FC_SEED=${seed}\n`);
  return { seed, numRuns, interruptAfterTimeLimit: 80_000 };
}

/** One thing that may happen, by numbers: of whom it is and what exactly follows from what is known by then. */
export type Happening = Drawn & {
  what: What;
  /** days since the opening; null: today */ day: number | null;
  /** days that pass before */ pause: number;
};

/** Something that happens for sure: of the first of whom it is likely, today. */
export const told = (what: What, drawn: Partial<Happening> = {}): Happening => ({
  ...{ what, who: 0, whom: 0, to: 0, wild: false, day: null, pause: 0 },
  ...drawn,
});

/** What changes much, or says much, is drawn as often as the rest together deserve. */
const often: readonly What[] = [
  "move",
  "marriage",
  "adoption",
  "household-split",
  "propose",
  "decide",
  "decide",
  "merge",
  "claim",
  "settle",
];
export const happening: fc.Arbitrary<Happening> = fc.record({
  what: fc.constantFrom(...everything, ...everything, ...often, ...often),
  who: fc.nat(999),
  whom: fc.nat(999),
  to: fc.nat(5),
  wild: fc.integer({ min: 0, max: 5 }).map((n) => n === 5),
  day: fc.option(fc.oneof(fc.nat(850), fc.constantFrom(0, 257, 565)), { nil: null, freq: 2 }),
  pause: fc.constantFrom(0, 0, 0, 1, 9),
});

const dayMs = 86_400_000;
const dayOf = (n: number) => new Date(Date.UTC(2021, 0, 1) + n * dayMs).toISOString().slice(0, 10);

/** What is asked for, by what is known now; null when there is nothing to ask about. */
export function deedOf(world: World, happened: Happening): decisions.Deed | null {
  const { clock } = world;
  clock.advanceMs(60_000);
  clock.advanceDays(happened.pause);
  const { what, day } = happened;
  const today = clock.today();
  const asOfToday = day === null || (endsSomething(what as VitalEvent) && !happened.wild);
  const on = asOfToday ? today : dayOf(day);
  const from = on === today ? clock.nowMs() : startOf(on);
  switch (what) {
    case "birth":
      return decisions.birth(world, happened, on);
    case "propose":
      return decisions.proposal(world, happened, { on, from });
    case "decide":
      return decisions.decision(world, happened);
    case "merge":
      return decisions.merge(world, happened);
    case "unmerge":
      return decisions.unmerge(world, happened);
    case "judge":
      return decisions.judgement(world, happened);
    case "claim":
      return decisions.claim(world, happened);
    case "settle":
      return decisions.settlement(world, happened);
    case "unsettle":
      return decisions.unsettlement(world, happened);
    default:
      return vitalEvent(world, what, { drawn: happened, on, from });
  }
}

function vitalEvent(
  world: World,
  event: VitalEvent,
  { drawn, on, from }: { drawn: Drawn; on: string; from: number },
): decisions.Deed | null {
  const { register, model } = world;
  const person = subjectOf(model, event, drawn);
  if (person === undefined) return null;
  const actId = decisions.nextId(world);
  const facts = factsOf(model, event, { person, drawn, fresh: world.asked });
  const request = { actId, event, on: toDay(on), evidence: "Giấy tờ số 2", facts };
  const named = [facts.spousePin, facts.fatherPin, facts.motherPin].map((pin) => bearer(model, pin ?? null));
  const along = (facts.members ?? []).map((pin) => model.people.find((one) => held(one, "pin") === pin));
  return {
    concerns: [person, ...named, ...along, spouseOn(model, person, endOf(on))],
    ask: () => recordEvent(register, systemActor, person.personId, request),
    means: () => remember(model, { event, person, facts, on, from, until: endOf(on) }),
  };
}

/** @returns the code of the refusal, or `done`; `nothing` when there was nothing to ask about */
export async function happen(world: World, happened: Happening): Promise<string> {
  const deed = deedOf(world, happened);
  return deed === null ? "nothing" : perform(deed);
}

export async function perform({ ask, means }: decisions.Deed): Promise<string> {
  const outcome = await ask();
  if (!outcome.ok) return outcome.refusal.code;
  means(outcome.value as never);
  return "done";
}
