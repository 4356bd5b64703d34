import { stepNames } from "@dinhdanh/dossiers/contract";
import { useLanguage } from "../../words/language.tsx";
import { type KindDraft, KindFields, usualCircumstance } from "../kind-fields.tsx";
import { StepFrame } from "../step-frame.tsx";
import { useStep } from "../use-step.ts";
import { useWizard } from "../wizard.ts";

export function KindStep() {
  const { say } = useLanguage();
  const { dossier, eligible } = useWizard();
  const step = useStep<"kind", KindDraft>("kind", {
    start: (saved) => ({
      kind: dossier.kind,
      circumstance: saved?.circumstance ?? usualCircumstance(dossier.kind),
      throughGuardian: saved?.throughGuardian ?? "",
    }),
    read: ({ circumstance, throughGuardian }) =>
      eligible.throughGuardian && throughGuardian.trim() === ""
        ? { missing: "intakeGuardianMissing" }
        : { content: { circumstance, ...(throughGuardian.trim() === "" ? {} : { throughGuardian: throughGuardian.trim() }) } },
  });
  return (
    <StepFrame title={say(stepNames.kind)} missing={step.missing} onSubmit={step.submit}>
      <KindFields draft={step.draft} kindFixed guardian={eligible.throughGuardian} onChange={step.change} />
    </StepFrame>
  );
}
