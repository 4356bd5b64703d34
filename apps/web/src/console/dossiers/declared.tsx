import { type ApprovalHold, type ChangeableField, changeableFields, type DossierView, holdOfChange } from "@dinhdanh/dossiers/contract";
import { Link } from "@tanstack/react-router";
import { Officer } from "../parts/officer.tsx";
import { Tag, type Tone } from "../parts/tag.tsx";
import { shown } from "../person/shown-value.ts";
import { useSeesProposals } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import type { Word } from "../words/words.ts";

type Declared = DossierView["declared"][number];

const states: Record<Declared["state"], { tone: Tone; word: Word }> = {
  proposed: { tone: "waiting", word: "correctionProposed" },
  approved: { tone: "done", word: "correctionApproved" },
  refused: { tone: "bad", word: "correctionRefused" },
  withdrawn: { tone: "bad", word: "correctionWithdrawn" },
  held: { tone: "done", word: "declaredHeld" },
  "not-sent": { tone: "waiting", word: "declaredNotSent" },
  move: { tone: "waiting", word: "declaredMove" },
  malformed: { tone: "bad", word: "declaredMalformed" },
};

const says: Record<ApprovalHold, { word: Word; className: string }> = {
  "changes-waiting": { word: "declaredWait", className: "amber" },
  "changes-refused": { word: "declaredRefused", className: "red" },
};

/** What the citizen declares to have changed, and what became of each: the register decides first, and then the dossier is approved. */
export function DeclaredChanges({ dossier: { dossierId, declared, hold } }: { dossier: DossierView }) {
  const { t } = useLanguage();
  const mayOpen = useSeesProposals();
  if (declared.length === 0) return null;
  const holding = declared.filter(({ state }) => holdOfChange(state) === hold);
  const onlyMoves = holding.every(({ state }) => state === "move");
  return (
    <section className="block">
      <h2>{t("declaredTitle")}</h2>
      {hold === null ? null : (
        <p className={says[hold].className}>{t(onlyMoves ? "declaredWaitMove" : says[hold].word, { n: holding.length })}</p>
      )}
      <ul className="declared">
        {declared.map((one) => (
          <DeclaredLine key={`${one.field} ${one.form}`} one={one} />
        ))}
      </ul>
      {mayOpen && declared.some(({ correctionId }) => correctionId !== null) ? (
        <p className="small">
          <Link to="/dieu-chinh/ho-so/$dossierId" params={{ dossierId }}>
            {t("declaredOpen")}
          </Link>
        </p>
      ) : null}
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
        {decidedBy === null ? null : (
          <span className="mute small">
            <Officer code={decidedBy} />
          </span>
        )}
        {reason === null ? null : <span className="mute small"> · {t("reasonOf", { reason })}</span>}
      </span>
    </li>
  );
}
