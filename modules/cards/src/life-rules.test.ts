import { expect, it } from "vitest";
import {
  actOfEvent,
  cardEventKeys,
  cardLife,
  type CardState,
  cardStateKeys,
  eventsIn,
  listedStates,
  nextState,
  statesBefore,
  statesOfTheLine,
} from "./life-rules.ts";

const reachable = (from: CardState, seen = new Set<CardState>()): Set<CardState> => {
  if (seen.has(from)) return seen;
  seen.add(from);
  for (const to of Object.values(cardLife[from])) reachable(to, seen);
  return seen;
};

it("reaches every state from the order", () => {
  expect([...reachable("ordered")].sort()).toEqual([...cardStateKeys].sort());
});

it("ends only where a card's life ends: nobody waits for ever", () => {
  const ends = cardStateKeys.filter((state) => eventsIn(state).length === 0);
  expect(ends).toEqual(["spoiled", "lost", "revoked", "replaced"]);
  for (const state of cardStateKeys)
    expect(
      [...reachable(state)].some((other) => ends.includes(other)),
      state,
    ).toBe(true);
});

it("answers every event in every state: a state of the table, or a refusal", () => {
  for (const state of cardStateKeys)
    for (const event of cardEventKeys) {
      const next = nextState(state, event);
      if (next !== undefined) expect(cardStateKeys).toContain(next);
      expect(statesBefore(event).includes(state)).toBe(next !== undefined);
    }
});

it("can do every event somewhere", () => {
  expect(cardEventKeys.filter((event) => statesBefore(event).length === 0)).toEqual([]);
});

it("never brings a card back from the revocation list", () => {
  for (const state of listedStates) expect(eventsIn(state)).toEqual([]);
});

it("hands over only what was made, checked, shipped and received", () => {
  const path = ["batch", "personalise", "print", "pass-check", "ship", "receive", "hand-over"] as const;
  let state: CardState = "ordered";
  for (const event of path) {
    expect(statesBefore(event)).toContain(state);
    state = nextState(state, event)!;
  }
  expect(state).toBe("handed-over");
  expect(statesBefore("hand-over")).toEqual(["received"]);
});

it("can withdraw a card at every step of the line", () => {
  for (const state of ["ordered", "set-aside", "handed-over", ...statesOfTheLine] as const)
    expect(nextState(state, "revoke")).toBe("revoked");
});

it("lets a wrong face be refused wherever somebody holds the card and sees it, and where its content could not be made", () => {
  expect(statesBefore("reject-content")).toEqual(["set-aside", "printed", "quality-checked", "received", "returned-undelivered"]);
});

it("names an act for whatever the ledger must know", () => {
  const silent = cardEventKeys.filter((event) => actOfEvent[event] === undefined);
  expect(silent).toEqual(["batch", "set-aside", "retry", "print", "fail"]);
});
