import { revocationReasons } from "@dinhdanh/cards/contract";
import {
  channels,
  dossierKinds,
  type DossierState,
  type DossierView,
  isFinal,
  states,
  stepNames,
  toMend,
} from "@dinhdanh/dossiers/contract";
import { Link } from "@tanstack/react-router";
import { Fragment, type ReactNode } from "react";
import { LinkButton } from "../parts/link-button.tsx";
import { OfficerName } from "../parts/officer.tsx";
import { Tag } from "../parts/tag.tsx";
import { useMay } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { Captures } from "./captures.tsx";
import { CheckList } from "./check-list.tsx";
import { DeclaredChanges } from "./declared.tsx";
import { DossierHistory } from "./dossier-history.tsx";
import { StepContents } from "./step-contents.tsx";

const awaitsDecision: readonly DossierState[] = ["submitted", "clean", "flagged", "on-hold"];

/** A dossier under its name: what decides first, then what was collected. */
export function DossierBody({ dossier, actions }: { dossier: DossierView; actions: ReactNode }) {
  const { t, say } = useLanguage();
  return (
    <>
      <StateSentence dossier={dossier} />
      {dossier.state === "card-revoked" ? <EndedWithoutCard dossier={dossier} /> : null}
      <DeclaredChanges dossier={dossier} />
      {actions}
      {dossier.conflicts.length === 0 ? null : (
        <ul className="findings">
          {dossier.conflicts.map(({ dossierId, state, unit }) => (
            <li key={dossierId} className="finding finding-conflict">
              <div>
                <b>{t("conflictTitle")}</b>
                <p className="mute">
                  {say(states[state].text)}, {unit}
                </p>
              </div>
              <Link to="/ho-so/$dossierId" params={{ dossierId }}>
                {t("open")}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {dossier.mends.length === 0 ? null : (
        <section className="mends">
          <h2>{t("mendsTitle")}</h2>
          <ul className="findings">
            {dossier.mends.map(({ check, field, text }) => (
              <li key={`${check} ${field}`} className="finding finding-conflict">
                {say(text)}
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="dossier">
        <aside>
          <Captures dossier={dossier} />
        </aside>
        <div>
          <CheckList dossier={dossier} />
          <StepContents dossier={dossier} />
          <DossierHistory dossier={dossier} />
        </div>
      </div>
    </>
  );
}

/** Why the card was revoked, and what follows for the citizen; nothing when a new dossier is open already. */
function EndedWithoutCard({ dossier: { reason, conflicts } }: { dossier: DossierView }) {
  const { t, say } = useLanguage();
  const mayCollect = useMay("collect");
  const why = Object.entries(revocationReasons).find(([key]) => key === reason)?.[1];
  return (
    <>
      {why === undefined ? null : <p>{t("cardRevokedReason", { reason: say(why).toLocaleLowerCase() })}</p>}
      {conflicts.length > 0 ? null : <p>{t("cardRevokedNext")}</p>}
      {conflicts.length > 0 || !mayCollect ? null : (
        <div className="actions">
          <LinkButton to="/thu-nhan">{t("newDossier")}</LinkButton>
        </div>
      )}
    </>
  );
}

/** The answer of the page in a sentence. */
function StateSentence({ dossier }: { dossier: DossierView }) {
  const { t, say, day, time, rich } = useLanguage();
  const { state, stateSince, dueOn, stageDueOn, overdue, kind, channel, unitName, collectors, reason, manualReview, personId } = dossier;
  return (
    <div className="lead">
      <p>
        <b>{say(states[state].text)}</b> {t("stateSinceTime", { time: time(stateSince) })}.{" "}
        {stageDueOn === null ? null : `${t("stageDueBy", { day: day(stageDueOn) })} `}
        {dueOn === null || isFinal(state) ? null : `${t("lawDueBy", { day: day(dueOn) })} `}
        {overdue ? <Tag tone="bad">{t("late")}</Tag> : null}
      </p>
      {reason === null || state === "card-revoked" ? null : <p>{t("reasonGiven", { reason })}</p>}
      <SentBack dossier={dossier} />
      {manualReview ? <p className="small">{t("inSampleTeach")}</p> : null}
      <p className="small">
        {say(dossierKinds[kind])} · {say(channels[channel])} · {unitName} · <CollectedBy codes={collectors} /> ·{" "}
        {rich("seePerson", {
          person: (
            <Link to="/cong-dan/$personId" params={{ personId }} search={{ "muc-dich": "campaign" }}>
              {t("personRecord")}
            </Link>
          ),
        })}
      </p>
    </div>
  );
}

/** What the last return named, until the dossier is decided on: whoever approves sees what was not touched. */
function SentBack({ dossier }: { dossier: DossierView }) {
  const { t, say } = useLanguage();
  if (dossier.state !== "returned" && !awaitsDecision.includes(dossier.state)) return null;
  const [mended, open] = [true, false].map((done) =>
    toMend(dossier)
      .filter((one) => one.mended === done)
      .map(({ step }) => say(stepNames[step]))
      .join(", "),
  );
  return (
    <>
      {open === "" ? null : (
        <p className="amber">▲ {t(dossier.state === "returned" ? "stillToMend" : "sentBackUntouched", { steps: open ?? "" })}</p>
      )}
      {mended === "" ? null : <p className="green">✓ {t("mendedSince", { steps: mended ?? "" })}</p>}
    </>
  );
}

function CollectedBy({ codes }: { codes: readonly string[] }) {
  const { rich } = useLanguage();
  const officers = codes.map((code, index) => (
    <Fragment key={code}>
      {index === 0 ? "" : ", "}
      <OfficerName code={code} />
    </Fragment>
  ));
  return rich("collectedBy", { officers });
}
