import type { PersonView } from "@dinhdanh/campaign/contract";
import { type DossierView, isSigned, type StepContent, type StepKey } from "@dinhdanh/dossiers/contract";
import { createContext, useContext } from "react";
import type { Word } from "../words/words.ts";
import type { Eligible } from "./eligible.ts";
import type { Keep, PendingAct } from "./kept-work.ts";

/** The dossier that is being drawn up, and what a step can do with it. */
export type Wizard = {
  dossier: DossierView;
  person: PersonView;
  eligible: Eligible;
  /** day of the collection in Vietnam, which fees and limits go by */
  day: string;
  step: StepKey | "submit";
  /** what was typed into a step and is not saved yet */
  typedOf: (step: StepKey) => unknown;
  type: (step: StepKey, draft: unknown) => void;
  /** saves on the server, and goes on to the next step */
  save: <Key extends StepKey>(step: Key, content: StepContent<Key>) => void;
  saving: boolean;
  error: unknown;
  goTo: (step: StepKey | "submit") => void;
  back: (() => void) | null;
  /** begun and not answered */
  act: PendingAct | undefined;
  keep: Keep;
};

export const WizardContext = createContext<Wizard | null>(null);

/** @throws outside the wizard */
export function useWizard(): Wizard {
  const wizard = useContext(WizardContext);
  if (wizard === null) throw new Error("no dossier is open");
  return wizard;
}

/** What the server keeps of a step. Checked by its schema when it was saved. */
export const savedOf = <Key extends StepKey>({ steps }: DossierView, key: Key): StepContent<Key> | undefined =>
  steps.find(({ step }) => step === key)?.content as StepContent<Key> | undefined;

/** Whether a step needs nothing more: it was saved, and what both have signed has not been changed since. */
export const isDone = (dossier: DossierView, step: StepKey): boolean =>
  dossier.steps.some((saved) => saved.step === step) && (step !== "signatures" || isSigned(dossier));

/** Content that may be saved, or what is still missing. */
export type Read<Key extends StepKey> = { content: StepContent<Key> } | { missing: Word };
