import { causes, type DossierCause, dossierCauses, type StepKey, stepNames } from "@dinhdanh/dossiers/contract";
import { Button, NativeSelect, Textarea } from "@mantine/core";
import { useState } from "react";
import { Dialog } from "../parts/dialog.tsx";
import { StepsToMend } from "../parts/steps-to-mend.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useLanguage } from "../words/language.tsx";

type Props = {
  title: string;
  teach?: string;
  start?: string;
  busy: boolean;
  error: unknown;
  /** which of the causes that reports tell apart, too, when one is the reason */
  asksCause?: boolean;
  /** which steps are to be mended, of these; those that are known already are chosen */
  asksSteps?: { of: readonly StepKey[]; known: readonly StepKey[] };
  onClose: () => void;
  onSay: (reason: string, more: { cause?: DossierCause; steps?: StepKey[] }) => void;
};

const stated = dossierCauses.filter((cause) => causes[cause].official);

/** The officer's words, where an event asks for them. */
export function ReasonDialog({ title, teach, start = "", busy, error, asksCause = false, asksSteps, onClose, onSay }: Props) {
  const { t, say } = useLanguage();
  const [steps, setSteps] = useState<readonly StepKey[]>(asksSteps?.known ?? []);
  const [cause, setCause] = useState<DossierCause>();
  const [reason, setReason] = useState(start);
  const [lacking, setLacking] = useState(false);
  const lacksSteps = asksSteps !== undefined && steps.length === 0;
  const submit = () => {
    setLacking(true);
    if (reason.trim() === "" || lacksSteps || busy) return;
    onSay(reason.trim(), { ...(cause === undefined ? {} : { cause }), ...(asksSteps === undefined ? {} : { steps: [...steps] }) });
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {teach === undefined ? null : <p className="mute">{teach}</p>}
        <Textarea
          data-autofocus
          label={t("reasonLabel")}
          error={lacking && reason.trim() === "" ? t("reasonMissing") : undefined}
          maxLength={500}
          rows={4}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
            // not also the page behind
            event.stopPropagation();
            submit();
          }}
        />
        {asksSteps === undefined ? null : (
          <StepsToMend
            title={t("stepsToMend")}
            names={stepNames}
            {...{ of: asksSteps.of, chosen: steps, onChoose: setSteps }}
            error={lacking && lacksSteps ? t("stepsToMendMissing") : undefined}
          />
        )}
        {asksCause ? (
          <NativeSelect
            label={t("causeLabel")}
            value={cause ?? ""}
            onChange={({ currentTarget: { value } }) => setCause(stated.find((one) => one === value))}
            data={[{ value: "", label: t("causeNone") }, ...stated.map((value) => ({ value, label: say(causes[value].text) }))]}
          />
        ) : null}
        {error === null ? null : <Trouble error={error} />}
        <Button type="submit" loading={busy}>
          {title}
          <kbd className="on-button">Ctrl + Enter</kbd>
        </Button>
      </form>
    </Dialog>
  );
}
