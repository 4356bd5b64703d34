import type { DeclaredState } from "@dinhdanh/population/contract";
import { describe, expect, it } from "vitest";
import { actions } from "@dinhdanh/staff/contract";
import {
  answerTo,
  causes,
  cardActs,
  type DossierEvent,
  dossierEvents,
  dossierRefusals,
  dossierStates,
  events,
  eventsFor,
  holdOf,
  isFinal,
  openStates,
  officerEvents,
  stageOf,
} from "./contract.ts";

const reachable = (from: readonly string[]) => {
  const seen = new Set<string>(from);
  for (const state of seen)
    for (const event of dossierEvents) {
      const step = answerTo(state as (typeof dossierStates)[number], event);
      if (typeof step !== "string") seen.add(step.next);
    }
  return seen;
};

it("answers every event in every state: the next state, or a refusal with words", () => {
  let allowed = 0;
  for (const state of dossierStates) {
    for (const event of dossierEvents) {
      const step = answerTo(state, event);
      if (typeof step === "string") expect(Object.keys(dossierRefusals)).toContain(step);
      else {
        allowed += 1;
        expect(dossierStates).toContain(step.next);
      }
    }
  }
  expect(dossierStates.length * dossierEvents.length).toBe(15 * 21);
  expect(allowed).toBe(55);
});

it("reaches every state from a draft, and has no dead end but the final ones", () => {
  expect([...reachable(["draft"])].sort()).toEqual([...dossierStates].sort());
  const final = dossierStates.filter((state) => isFinal(state));
  expect(final).toEqual(["refused", "withdrawn", "handed-over", "card-revoked"]);
  for (const state of dossierStates) {
    const onward = dossierEvents.filter((event) => typeof answerTo(state, event) !== "string");
    expect([state, onward.length === 0]).toEqual([state, isFinal(state)]);
    const ends = [...reachable([state])].filter((other) => isFinal(other as typeof state));
    expect([state, ends.length > 0]).toEqual([state, true]);
  }
});

it("ends with a revoked card wherever the card is before it is handed over, and never after", () => {
  const taking = dossierStates.filter((state) => typeof answerTo(state, "revoke") !== "string");
  expect(taking).toEqual(["approved", "in-production", "printed", "ready", "undelivered"]);
  for (const state of taking) expect(answerTo(state, "revoke")).toMatchObject({ next: "card-revoked", act: null });
});

it("uses every event, and lets each be caused by somebody", () => {
  for (const event of dossierEvents) {
    expect([event, dossierStates.some((state) => typeof answerTo(state, event) !== "string")]).toEqual([event, true]);
    expect([...actions, "checker", "card"]).toContain(events[event].cause.by);
  }
  expect(new Set(Object.values(cardActs))).toEqual(new Set(dossierEvents.filter((event) => events[event].cause.by === "card")));
});

it("leaves an act for whatever an officer does", () => {
  const steps = dossierStates.flatMap((state) => officerEvents.map((event) => answerTo(state, event)));
  const acts = steps.flatMap((step) => (typeof step === "string" ? [] : [step.act]));
  expect(acts.filter((act) => !/^dossier\.[a-z-]+$/.test(act ?? ""))).toEqual([]);
  expect(new Set(acts).size).toBe(10);
});

it("never lets who collected decide, and never approves what was not found clean", () => {
  const deciding: DossierEvent[] = ["approve", "refuse", "override"];
  for (const state of dossierStates) {
    const own = eventsFor(state, actions, { collected: true, hold: null });
    for (const event of deciding) expect(own).not.toContain(event);
    const others = eventsFor(state, actions, { collected: false, hold: null });
    expect(others.includes("approve")).toBe(state === "clean");
    for (const hold of ["changes-waiting", "changes-refused"] as const) {
      const held = eventsFor(state, actions, { collected: false, hold });
      expect(held).toEqual(others.filter((event) => event !== "approve"));
    }
    expect(eventsFor(state, [], { collected: false, hold: null })).toEqual([]);
  }
});

it.each<[DeclaredState[], ReturnType<typeof holdOf>]>([
  [[], null],
  [["approved", "held"], null],
  [["approved", "proposed"], "changes-waiting"],
  [["move"], "changes-waiting"],
  [["proposed", "refused"], "changes-refused"],
  [["malformed"], "changes-refused"],
  [["not-sent"], "changes-refused"],
  [["withdrawn"], "changes-refused"],
])("of declared changes that are %j makes %s", (states, hold) => {
  expect(holdOf(states)).toBe(hold);
});

describe("an open dossier", () => {
  it.each(dossierStates)("%s has a stage exactly while it is open", (state) => {
    expect(stageOf[state] !== null).toBe(openStates.includes(state));
  });
});

it("tells the nine causes of delay apart that reports must name (domain rules, section 3)", () => {
  expect(Object.entries(causes).flatMap(([cause, { official }]) => (official ? [cause] : []))).toEqual([
    ...["papers-conflict", "misdeclared", "later-correction", "duplicate-fingerprints", "swapped-person", "forged-dossier"],
    ...["two-residences", "blurred-prints", "stock-shortage"],
  ]);
});
