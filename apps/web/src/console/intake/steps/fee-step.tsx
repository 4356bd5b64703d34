import { type Exemption, exemptions, type Fee, feeOf, stepNames } from "@dinhdanh/dossiers/contract";
import { TextInput } from "@mantine/core";
import { useLanguage } from "../../words/language.tsx";
import { Choice } from "../../parts/choice.tsx";
import { usualCircumstance } from "../kind-fields.tsx";
import { StepFrame } from "../step-frame.tsx";
import { useStep } from "../use-step.ts";
import { savedOf, useWizard } from "../wizard.ts";

type Draft = { exemption: Exemption | null; receipt: string };
const keys = Object.keys(exemptions) as Exemption[];

/** The fee of the day's table; nobody types an amount. */
export function FeeStep() {
  const { t, say } = useLanguage();
  const { dossier, day } = useWizard();
  const circumstance = savedOf(dossier, "kind")?.circumstance ?? usualCircumstance(dossier.kind);
  const feeFor = (exemption: Exemption | null) => feeOf(dossier.kind, { circumstance, exemption }, day);
  const step = useStep<"fee", Draft>("fee", {
    start: (saved) => ({ exemption: saved?.exemption ?? null, receipt: saved?.receipt ?? "" }),
    read: ({ exemption, receipt }) => ({
      content: {
        exemption,
        paidVnd: feeFor(exemption).amountVnd,
        ...(receipt.trim() === "" ? {} : { receipt: receipt.trim() }),
      },
    }),
  });
  const { exemption, receipt } = step.draft;
  const fee = feeFor(exemption);
  return (
    <StepFrame title={say(stepNames.fee)} missing={step.missing} onSubmit={step.submit}>
      <FeeLine fee={fee} />
      {fee.fullVnd === 0 ? null : (
        <Choice
          title={t("feeExemption")}
          value={exemption ?? "none"}
          options={[{ value: "none", label: t("feeExemptionNone") }, ...keys.map((value) => ({ value, label: say(exemptions[value]) }))]}
          onChange={(value) => step.change({ ...step.draft, exemption: keys.find((key) => key === value) ?? null })}
        />
      )}
      {fee.amountVnd === 0 ? null : (
        <TextInput
          label={t("feeReceipt")}
          maxLength={40}
          autoComplete="off"
          value={receipt}
          onChange={(event) => step.change({ ...step.draft, receipt: event.target.value })}
        />
      )}
    </StepFrame>
  );
}

function FeeLine({ fee }: { fee: Fee }) {
  const { t, rich, number } = useLanguage();
  const { amountVnd, fullVnd, exempt, unconfirmed } = fee;
  return (
    <p className="fee">
      {amountVnd === 0 ? <b>{t("feeFree")}</b> : rich("feeAmount", { amount: <b>{number(amountVnd)}</b> })}
      {amountVnd === fullVnd ? null : (
        <span className="mute small"> {t(exempt ? "feeExempted" : "feeReduced", { full: number(fullVnd) })}</span>
      )}
      {unconfirmed ? <span className="mute small"> {t("feeUnconfirmed")}</span> : null}
    </p>
  );
}
