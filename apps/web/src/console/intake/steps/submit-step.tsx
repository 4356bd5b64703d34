import { type DossierView, type StepKey, stepNames, toMend } from "@dinhdanh/dossiers/contract";
import { Link, useNavigate } from "@tanstack/react-router";
import { Problem } from "../../api/problem.ts";
import { LinkButton } from "../../parts/link-button.tsx";
import { useLanguage } from "../../words/language.tsx";
import { stepsFor } from "../eligible.ts";
import { saidOf } from "../said-of.ts";
import { StepForm } from "../step-form.tsx";
import { useKeptEvent } from "../use-kept-event.ts";
import { isDone, useWizard } from "../wizard.ts";

/** All that was collected, on one page, and then off it goes. */
export function SubmitStep() {
  const { t, say } = useLanguage();
  const { dossier, eligible, back, act, keep } = useWizard();
  const navigate = useNavigate();
  const steps = stepsFor(eligible);
  const open = steps.filter((step) => step !== "changes" && !isDone(dossier, step));
  const untouched = toMend(dossier).filter(({ mended }) => !mended);
  const event = dossier.state === "returned" ? "resubmit" : "submit";
  const submission = useKeptEvent(
    dossier.dossierId,
    keep,
    () => void navigate({ to: "/thu-nhan/$dossierId", params: { dossierId: dossier.dossierId }, search: {}, replace: true }),
  );
  const versions = Object.fromEntries(dossier.steps.map(({ step, version }) => [step, version]));
  return (
    <StepForm
      title={t("submitTitle")}
      teach={open.length === 0 ? t("submitTeach") : t("submitOpen")}
      missing={undefined}
      onSubmit={() => submission.mutate({ event, act, versions })}
      action={t(event === "submit" ? "submitNow" : "submitAgain")}
      disabled={open.length > 0}
      saving={submission.isPending}
      error={submission.error}
      mend={<StepToMend dossierId={dossier.dossierId} error={submission.error} />}
      back={back}
    >
      {untouched.length === 0 ? null : (
        <p className="amber">▲ {t("submitUntouched", { steps: untouched.map(({ step }) => say(stepNames[step])).join(", ") })}</p>
      )}
      <table className="summary">
        <tbody>
          {steps.map((step) => (
            <SummaryRow key={step} dossier={dossier} step={step} />
          ))}
        </tbody>
      </table>
    </StepForm>
  );
}

/** The step that a refusal is about. */
const stepOf: Readonly<Record<string, StepKey>> = {
  "changes-refused-again": "changes",
  "fee-differs": "fee",
  "circumstance-unfit": "kind",
};

function StepToMend({ dossierId, error }: { dossierId: string; error: unknown }) {
  const { t, say } = useLanguage();
  const step = error instanceof Problem ? stepOf[error.code] : undefined;
  if (step === undefined) return null;
  return (
    <LinkButton data-first variant="default" to="/thu-nhan/$dossierId" params={{ dossierId }} search={{ buoc: step }}>
      {`${t("stepMend")}: ${say(stepNames[step])}`}
    </LinkButton>
  );
}

function SummaryRow({ dossier, step }: { dossier: DossierView; step: StepKey }) {
  const language = useLanguage();
  const { t, say } = language;
  const saved = isDone(dossier, step);
  return (
    <tr>
      <th scope="row">{say(stepNames[step])}</th>
      <td>{saved ? saidOf(dossier, step, language) : <span className="amber">▲ {t("stepOpen")}</span>}</td>
      <td className="num">
        <Link
          to="/thu-nhan/$dossierId"
          params={{ dossierId: dossier.dossierId }}
          search={{ buoc: step }}
          aria-label={`${t("stepMend")}: ${say(stepNames[step])}`}
        >
          {t("stepMend")}
        </Link>
      </td>
    </tr>
  );
}
