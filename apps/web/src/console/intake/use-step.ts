import { type StepContent, type StepKey, stepSchemas } from "@dinhdanh/dossiers/contract";
import { useState } from "react";
import type { Word } from "../words/words.ts";
import { type Read, savedOf, useWizard } from "./wizard.ts";

export type Step<Draft> = {
  draft: Draft;
  change: (draft: Draft) => void;
  submit: () => void;
  /** what is missing, once one tried to go on without it */
  missing: Word | undefined;
};

type Rules<Key extends StepKey, Draft> = {
  /** from what was saved, or from nothing */
  start: (saved: StepContent<Key> | undefined) => Draft;
  read: (draft: Draft) => Read<Key>;
};

/** The form of one step: what was typed last, else what was saved, else a start. Every change is kept at once. */
export function useStep<Key extends StepKey, Draft>(key: Key, { start, read }: Rules<Key, Draft>): Step<Draft> {
  const wizard = useWizard();
  const [draft, setDraft] = useState<Draft>(() => (wizard.typedOf(key) as Draft | undefined) ?? start(savedOf(wizard.dossier, key)));
  const [missing, setMissing] = useState<Word>();
  const change = (next: Draft) => {
    setDraft(next);
    setMissing(undefined);
    wizard.type(key, next);
  };
  const submit = () => {
    const result = read(draft);
    if ("missing" in result) return setMissing(result.missing);
    const checked = stepSchemas[key].safeParse(result.content);
    if (!checked.success) return setMissing("stepFieldsInvalid");
    wizard.save(key, result.content);
  };
  return { draft, change, submit, missing };
}
