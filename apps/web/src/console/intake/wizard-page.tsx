import type { PersonView } from "@dinhdanh/campaign/contract";
import { type DossierView, stepNames, toMend } from "@dinhdanh/dossiers/contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { dossierQuery } from "../api/dossier-queries.ts";
import { personQuery } from "../api/queries.ts";
import { Bars } from "../parts/skeleton.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useOfficer } from "../routing/use-view.ts";
import { formatPin } from "../words/format.ts";
import { useLanguage } from "../words/language.tsx";
import { DropDossier } from "./drop-dossier.tsx";
import { eligibilityFor, type Eligible } from "./eligible.ts";
import { dayNow, type KeptWork, useKeptWork } from "./kept-work.ts";
import { prefetchPortraitEye } from "./portrait/load-eye.ts";
import { StepBody } from "./step-body.tsx";
import { StepList } from "./step-list.tsx";
import { Submitted } from "./submitted.tsx";
import { useWizardState } from "./use-wizard-state.ts";
import { WizardContext } from "./wizard.ts";

const route = getRouteApi("/trong/thu-nhan/$dossierId");

/** A dossier that is being drawn up, step by step; what is done is on the server, what is typed is kept here. */
export function WizardPage() {
  const { t } = useLanguage();
  const { dossierId } = route.useParams();
  const dossier = useQuery(dossierQuery(dossierId));
  const personId = dossier.data?.personId;
  const person = useQuery({ ...personQuery(personId ?? "", "campaign"), enabled: personId !== undefined });
  const { kept, keep } = useKeptWork(useOfficer().code);
  useTitle(dossier.data?.fullName ?? t("navIntake"));
  useEffect(prefetchPortraitEye, []);
  const error = dossier.error ?? person.error;
  if (error !== null && (dossier.data === undefined || person.data === undefined)) {
    return (
      <>
        <Trouble error={error} onRetry={() => void (dossier.error === null ? person : dossier).refetch()} />
        <Link to="/thu-nhan">{t("intakeTitle")}</Link>
      </>
    );
  }
  if (dossier.data === undefined || person.data === undefined || kept === undefined) return <Bars rows={8} height={28} />;
  const { state } = dossier.data;
  if (state !== "draft" && state !== "returned") return <Submitted dossier={dossier.data} />;
  const eligibility = eligibilityFor(person.data, dayNow());
  if (!eligibility.eligible) return <DropDossier dossier={dossier.data} keep={keep} ineligible={eligibility} />;
  return <DrawUp dossier={dossier.data} person={person.data} eligible={eligibility} work={{ kept, keep }} />;
}

type Props = {
  dossier: DossierView;
  person: PersonView;
  eligible: Eligible;
  work: { kept: KeptWork | null; keep: ReturnType<typeof useKeptWork>["keep"] };
};

function DrawUp({ dossier, person, eligible, work }: Props) {
  const { t, say, day } = useLanguage();
  const wizard = useWizardState({ dossier, person, eligible, ...work });
  const { pin, birthDate } = person.facts;
  // in words of who returned it, or saw the card that shows another face
  const returned = dossier.state === "returned";
  const returnedFor = returned ? dossier.reason : null;
  const asked = returned ? toMend(dossier) : [];
  return (
    <WizardContext value={wizard}>
      <header className="intake-head">
        <h1>{person.facts.fullName}</h1>
        <p className="mute">
          {[pin === undefined ? t("noPin") : formatPin(pin), birthDate === undefined ? t("bornUnknown") : day(birthDate)].join(" · ")}
        </p>
        {eligible.biometrics ? null : <p className="mute">{t("intakeUnder6")}</p>}
      </header>
      {dossier.mends.length === 0 && returnedFor === null && asked.length === 0 ? null : (
        <ul className="findings">
          {returnedFor === null ? null : <li className="finding finding-conflict">{t("returnedFor", { reason: returnedFor })}</li>}
          {asked.map(({ step, mended }) => (
            <li key={step} className={mended ? "finding" : "finding finding-conflict"}>
              {mended ? `${say(stepNames[step])}: ${t("stepMended")}` : `${t("stepToMend")}: ${say(stepNames[step])}`}{" "}
              <Link
                to="/thu-nhan/$dossierId"
                params={{ dossierId: dossier.dossierId }}
                search={{ buoc: step }}
                aria-label={`${t("stepMend")}: ${say(stepNames[step])}`}
              >
                {t("stepMend")}
              </Link>
            </li>
          ))}
          {dossier.mends.map(({ check, field, text }) => (
            <li key={`${check} ${field}`} className="finding finding-conflict">
              {say(text)}
            </li>
          ))}
        </ul>
      )}
      <div className="wizard">
        <StepList />
        {/* a step that opens begins from what is kept of it */}
        <StepBody key={wizard.step} />
      </div>
      <DropDossier dossier={dossier} keep={work.keep} ineligible={null} />
    </WizardContext>
  );
}
