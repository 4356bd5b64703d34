import type { PersonView } from "@dinhdanh/campaign/contract";
import { expect, it } from "vitest";
import { hadCard, nextStepOf, statesOf } from "./standing-state.ts";

const personWith = (days: Record<string, string>, change: Partial<PersonView> = {}): PersonView =>
  ({
    personId: "018f3c1e-0000-7000-8000-000000000001",
    facts: { fullName: "Nguyễn Thị Ví Dụ", sex: "female", residenceStatus: "present" },
    findings: [],
    standing: [{ unitCode: "13474", stayFrom: null, stayUntil: null, days, excludedReason: null, measures: [] }],
    ...change,
  }) as unknown as PersonView;

const eligible = { eligibleFrom: "2021-02-25" };
const collected = { ...eligible, collectedOn: "2023-04-07" };
const approved = { ...collected, approvedOn: "2023-04-18" };
const printed = { ...approved, printedOn: "2023-04-19" };
const handedOver = { ...printed, handedOverOn: "2023-04-22" };

it.each([
  [{}, ["stateNotEligibleUnknown"], undefined],
  [{ eligibleFrom: "2024-01-01" }, ["stateNotEligible"], undefined],
  [eligible, ["stateToCollect", "stateEidNone"], "nextCollect"],
  [collected, ["stateCollected", "stateEidNone"], "nextApprove"],
  [{ ...collected, collectionEndedOn: "2023-04-10" }, ["stateToCollect", "stateEidNone"], "nextCollect"],
  [{ ...collected, collectionEndedOn: "2023-04-10", collectedAnewOn: "2023-04-12" }, ["stateCollected", "stateEidNone"], "nextApprove"],
  [approved, ["stateApproved", "stateEidNone"], "nextPrint"],
  // its card was revoked before it was handed over
  [
    { ...printed, collectionEndedOn: "2023-04-20", approvalEndedOn: "2023-04-20", printEndedOn: "2023-04-20" },
    ["stateToCollect", "stateEidNone"],
    "nextCollect",
  ],
  [{ ...approved, approvalEndedOn: "2023-04-19" }, ["stateCollected", "stateEidNone"], "nextApprove"],
  [{ ...approved, approvalEndedOn: "2023-04-19", approvedAnewOn: "2023-04-20" }, ["stateApproved", "stateEidNone"], "nextPrint"],
  [{ ...printed, printEndedOn: "2023-04-20" }, ["stateApproved", "stateEidNone"], "nextPrint"],
  [{ ...printed, printEndedOn: "2023-04-20", printedAnewOn: "2023-04-21" }, ["statePrinted", "stateEidNone"], "nextHandOver"],
  [{ ...printed, eidApprovedOn: "2023-04-18" }, ["statePrinted", "stateEidApproved"], "nextHandOver"],
  [handedOver, ["stateHandedOver", "stateEidNone"], "nextRequestEid"],
  [{ ...handedOver, eidRequestedOn: "2023-04-20" }, ["stateHandedOver", "stateEidRequested"], "nextApproveEid"],
  [{ ...handedOver, eidApprovedOn: "2023-04-21" }, ["stateHandedOver", "stateEidApproved"], "nextActivate"],
  [{ ...handedOver, eidActivatedOn: "2023-04-22" }, ["stateHandedOver", "stateEidActivated"], undefined],
])("says where a person with %o stands and what comes next", (days, states, next) => {
  const person = personWith(days);
  expect(statesOf(person, "2023-04-22").map(({ word }) => word)).toEqual(states);
  expect(nextStepOf(person, "2023-04-22")).toBe(next);
});

it.each([
  [approved, false],
  [printed, true],
  [{ ...printed, printEndedOn: "2023-04-20" }, false],
  [{ ...printed, printEndedOn: "2023-04-20", printedAnewOn: "2023-04-21" }, true],
  [{ ...handedOver, printEndedOn: "2023-04-20" }, true],
])("knows whether a person with %o had a card, or one was only made and taken out of the line", (days, had) => {
  expect(hadCard(personWith(days))).toBe(had);
});

it("cleans a record in conflict before the dossier is collected", () => {
  const found = { kind: "birth-in-future", field: "birthDate", given: "2099-01-01", conflict: true, foundAt: "2023-01-01T00:00:00Z" };
  const findings = [{ ...found, owner: null }];
  expect(nextStepOf(personWith(eligible, { findings }), "2023-04-22")).toBe("nextClean");
});

it("asks nothing of the dead", () => {
  const dead = personWith(eligible, { facts: { fullName: "Lý Văn Mẫu", sex: "male", residenceStatus: "present", diedOn: "2022-01-01" } });
  expect(statesOf(dead, "2023-04-22").map(({ word }) => word)).toEqual(["stateDied"]);
  expect(nextStepOf(dead, "2023-04-22")).toBeUndefined();
});
