import type { PersonView } from "@dinhdanh/campaign/contract";
import type { Word } from "../words/words.ts";

/** A sentence about where a person stands, with its day. */
export type State = { word: Word; day?: string };
type Days = Record<string, string>;

/** The stay that counts: the one that is still open, else the last. */
export const currentStay = ({ standing }: PersonView) => standing.find(({ stayUntil }) => stayUntil === null) ?? standing.at(-1);

const cardSteps = [
  ["handedOverOn", "stateHandedOver"],
  ["printedOn", "statePrinted"],
  ["approvedOn", "stateApproved"],
  ["collectedOn", "stateCollected"],
  ["eligibleFrom", "stateToCollect"],
] as const;

const eidSteps = [
  ["eidActivatedOn", "stateEidActivated"],
  ["eidApprovedOn", "stateEidApproved"],
  ["eidRequestedOn", "stateEidRequested"],
] as const;

/** Of what may end and come anew: first day, end, and day of the one after it. */
const endings = [
  ["collectedOn", "collectionEndedOn", "collectedAnewOn"],
  ["approvedOn", "approvalEndedOn", "approvedAnewOn"],
  ["printedOn", "printEndedOn", "printedAnewOn"],
] as const;

/** Days that the person's standing rests on: a collection that ended with a refusal counts no more, but for the one after it; so with approvals and cards. */
function daysOf(person: PersonView): Days {
  const days = new Map(Object.entries(currentStay(person)?.days ?? {}));
  for (const [on, endedOn, anewOn] of endings) {
    const anew = days.get(anewOn);
    if (!days.has(endedOn)) continue;
    if (anew === undefined) days.delete(on);
    else days.set(on, anew);
  }
  return Object.fromEntries(days);
}

/** Whether a card was made that the person holds or held: one that was spoiled, rejected or revoked before it was handed over was none. */
export function hadCard(person: PersonView): boolean {
  const days = daysOf(person);
  return days["printedOn"] !== undefined || days["handedOverOn"] !== undefined;
}

function furthest(steps: readonly (readonly [string, Word])[], days: Days): State | undefined {
  for (const [key, word] of steps) {
    const day = days[key];
    if (day !== undefined) return { word, day };
  }
  return undefined;
}

/** Where the person stands in the card programme and with the e-ID, as of `asOf`. */
export function statesOf(person: PersonView, asOf: string): State[] {
  const { diedOn } = person.facts;
  if (diedOn !== undefined) return [{ word: "stateDied", day: diedOn }];
  const days = daysOf(person);
  const eligibleFrom = days["eligibleFrom"];
  if (eligibleFrom === undefined) return [{ word: "stateNotEligibleUnknown" }];
  if (eligibleFrom > asOf && days["collectedOn"] === undefined) return [{ word: "stateNotEligible", day: eligibleFrom }];
  const card = furthest(cardSteps, days);
  return [...(card === undefined ? [] : [card]), furthest(eidSteps, days) ?? { word: "stateEidNone" }];
}

/** The step that comes next, in words; undefined when everything is done. */
export function nextStepOf(person: PersonView, asOf: string): Word | undefined {
  if (person.facts.diedOn !== undefined) return undefined;
  const days = daysOf(person);
  const eligibleFrom = days["eligibleFrom"];
  if (eligibleFrom === undefined || eligibleFrom > asOf) return undefined;
  if (days["collectedOn"] === undefined) return person.findings.some(({ conflict }) => conflict) ? "nextClean" : "nextCollect";
  if (days["approvedOn"] === undefined) return "nextApprove";
  if (days["printedOn"] === undefined) return "nextPrint";
  if (days["handedOverOn"] === undefined) return "nextHandOver";
  if (days["eidActivatedOn"] !== undefined) return undefined;
  if (days["eidRequestedOn"] === undefined && days["eidApprovedOn"] === undefined) return "nextRequestEid";
  return days["eidApprovedOn"] === undefined ? "nextApproveEid" : "nextActivate";
}
