import { Button, Textarea } from "@mantine/core";
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
  onClose: () => void;
  onSay: (reason: string) => void;
};

/** The officer's words, where an event asks for them. */
export function ReasonDialog({ title, teach, start = "", busy, error, onClose, onSay }: Props) {
  const { t } = useLanguage();
  const [reason, setReason] = useState(start);
  const [lacking, setLacking] = useState(false);
  const submit = () => {
    setLacking(reason.trim() === "");
    if (reason.trim() !== "" && !busy) onSay(reason.trim());
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
        {error === null ? null : <Trouble error={error} />}
        <Button type="submit" loading={busy}>
          {title}
          <kbd className="on-button">Ctrl + Enter</kbd>
        </Button>
      </form>
    </Dialog>
  );
}
