import { attributes, type CorrectionView } from "@dinhdanh/population/contract";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { correctionsQuery, decideCorrection } from "../api/life-calls.ts";
import { OnlyWho } from "../parts/only-who.tsx";
import { Bars } from "../parts/skeleton.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { shown } from "../person/shown-value.ts";
import { useMay, useOfficer } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";

export const CorrectionsPage = () => (
  <OnlyWho may="propose-corrections" title="correctionsClosed" lead="correctionsClosedLead">
    <Corrections />
  </OnlyWho>
);

const states = {
  proposed: "correctionProposed",
  approved: "correctionApproved",
  refused: "correctionRefused",
  withdrawn: "correctionWithdrawn",
} as const;
type State = keyof typeof states;

/** Proposals of the territory; the chief decides those of others. */
function Corrections() {
  const { t } = useLanguage();
  const [state, setState] = useState<State>("proposed");
  const { data, error, refetch } = useQuery(correctionsQuery({ state }));
  const waiting = useQuery(correctionsQuery({ state: "proposed" })).data?.length;
  useTitle(t("corrections"));
  return (
    <>
      <div className="above">
        <h1>{waiting === undefined ? t("corrections") : t("correctionsWaiting", { n: waiting })}</h1>
        <label className="filter">
          <span>{t("correctionsState")}</span>
          <NativeSelect
            size="xs"
            value={state}
            onChange={({ currentTarget }) => setState((Object.keys(states) as State[]).find((key) => key === currentTarget.value) ?? state)}
            data={(Object.keys(states) as State[]).map((value) => ({ value, label: t(states[value]) }))}
          />
        </label>
      </div>
      {error === null ? null : <Trouble error={error} onRetry={() => void refetch()} />}
      {data === undefined ? <Bars rows={4} height={72} /> : null}
      {data?.length === 0 ? <p className="lead">{t("correctionsNone")}</p> : null}
      <ul className="corrections">
        {data?.map((one) => (
          <Correction key={one.correctionId} one={one} />
        ))}
      </ul>
    </>
  );
}

function Correction({ one }: { one: CorrectionView }) {
  const language = useLanguage();
  const { t, say, time, day } = language;
  return (
    <li>
      <div>
        <Link to="/cong-dan/$personId" params={{ personId: one.personId }} search={{ "muc-dich": "verify" }}>
          {one.fullName}
        </Link>{" "}
        <span className="mute">
          {one.unitName} · {one.form}
          {one.since === null ? null : ` · ${day(one.since)}`}
        </span>
        {one.changes.map(({ field, from, to }) => (
          <p key={field}>
            <span className="mute">{say(attributes[field].text)}:</span> <s>{shown(field, from, language)}</s> →{" "}
            <strong>{shown(field, to, language)}</strong>
          </p>
        ))}
        <p className="small">
          {t("evidenceOf", { evidence: one.evidence })}
          {one.dossierId === null ? null : (
            <>
              {" · "}
              <Link to="/ho-so/$dossierId" params={{ dossierId: one.dossierId }}>
                {t("correctionOfDossier")}
              </Link>
            </>
          )}
        </p>
        <p className="small mute">
          {t("correctionBy", { officer: one.proposedBy, time: time(one.proposedAt) })}
          {one.decidedBy === null || one.decidedAt === null ? null : (
            <> · {t("correctionDecidedBy", { officer: one.decidedBy, time: time(one.decidedAt) })}</>
          )}
          {one.reason === null ? null : <> · {t("reasonOf", { reason: one.reason })}</>}
        </p>
        {one.newCard ? <p className="small amber">{t("correctionNewCard")}</p> : null}
      </div>
      <Deciding one={one} />
    </li>
  );
}

/** The button that was pressed gives way to the field for the reason. */
const focusOnce = (field: HTMLInputElement | null) => field?.focus();

function Deciding({ one }: { one: CorrectionView }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const { code: officer } = useOfficer();
  const [reason, setReason] = useState<string>();
  const may = useMay("decide-corrections");
  const decide = useMutation({
    mutationFn: (decision: "approve" | "refuse") =>
      decideCorrection(one.personId, one.correctionId, { decision, ...(decision === "refuse" && reason !== undefined ? { reason } : {}) }),
    onSuccess: () => queries.invalidateQueries(),
  });
  if (!may || one.state !== "proposed") return null;
  if (one.proposedBy === officer) return <p className="small mute">{t("correctionOwn")}</p>;
  return (
    <div className="corrections-decide">
      {reason === undefined ? (
        <>
          <Button size="xs" loading={decide.isPending} onClick={() => decide.mutate("approve")}>
            {t("correctionApprove")}
          </Button>
          <Button size="xs" variant="default" onClick={() => setReason("")}>
            {t("correctionRefuse")}
          </Button>
        </>
      ) : (
        <>
          <TextInput
            size="xs"
            ref={focusOnce}
            aria-label={t("correctionReason")}
            placeholder={t("correctionReason")}
            value={reason}
            maxLength={300}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <Button size="xs" disabled={reason.trim() === ""} loading={decide.isPending} onClick={() => decide.mutate("refuse")}>
            {t("correctionRefuse")}
          </Button>
          <Button size="xs" variant="default" onClick={() => setReason(undefined)}>
            {t("cancel")}
          </Button>
        </>
      )}
      {decide.error === null ? null : <Trouble error={decide.error} />}
    </div>
  );
}
