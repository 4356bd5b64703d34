import { type DossierEvent, type DossierView, events, stepKeys, stepOfField } from "@dinhdanh/dossiers/contract";
import { Button } from "@mantine/core";
import { useState } from "react";
import { LinkButton } from "../parts/link-button.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useOfficer } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";
import { useCauseEvent } from "./use-cause-event.ts";

/** Events that the page offers elsewhere: steps are mended in the wizard, a check is accepted beside it. */
const elsewhere: readonly DossierEvent[] = ["submit", "resubmit", "override", "refuse-at-counter"];
/** What keeps a dossier from a card is told apart in reports (domain rules, section 3). */
const delaying: readonly DossierEvent[] = ["hold", "return", "refuse"];
const asksReason = (event: DossierEvent) => "reason" in events[event];

/** What can be sent back: what was collected, and changes that nobody declared; chosen beforehand is what the checks found. */
function stepsToMend({ steps, mends }: DossierView) {
  const found = mends.map(({ field }) => stepOfField(field));
  const of = stepKeys.filter((key) => key === "changes" || steps.some(({ step }) => step === key));
  return { of, known: of.filter((key) => found.includes(key)) };
}

type Props = { dossier: DossierView; onDone?: (event: DossierEvent) => void; keys?: Partial<Record<DossierEvent, string>> };

/** What the reader may do now, from the same table as the server's answer; words where the table asks for them. */
export function EventButtons({ dossier, onDone, keys = {} }: Props) {
  const { t, say } = useLanguage();
  const { code } = useOfficer();
  const [asked, setAsked] = useState<DossierEvent>();
  const cause = useCauseEvent(dossier.dossierId, ({ event }) => {
    setAsked(undefined);
    onDone?.(event);
  });
  // what is most often meant stands first
  const offered = dossier.events
    .filter((event) => !elsewhere.includes(event))
    .toSorted((a, b) => Number(b === "approve") - Number(a === "approve"));
  const mend = dossier.events.includes("submit") || dossier.events.includes("resubmit");
  const own = dossier.collectors.includes(code) && ["clean", "flagged"].includes(dossier.state);
  return (
    <>
      <div className="actions">
        {mend ? (
          <LinkButton to="/thu-nhan/$dossierId" params={{ dossierId: dossier.dossierId }}>
            {t(dossier.state === "returned" ? "mendDossier" : "goOnDossier")}
          </LinkButton>
        ) : null}
        {offered.map((event) => (
          <Button
            key={event}
            variant={event === "approve" ? "filled" : "default"}
            loading={cause.isPending && cause.variables.event === event}
            data-event={event}
            onClick={() => (asksReason(event) ? setAsked(event) : cause.mutate({ event }))}
          >
            {say(events[event].text)}
            {keys[event] === undefined ? null : <kbd className="on-button">{keys[event]}</kbd>}
          </Button>
        ))}
        {own ? <span className="small mute">{t("fourEyes")}</span> : null}
      </div>
      {cause.error === null || asked !== undefined ? null : <Trouble error={cause.error} />}
      {asked === undefined ? null : (
        <ReasonDialog
          title={say(events[asked].text)}
          busy={cause.isPending}
          error={cause.error}
          asksCause={delaying.includes(asked)}
          {...("steps" in events[asked] ? { asksSteps: stepsToMend(dossier) } : {})}
          onClose={() => setAsked(undefined)}
          onSay={(reason, more) => cause.mutate({ event: asked, reason, ...more })}
        />
      )}
    </>
  );
}
