import type { CardView } from "@dinhdanh/cards/contract";
import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { reportCard } from "../api/card-calls.ts";
import { useLanguage } from "../words/language.tsx";
import { Trouble } from "./trouble.tsx";

type Props = { card: Pick<CardView, "personId" | "cardId" | "state">; start?: string; onDone: () => void; onCancel?: () => void };

/** What is wrong on a card, for the unit that collects anew: the card is spoiled without a successor, its dossier goes back. */
export function RejectContent({ card: { personId, cardId, state }, start = "", onDone, onCancel }: Props) {
  const { t } = useLanguage();
  const client = useQueryClient();
  const [wrong, setWrong] = useState(start);
  // nothing was made that could be spoiled
  const aside = state === "set-aside";
  const send = useMutation({
    mutationFn: () => reportCard({ personId, cardId, event: "reject-content", reason: wrong.trim() }),
    onSuccess: async () => {
      // its dossier and the lists of dossiers say something else now, too
      await Promise.all(
        [["line"], ["person", personId], ["dossier"], ["dossiers"]].map((queryKey) => client.invalidateQueries({ queryKey })),
      );
      onDone();
    },
  });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (wrong.trim() !== "") send.mutate();
      }}
    >
      <p>{t(aside ? "rejectAsideTeach" : "rejectContentTeach")}</p>
      <TextInput
        data-autofocus
        label={t("rejectContentReason")}
        placeholder={t("rejectContentHint")}
        maxLength={200}
        value={wrong}
        onChange={({ currentTarget }) => setWrong(currentTarget.value)}
      />
      {send.error === null ? null : <Trouble error={send.error} />}
      <div className="actions">
        <Button type="submit" variant="default" className="danger-button" loading={send.isPending} disabled={wrong.trim() === ""}>
          {t(aside ? "confirmRejectAside" : "confirmReject")}
        </Button>
        {onCancel === undefined ? null : (
          <Button variant="default" onClick={onCancel}>
            {t("cancel")}
          </Button>
        )}
      </div>
    </form>
  );
}
