import type { CardView } from "@dinhdanh/cards/contract";
import { type StepOnCard, stepsOnCard, stepsOnCardKeys } from "@dinhdanh/dossiers/contract";
import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { reportCard } from "../api/card-calls.ts";
import { useLanguage } from "../words/language.tsx";
import { StepsToMend } from "./steps-to-mend.tsx";
import { Trouble } from "./trouble.tsx";

type Props = {
  card: Pick<CardView, "personId" | "cardId" | "state">;
  /** what is known to be wrong */ start?: { reason: string; steps: readonly StepOnCard[] };
  onDone: () => void;
  onCancel?: () => void;
};

/** What is wrong on a card, for the unit that collects anew: the card is spoiled without a successor, its dossier goes back. */
export function RejectContent({ card: { personId, cardId, state }, start, onDone, onCancel }: Props) {
  const { t } = useLanguage();
  const client = useQueryClient();
  const [wrong, setWrong] = useState(start?.reason ?? "");
  const [steps, setSteps] = useState<readonly StepOnCard[]>(start?.steps ?? []);
  const [lacking, setLacking] = useState(false);
  // nothing was made that could be spoiled
  const aside = state === "set-aside";
  const send = useMutation({
    mutationFn: () => reportCard({ personId, cardId, event: "reject-content", reason: wrong.trim(), steps: [...steps] }),
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
        setLacking(true);
        if (wrong.trim() !== "" && steps.length > 0) send.mutate();
      }}
    >
      <p>{t(aside ? "rejectAsideTeach" : "rejectContentTeach")}</p>
      <StepsOnCard chosen={steps} lacking={lacking} onChoose={setSteps} />
      <TextInput
        data-autofocus
        label={t("rejectContentReason")}
        placeholder={t("rejectContentHint")}
        error={lacking && wrong.trim() === "" ? t("reasonMissing") : undefined}
        maxLength={200}
        value={wrong}
        onChange={({ currentTarget }) => setWrong(currentTarget.value)}
      />
      {send.error === null ? null : <Trouble error={send.error} />}
      <div className="actions">
        <Button type="submit" variant="default" className="danger-button" loading={send.isPending}>
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

type StepsProps = { chosen: readonly StepOnCard[]; lacking: boolean; onChoose: (steps: StepOnCard[]) => void };

/** What is wrong, as the card shows it. */
export function StepsOnCard({ chosen, lacking, onChoose }: StepsProps) {
  const { t } = useLanguage();
  const error = lacking && chosen.length === 0 ? t("stepsOnCardMissing") : undefined;
  return <StepsToMend title={t("stepsOnCard")} names={stepsOnCard} of={stepsOnCardKeys} {...{ chosen, error, onChoose }} />;
}
