import type { PersonView } from "@dinhdanh/campaign/contract";
import { type DossierView, type StepContent, type StepKey, toMend } from "@dinhdanh/dossiers/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { saveStep } from "../api/dossier-calls.ts";
import { dossierQuery } from "../api/dossier-queries.ts";
import { Problem } from "../api/problem.ts";
import { useOfficer } from "../routing/use-view.ts";
import { type Eligible, stepsFor } from "./eligible.ts";
import { dayNow, type Keep, type KeptWork } from "./kept-work.ts";
import { isDone, type Wizard } from "./wizard.ts";

type Given = { dossier: DossierView; person: PersonView; eligible: Eligible; kept: KeptWork | null; keep: Keep };

/** The first step that the server does not have yet, or that was sent back and is as it was. */
function firstOpen(dossier: DossierView, steps: readonly StepKey[]): StepKey | "submit" {
  const sentBack = toMend(dossier).filter(({ mended }) => !mended);
  return steps.find((step) => !isDone(dossier, step) || sentBack.some((one) => one.step === step)) ?? "submit";
}

/** What was typed into the dossier's steps, with one of them replaced, or dropped as saved: who has signed and not sent it saw the slip of before. */
function typedWith(before: KeptWork | null, { dossierId, personId }: DossierView, step: StepKey, draft: unknown): KeptWork {
  const mine = before?.dossierId === dossierId ? before : { dossierId, personId, typed: {} };
  const typed = { ...mine.typed, [step]: draft };
  if (draft === undefined && step !== "delivery") delete typed.signatures;
  return { ...mine, typed };
}

export function useWizardState({ dossier, person, eligible, kept, keep }: Given): Wizard {
  const client = useQueryClient();
  const { code } = useOfficer();
  const navigate = useNavigate();
  const { buoc } = useSearch({ from: "/trong/thu-nhan/$dossierId" });
  const steps = stepsFor(eligible);
  const asked = buoc === "submit" ? buoc : steps.find((step) => step === buoc);
  const step = asked ?? firstOpen(dossier, steps);
  const { dossierId } = dossier;
  const queryKey = dossierQuery(dossierId).queryKey;
  const goTo = (next: StepKey | "submit") => void navigate({ to: "/thu-nhan/$dossierId", params: { dossierId }, search: { buoc: next } });
  const saving = useMutation({
    mutationFn: async ({ key, content }: { key: StepKey; content: StepContent }) => {
      const version = dossier.steps.find((saved) => saved.step === key)?.version ?? 0;
      const saved = await saveStep(dossierId, key, { version, content });
      // with what was captured since the page was drawn
      const before = client.getQueryData(queryKey) ?? dossier;
      const after = { ...before, steps: [...before.steps.filter((each) => each.step !== key), { ...saved, savedBy: code, content }] };
      client.setQueryData(queryKey, after);
      await keep((work) => typedWith(work, dossier, key, undefined));
      return firstOpen(after, steps);
    },
    // saved elsewhere meanwhile: what is there now is loaded, what is typed here stays
    onError: (error) => (error instanceof Problem && error.code === "version-stale" ? client.invalidateQueries({ queryKey }) : undefined),
  });
  const at = step === "submit" ? steps.length : steps.indexOf(step);
  const previous = steps[at - 1];
  return {
    ...{ dossier, person, eligible, day: dayNow(), step, goTo },
    typedOf: (key) => (kept?.dossierId === dossierId ? kept.typed[key] : undefined),
    type: (key, draft) => void keep((before) => typedWith(before, dossier, key, draft)),
    // goes on once the saving is over: the next step's button must take the focus
    save: (key, content) => saving.mutate({ key, content }, { onSuccess: goTo }),
    saving: saving.isPending,
    error: saving.error,
    back: previous === undefined ? null : () => goTo(previous),
    ...{ act: kept?.dossierId === dossierId ? kept.act : undefined, keep },
  };
}
