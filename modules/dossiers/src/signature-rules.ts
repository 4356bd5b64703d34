import type { CaptureSlot, Signer, SigningWay, StepContent, StepKey } from "./steps.ts";
import { signers } from "./steps.ts";

/** What a dossier holds, and since when. `content` may be left out of steps that say nothing about signing. */
export type Held = {
  steps: readonly { step: StepKey; content: unknown; savedAt: string }[];
  captures: readonly { slot: CaptureSlot; savedAt: string }[];
};

export const signatureSlot = (signer: Signer): CaptureSlot => `signature-${signer}`;

/** What the collection slip shows, and its signatures confirm. */
const stepsOnSlip: readonly StepKey[] = ["kind", "changes", "features", "fee"];
const isOnSlip = (slot: CaptureSlot) => slot === "portrait" || slot.startsWith("finger-");

/**
 * How somebody has signed what the slip says now; undefined when they have not. What is changed afterwards is signed anew: a signature must never stand
 * below something that its owner did not see.
 */
export function signedWay({ steps, captures }: Held, signer: Signer): SigningWay | undefined {
  const step = steps.find((one) => one.step === "signatures");
  const way = (step?.content as StepContent<"signatures"> | undefined)?.[signer];
  const signed = way === "screen" ? captures.find((one) => one.slot === signatureSlot(signer)) : step;
  if (way === undefined || signed === undefined) return undefined;
  const shown = [...steps.filter((one) => stepsOnSlip.includes(one.step)), ...captures.filter((one) => isOnSlip(one.slot))];
  const signedAt = Date.parse(signed.savedAt);
  return shown.every(({ savedAt }) => Date.parse(savedAt) <= signedAt) ? way : undefined;
}

/** Whether everybody has signed who must. */
export const isSigned = (held: Held): boolean => signers.every((signer) => signedWay(held, signer) !== undefined);
