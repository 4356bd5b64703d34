import { captureKind, type CaptureSlot, type StepKey } from "./steps.ts";

type Returned = {
  steps: readonly { step: StepKey; savedAt: string }[];
  captures: readonly { slot: CaptureSlot; savedAt: string }[];
  /** acts, oldest first */
  history: readonly { kind: string; recordedAt: string; steps: readonly StepKey[] }[];
};
export type ToMend = { step: StepKey; mended: boolean };

const stepOfCapture = { portrait: "portrait", finger: "fingerprints", signature: "signatures" } as const;

/** What sends a dossier back: an officer, who names steps, or a card that shows what is wrong. */
const returns: readonly string[] = ["dossier.returned", "card.content-rejected"];

/** The steps that the last return named, and whether each was saved, or captured, anew since. Empty when it named none. */
export function toMend({ steps, captures, history }: Returned): ToMend[] {
  const last = history.findLast(({ kind }) => returns.includes(kind));
  if (last === undefined) return [];
  const since = Date.parse(last.recordedAt);
  const touched = new Set([
    ...steps.filter(({ savedAt }) => Date.parse(savedAt) > since).map(({ step }) => step),
    ...captures.filter(({ savedAt }) => Date.parse(savedAt) > since).map(({ slot }) => stepOfCapture[captureKind(slot)]),
  ]);
  return last.steps.map((step) => ({ step, mended: touched.has(step) }));
}

/** The step in which the field of a mend is put right; undefined of what the register holds. */
export function stepOfField(field: string): StepKey | undefined {
  if (field.startsWith("finger")) return "fingerprints";
  const [head] = field.split(".");
  return head === "portrait" || head === "changes" || head === "kind" ? head : undefined;
}
