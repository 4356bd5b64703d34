import { type CardEvent, type CardView, type RevokeCard, revocationReasons, revokeCardSchema } from "@dinhdanh/cards/contract";
import { Button, NativeSelect } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { reportCard, revokeCard } from "../api/card-calls.ts";
import { LinkButton } from "../parts/link-button.tsx";
import { RejectContent } from "../parts/reject-content.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useMay } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import type { Word } from "../words/words.ts";

type Confirmed = "report-lost" | "report-damaged" | "revoke";
type Change = Confirmed | "reject-content";
const asks: Record<Change, Word> = {
  "report-lost": "reportLost",
  "report-damaged": "reportDamaged",
  "reject-content": "rejectContent",
  revoke: "revoke",
};
const words: Record<Confirmed, { teach: Word; confirm: Word }> = {
  "report-lost": { teach: "reportLostTeach", confirm: "confirmLost" },
  "report-damaged": { teach: "reportDamagedTeach", confirm: "confirmDamaged" },
  revoke: { teach: "revokeTeach", confirm: "confirmRevoke" },
};
const reasons = revokeCardSchema.shape.reason.options;

/** What the card's state and the officer's role allow; what cannot be undone is asked twice. */
export function CardActions({ card }: { card: CardView }) {
  const { t } = useLanguage();
  const [asked, setAsked] = useState<Change>();
  const hands = useMay("hand-out");
  const produces = useMay("produce");
  const has = (event: CardEvent) => card.events.includes(event);
  const may: Record<Change, boolean> = {
    "report-lost": hands,
    "report-damaged": hands,
    "reject-content": hands || produces,
    revoke: produces,
  };
  const changes = (Object.keys(asks) as Change[]).filter((event) => has(event) && may[event]);
  const handsOver = hands && has("hand-over") && card.serial !== null;
  if (changes.length === 0 && !handsOver) return null;
  return (
    <fieldset className="card-actions" aria-label={t("cardActions")}>
      <div className="actions no-print">
        {handsOver && card.serial !== null ? (
          <LinkButton to="/tra-the" search={{ "don-vi": card.unit, the: card.serial }}>
            {t("goHandOver")}
          </LinkButton>
        ) : null}
        {changes.map((event) => (
          <Button
            key={event}
            variant="default"
            aria-expanded={asked === event}
            onClick={() => setAsked(asked === event ? undefined : event)}
          >
            {t(asks[event])}
          </Button>
        ))}
      </div>
      {asked === undefined || !changes.includes(asked) ? null : asked === "reject-content" ? (
        <div className="panel">
          <RejectContent card={card} onDone={() => setAsked(undefined)} onCancel={() => setAsked(undefined)} />
        </div>
      ) : (
        <Confirm key={asked} card={card} change={asked} onClose={() => setAsked(undefined)} />
      )}
    </fieldset>
  );
}

function Confirm({ card, change, onClose }: { card: CardView; change: Confirmed; onClose: () => void }) {
  const { t, say } = useLanguage();
  const client = useQueryClient();
  const [reason, setReason] = useState<RevokeCard["reason"]>("issued-in-error");
  const { personId, cardId } = card;
  // of one that was damaged on its way the line has made another
  const endsDossier = card.handedOverAt === null && card.state !== "damaged";
  const send = useMutation({
    mutationFn: () => (change === "revoke" ? revokeCard({ personId, cardId, reason }) : reportCard({ personId, cardId, event: change })),
    onSuccess: async () => {
      // its dossier and the lists of dossiers say something else now, too
      await Promise.all(
        [["line"], ["person", personId], ["dossier"], ["dossiers"]].map((queryKey) => client.invalidateQueries({ queryKey })),
      );
      onClose();
    },
  });
  return (
    <form
      className="panel"
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate();
      }}
    >
      <p>{t(words[change].teach)}</p>
      {change === "revoke" && endsDossier ? <p>{t("revokeTeachDossier")}</p> : null}
      {change === "revoke" && card.events.includes("reject-content") ? <p>{t("revokeTeachWrong")}</p> : null}
      {change === "revoke" ? (
        <NativeSelect
          label={t("revokeReason")}
          value={reason}
          onChange={({ currentTarget }) => setReason(reasons.find((each) => each === currentTarget.value) ?? reason)}
          data={reasons.map((value) => ({ value, label: say(revocationReasons[value]) }))}
        />
      ) : null}
      {send.error === null ? null : <Trouble error={send.error} />}
      <div className="actions">
        <Button type="submit" variant="default" className="danger-button" loading={send.isPending}>
          {t(words[change].confirm)}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}
