import { stepNames } from "@dinhdanh/dossiers/contract";
import { useLanguage } from "../../words/language.tsx";
import { SlipLink } from "../slip-link.tsx";
import { StepFrame } from "../step-frame.tsx";
import { useStep } from "../use-step.ts";
import { useWizard } from "../wizard.ts";

type Draft = { citizen: boolean; officer: boolean };

/** The collection slip is printed, read and signed on paper by both; the register notes that it was. */
export function SignaturesStep() {
  const { t, say } = useLanguage();
  const { dossier } = useWizard();
  const step = useStep<"signatures", Draft>("signatures", {
    start: (saved) => ({ citizen: saved?.citizen ?? false, officer: saved?.officer ?? false }),
    read: (draft) => (draft.citizen && draft.officer ? { content: draft } : { missing: "signaturesMissing" }),
  });
  const box = (who: keyof Draft, label: string) => (
    <label className="tick">
      <input type="checkbox" checked={step.draft[who]} onChange={(event) => step.change({ ...step.draft, [who]: event.target.checked })} />
      {label}
    </label>
  );
  return (
    <StepFrame title={say(stepNames.signatures)} teach={t("signaturesTeach")} missing={step.missing} onSubmit={step.submit}>
      <p>
        <SlipLink dossierId={dossier.dossierId} slip="collection" first />
      </p>
      {box("citizen", t("signaturesCitizen"))}
      {box("officer", t("signaturesOfficer"))}
    </StepFrame>
  );
}
