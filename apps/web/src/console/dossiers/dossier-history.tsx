import { type DossierView, stepNames } from "@dinhdanh/dossiers/contract";
import { Officer } from "../parts/officer.tsx";
import { actWord } from "../person/person-tables.ts";
import { useLanguage } from "../words/language.tsx";

/** The acts of this dossier, latest first. */
export function DossierHistory({ dossier }: { dossier: DossierView }) {
  const { t, say, time } = useLanguage();
  // what came at one moment is told in the order in which it was recorded, too
  const acts = dossier.history.toReversed().toSorted((a, b) => Date.parse(b.occurredAt) - Date.parse(a.occurredAt));
  return (
    <section>
      <h2>{t("dossierHistoryTitle")}</h2>
      <ol className="timeline">
        {acts.map(({ kind, occurredAt, recordedAt, officer, reason, steps }) => {
          const word = actWord(kind);
          return (
            <li key={`${kind} ${recordedAt}`}>
              <time dateTime={occurredAt}>{time(occurredAt)}</time>
              <span>
                {word === undefined ? kind : t(word)}
                {steps.length === 0 ? null : ` (${steps.map((step) => say(stepNames[step])).join(", ")})`}
                {reason === null ? null : `: ${reason}`}
              </span>
              <span className="timeline-who">{officer === null ? null : <Officer code={officer} />}</span>
            </li>
          );
        })}
        {acts.length === 0 ? <li className="mute">{t("actsNone")}</li> : null}
      </ol>
    </section>
  );
}
