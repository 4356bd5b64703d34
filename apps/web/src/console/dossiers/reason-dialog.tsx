import { causes, type DossierCause, dossierCauses } from "@dinhdanh/dossiers/contract";
import { Button, NativeSelect, Textarea } from "@mantine/core";
import { useState } from "react";
import { Dialog } from "../parts/dialog.tsx";
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
  onClose: () => void;
  onSay: (reason: string, cause?: DossierCause) => void;
};

const stated = dossierCauses.filter((cause) => causes[cause].official);

/** The officer's words, where an event asks for them. */
export function ReasonDialog({ title, teach, start = "", busy, error, asksCause = false, onClose, onSay }: Props) {
  const { t, say } = useLanguage();
  const [cause, setCause] = useState<DossierCause>();
  const [reason, setReason] = useState(start);
  const [lacking, setLacking] = useState(false);
  const submit = () => {
    setLacking(reason.trim() === "");
    if (reason.trim() !== "" && !busy) onSay(reason.trim(), cause);
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
          error={lacking ? t("reasonMissing") : undefined}
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
