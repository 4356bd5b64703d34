import { expect, it } from "vitest";
import { stepOfField, toMend } from "./to-mend-rules.ts";

const before = "2023-06-01T08:00:00+07:00";
const since = "2023-06-01T09:30:00+07:00";
const history = [
  { kind: "dossier.returned", recordedAt: "2023-05-31T08:00:00+07:00", steps: ["kind"] },
  // the same moment in another zone lies after what was saved at eight
  { kind: "dossier.returned", recordedAt: "2023-06-01T02:00:00Z", steps: ["portrait", "fingerprints", "fee"] },
  { kind: "dossier.resubmitted", recordedAt: "2023-06-01T10:00:00+07:00", steps: [] },
] as const;

it("asks for the steps of the last return; saved or captured anew since, each is mended", () => {
  const steps = [
    { step: "portrait", savedAt: before },
    { step: "fingerprints", savedAt: before },
    { step: "fee", savedAt: since },
    { step: "kind", savedAt: since },
  ] as const;
  const captures = [
    { slot: "portrait", savedAt: before },
    { slot: "finger-3", savedAt: since },
  ] as const;
  expect(toMend({ steps, captures, history })).toEqual([
    { step: "portrait", mended: false },
    { step: "fingerprints", mended: true },
    { step: "fee", mended: true },
  ]);
  expect(toMend({ steps, captures, history: history.slice(2) })).toEqual([]);
  // the card shows another face: what an officer had sent it back for before says nothing of that
  const rejected = { kind: "card.content-rejected", recordedAt: "2023-06-20T10:00:00+07:00", steps: ["portrait"] } as const;
  expect(toMend({ steps, captures, history: [...history, rejected] })).toEqual([{ step: "portrait", mended: false }]);
  // nor did rejections name steps once
  expect(toMend({ steps, captures, history: [...history, { ...rejected, steps: [] }] })).toEqual([]);
});

it.each([
  ["portrait", "portrait"],
  ["portrait.sharpness", "portrait"],
  ["finger-3", "fingerprints"],
  ["fingerprints", "fingerprints"],
  ["changes.fullName.refused", "changes"],
  ["kind", "kind"],
  ["birthDate", undefined],
  ["permanentUnit", undefined],
])("%s is mended in the step %s", (field, step) => {
  expect(stepOfField(field)).toBe(step);
});
