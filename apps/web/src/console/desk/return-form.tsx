import type { Desk } from "@dinhdanh/cards/contract";
import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { returnCard } from "../api/card-calls.ts";
import { Trouble } from "../parts/trouble.tsx";
import { useLanguage } from "../words/language.tsx";

/** The other way: the card goes back, with the reason. */
export function ReturnForm({ card, onDone }: { card: Desk["cards"][number]; onDone: () => void }) {
  const { t } = useLanguage();
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  const send = useMutation({
    mutationFn: () => returnCard({ personId: card.personId, cardId: card.cardId, reason: reason.trim() }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["line"] });
      onDone();
    },
  });
  return (
    <details className="other-way">
      <summary>{t("undelivered")}</summary>
      <form
        className="scan-row"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim() !== "") send.mutate();
        }}
      >
        <TextInput
          aria-label={t("undeliveredReason")}
          placeholder={t("undeliveredHint")}
          value={reason}
          maxLength={200}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={send.isPending} disabled={reason.trim() === ""}>
          {t("doReturn")}
        </Button>
      </form>
      {send.error === null ? null : <Trouble error={send.error} />}
    </details>
  );
}
