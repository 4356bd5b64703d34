import { type DossierEvent, type DossierView, type Eligibility, events, ineligibilities } from "@dinhdanh/dossiers/contract";
import { useState } from "react";
import { ReasonDialog } from "../dossiers/reason-dialog.tsx";
import { useLanguage } from "../words/language.tsx";
import type { Keep } from "./kept-work.ts";
import { useKeptEvent } from "./use-kept-event.ts";

type Ineligible = Extract<Eligibility, { eligible: false }>;
type Props = { dossier: DossierView; keep: Keep; ineligible: Ineligible | null };

const ways = ["refuse-at-counter", "withdraw"] as const satisfies readonly DossierEvent[];

/** Ends a dossier that will not be submitted: refused in writing, or withdrawn by the citizen. */
export function DropDossier({ dossier, keep, ineligible }: Props) {
  const { t, say } = useLanguage();
  const [asked, setAsked] = useState<DossierEvent>();
  const drop = useKeptEvent(dossier.dossierId, keep, () => setAsked(undefined));
  const possible = ways.filter((event) => dossier.events.includes(event));
  return (
    <section className="drop-dossier">
      {ineligible === null ? null : (
        <>
          <h1>{dossier.fullName}</h1>
          <p className="lead">
            {say(ineligibilities[ineligible.reason])}. {ineligible.source}.
          </p>
        </>
      )}
      {possible.map((event) => (
        <button key={event} type="button" className="plain" onClick={() => setAsked(event)}>
          {say(events[event].text)}
        </button>
      ))}
      {asked === undefined ? null : (
        <ReasonDialog
          title={say(events[asked].text)}
          teach={t(asked === "withdraw" ? "dropWithdrawTeach" : "dropRefuseTeach")}
          start={ineligible === null ? "" : `${ineligibilities[ineligible.reason].vi} (${ineligible.source})`}
          busy={drop.isPending}
          error={drop.error}
          onClose={() => setAsked(undefined)}
          onSay={(reason) => drop.mutate({ event: asked, act: undefined, reason })}
        />
      )}
    </section>
  );
}
