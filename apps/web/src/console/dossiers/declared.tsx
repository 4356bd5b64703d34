import { type ChangeableField, changeableFields, type DossierView, isFinal } from "@dinhdanh/dossiers/contract";
import { Link } from "@tanstack/react-router";
import { Tag, type Tone } from "../parts/tag.tsx";
import { shown } from "../person/shown-value.ts";
import { useMay } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import type { Word } from "../words/words.ts";

type Declared = DossierView["declared"][number];

const states: Record<Declared["state"], { tone: Tone; word: Word }> = {
  proposed: { tone: "waiting", word: "correctionProposed" },
  approved: { tone: "done", word: "correctionApproved" },
  refused: { tone: "bad", word: "correctionRefused" },
  withdrawn: { tone: "bad", word: "correctionWithdrawn" },
  "not-sent": { tone: "waiting", word: "declaredNotSent" },
  move: { tone: "waiting", word: "declaredMove" },
  malformed: { tone: "bad", word: "declaredMalformed" },
};

/** What the citizen declares to have changed, and what became of each: the chief of the commune decides, not who approves the dossier. */
export function DeclaredChanges({ dossier }: { dossier: DossierView }) {
  const { t } = useLanguage();
  const mayDecide = useMay("decide-corrections");
  if (dossier.declared.length === 0) return null;
  const waiting = dossier.declared.filter(({ state }) => state === "proposed").length;
  return (
    <section className="block">
      <h2>{t("declaredTitle")}</h2>
      {waiting === 0 || isFinal(dossier.state) ? null : (
        <p className="amber">
          {t("declaredWait", { n: waiting })} {mayDecide ? <Link to="/dieu-chinh">{t("declaredOpen")}</Link> : null}
        </p>
      )}
      <ul className="declared">
        {dossier.declared.map((one) => (
          <DeclaredLine key={`${one.field} ${one.form}`} one={one} />
        ))}
      </ul>
    </section>
  );
}

function DeclaredLine({ one: { field, form, from, to, state, decidedBy, reason } }: { one: Declared }) {
  const language = useLanguage();
  const { t, say } = language;
  const known = Object.hasOwn(changeableFields, field) ? changeableFields[field as ChangeableField] : undefined;
  const { tone, word } = states[state];
  return (
    <li>
      <span>
        <span className="mute">
          {known === undefined ? field : say(known)} ({form}):
        </span>{" "}
        <s>{shown(field, from, language)}</s> → <strong>{shown(field, to, language)}</strong>
      </span>
      <span>
        <Tag tone={tone}>{t(word)}</Tag>{" "}
        {decidedBy === null ? null : <span className="mute small">{t("officer", { code: decidedBy })}</span>}
        {reason === null ? null : <span className="mute small"> · {t("reasonOf", { reason })}</span>}
      </span>
    </li>
  );
}
