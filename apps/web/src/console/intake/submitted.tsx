import { type DossierState, type DossierView, states } from "@dinhdanh/dossiers/contract";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { LinkButton } from "../parts/link-button.tsx";
import { useLanguage } from "../words/language.tsx";
import type { Word } from "../words/words.ts";
import { SlipLink } from "./slip-link.tsx";

const titles: Partial<Record<DossierState, Word>> = {
  ...{ refused: "submittedRefused", withdrawn: "submittedWithdrawn", "card-revoked": "submittedCardRevoked" },
};

/** The dossier has left the counter: its papers, and the next person. */
export function Submitted({ dossier }: { dossier: DossierView }) {
  const { t, say, day, rich } = useLanguage();
  const { dossierId, fullName, state, dueOn } = dossier;
  const next = useRef<HTMLAnchorElement>(null);
  useEffect(() => next.current?.focus(), []);
  const refused = state === "refused";
  /** nobody waits for a card of it */
  const over = state === "withdrawn" || state === "card-revoked";
  return (
    <section className="step" aria-labelledby="submitted">
      <h1 id="submitted">{t(titles[state] ?? "submittedTitle", { name: fullName })}</h1>
      <output className="lead">
        {say(states[state].text)}. {dueOn === null || refused || over ? null : rich("submittedDue", { day: <b>{day(dueOn)}</b> })}
      </output>
      <div className="actions">
        {refused ? (
          <SlipLink dossierId={dossierId} slip="refusal" />
        ) : over ? null : (
          <>
            <SlipLink dossierId={dossierId} slip="collection" />
            <SlipLink dossierId={dossierId} slip="appointment" />
          </>
        )}
        {/* the next person is waiting: Enter goes there */}
        <LinkButton ref={next} to="/thu-nhan">
          {t("submittedNext")}
          <kbd className="on-button">Enter</kbd>
        </LinkButton>
      </div>
      <p>
        <Link to="/ho-so/$dossierId" params={{ dossierId }}>
          {t("submittedOpen")}
        </Link>
      </p>
    </section>
  );
}
