import type { PersonView } from "@dinhdanh/campaign/contract";
import { ineligibilities, type NewDossier, openStates, states } from "@dinhdanh/dossiers/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { dossiersOfQuery } from "../api/dossier-queries.ts";
import { personQuery } from "../api/queries.ts";
import { Bars } from "../parts/skeleton.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { CardFace } from "../person/card-face.tsx";
import { FactList } from "../person/fact-list.tsx";
import { Findings } from "../person/findings.tsx";
import { hadCard } from "../person/standing-state.ts";
import { StateLine } from "../person/state-line.tsx";
import { useOfficer } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { eligibilityFor, type Eligible } from "./eligible.ts";
import { dayNow, type Keep } from "./kept-work.ts";
import { type KindDraft, KindFields, usualCircumstance } from "./kind-fields.tsx";
import { newDraft, type useOpenDraft } from "./open-draft.ts";
import { RefusePerson } from "./refuse-person.tsx";
import { StepForm } from "./step-form.tsx";

type Open = ReturnType<typeof useOpenDraft>;
type Props = { personId: string; keep: Keep; open: Open; onBack: () => void };

/** What the register holds of who has come, whether a card may be issued, and what for. */
export function RegisterPerson({ personId, keep, open, onBack }: Props) {
  const { t } = useLanguage();
  const { data: person, error, refetch } = useQuery(personQuery(personId, "campaign"));
  if (person === undefined)
    return error === null ? <Bars rows={8} height={28} /> : <Trouble error={error} onRetry={() => void refetch()} />;
  const eligibility = eligibilityFor(person, dayNow());
  return (
    <>
      <p className="crumbs">
        <button type="button" className="plain" onClick={onBack}>
          ‹ {t("intakeOther")}
        </button>
      </p>
      <h1>{person.facts.fullName}</h1>
      {/* of a child standing says from when the campaign counts it, which is not when it may have a card */}
      {eligibility.eligible && eligibility.throughGuardian ? (
        <p className="lead">{t(eligibility.biometrics ? "intakeUnder14" : "intakeUnder6")}</p>
      ) : (
        <StateLine person={person} />
      )}
      <div className="person intake-person">
        <aside>
          <CardFace facts={person.facts} />
          <FactList person={person} />
        </aside>
        <Findings person={person} />
        <div className="course">
          <OpenDossiers personId={personId} />
          {eligibility.eligible ? (
            <KindForm person={person} eligible={eligibility} open={open} onBack={onBack} />
          ) : (
            <RefusePerson
              person={person}
              keep={keep}
              why={ineligibilities[eligibility.reason]}
              source={eligibility.source}
              from={eligibility.from}
            />
          )}
        </div>
      </div>
    </>
  );
}

/** Another dossier of the same person, wherever it was collected, or a refusal: shown before a second one is drawn up. */
function OpenDossiers({ personId }: { personId: string }) {
  const { t, say, time } = useLanguage();
  const { data } = useQuery(dossiersOfQuery(personId));
  // the last of them: a second refusal would say the same
  const refusal = data?.dossiers.filter(({ state }) => state === "refused").toSorted((a, b) => (a.stateSince < b.stateSince ? 1 : -1))[0];
  const inTheWay = data?.dossiers.filter(({ state }) => openStates.includes(state) || state === "draft") ?? [];
  if (inTheWay.length === 0 && refusal === undefined) return null;
  return (
    <ul className="findings">
      {inTheWay.map(({ dossierId, state, unitName, occurredAt }) => (
        <li key={dossierId} className="finding finding-conflict">
          <div>
            <b>{t("dossierInTheWay", { state: say(states[state].text).toLocaleLowerCase() })}</b>
            <p className="mute">
              {unitName}, {time(occurredAt)}
            </p>
          </div>
          <Link to={state === "draft" || state === "returned" ? "/thu-nhan/$dossierId" : "/ho-so/$dossierId"} params={{ dossierId }}>
            {t("open")}
          </Link>
        </li>
      ))}
      {refusal === undefined ? null : (
        <li className="finding">
          <b>{t("dossierRefusedBefore", { time: time(refusal.stateSince), unit: refusal.unitName })}</b>
          <Link to="/ho-so/$dossierId" params={{ dossierId: refusal.dossierId }}>
            {t("open")}
          </Link>
        </li>
      )}
    </ul>
  );
}

type KindProps = { person: PersonView; eligible: Eligible; open: Open; onBack: () => void };

function KindForm({ person, eligible, open, onBack }: KindProps) {
  const { t } = useLanguage();
  const officer = useOfficer();
  const hadChip = hadCard(person);
  const usual = hadChip ? "change" : "first";
  const [draft, setDraft] = useState<KindDraft>({ kind: usual, circumstance: usualCircumstance(usual, hadChip), throughGuardian: "" });
  const [missing, setMissing] = useState(false);
  const drawnUp = useRef<NewDossier>(undefined);
  const submit = () => {
    const lacks = eligible.throughGuardian && draft.throughGuardian.trim() === "";
    setMissing(lacks);
    if (lacks) return;
    // clicked twice, it is one dossier
    if (drawnUp.current?.kind !== draft.kind) drawnUp.current = newDraft(officer, person, draft.kind);
    open.mutate({ opening: drawnUp.current, kind: draft });
  };
  return (
    <StepForm
      title={t("intakeKindTitle")}
      missing={missing ? "intakeGuardianMissing" : undefined}
      onSubmit={submit}
      saving={open.isPending}
      error={open.error}
      action={t("intakeBegin")}
      back={onBack}
    >
      <KindFields draft={draft} kindFixed={false} guardian={eligible.throughGuardian} hadChip={hadChip} onChange={setDraft} />
    </StepForm>
  );
}
