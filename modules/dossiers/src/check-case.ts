import type { Facts, Finding } from "@dinhdanh/population";
import type { CaptureView, CheckFinding, CheckKey, DossierCause, Mend, StepContent, StepKey } from "./contract.ts";
import type { PortraitLook } from "./ports.ts";
import type { Dossier } from "./store/dossiers.ts";

/** Everything that the checks of a dossier look at. */
export type Case = {
  dossier: Dossier;
  /** what the register holds about the person now */
  facts: Facts;
  findings: readonly Finding[];
  /** whether the register was corrected after the dossier was collected */
  correctedSince: boolean;
  steps: readonly { step: StepKey; content: unknown }[];
  captures: readonly CaptureView[];
  /** other dossiers of the person */
  others: readonly Dossier[];
  /** communes that acts name as the person's permanent residence at one time */
  residences: readonly number[];
  cards: readonly { serial: string }[];
  /** null: there is no portrait */
  portrait: PortraitLook | null;
  /** of the matcher; `none`: there is no matcher, or no print; `waiting`: it has not answered; `silent`: nor in time; `unreadable`: it refuses the prints */
  matches: "none" | "waiting" | "silent" | "unreadable" | { candidates: readonly { personId: string; score: number }[]; enrolled: boolean };
};

export const contentOf = <Key extends StepKey>({ steps }: Pick<Case, "steps">, key: Key): StepContent<Key> | undefined =>
  steps.find((one) => one.step === key)?.content as StepContent<Key> | undefined;

type Evidence = CheckFinding["evidence"];

export const passed = (check: CheckKey, evidence: Evidence = {}): CheckFinding => ({
  ...{ check, outcome: "passed", cause: null, evidence, mend: [] },
});
export const waiting = (check: CheckKey): CheckFinding => ({ check, outcome: "waiting", cause: null, evidence: {}, mend: [] });
export const failed = (check: CheckKey, cause: DossierCause, evidence: Evidence, mend: Mend[]): CheckFinding => ({
  ...{ check, outcome: "failed", cause, evidence, mend },
});
