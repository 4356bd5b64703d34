import { attributes, type CorrectionView } from "@dinhdanh/population/contract";
import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { decideCorrection } from "../api/life-calls.ts";
import { useOfficerName } from "../parts/officer.tsx";
import { Tag, type Tone } from "../parts/tag.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { shown } from "../person/shown-value.ts";
import { useMay, useOfficer } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";

export const correctionStateWords = {
  proposed: "correctionProposed",
  approved: "correctionApproved",
  refused: "correctionRefused",
  withdrawn: "correctionWithdrawn",
} as const;
export type CorrectionState = keyof typeof correctionStateWords;

/** Proposals, each with its decision beside it. `withState`: where they may have been decided. */
export const CorrectionList = ({ all, withState = false }: { all: readonly CorrectionView[]; withState?: boolean }) => (
  <ul className="corrections">
    {all.map((one) => (
      <Correction key={one.correctionId} one={one} withState={withState} />
    ))}
  </ul>
);

const tones: Record<CorrectionState, Tone> = { proposed: "waiting", approved: "done", refused: "bad", withdrawn: "bad" };

function Correction({ one, withState }: { one: CorrectionView; withState: boolean }) {
  const language = useLanguage();
  const { t, say, time, day } = language;
  const [proposedBy, decidedBy] = [useOfficerName(one.proposedBy), useOfficerName(one.decidedBy)];
  /** A commune by its name, its code beside it. */
  const valueOf = (field: CorrectionView["changes"][number]["field"], value: string | null) => {
    const commune = field === "permanentUnit" ? one.communes[value ?? ""] : undefined;
    return commune === undefined ? shown(field, value, language) : `${commune} (${value})`;
  };
  return (
    <li>
      <div>
        <Link to="/cong-dan/$personId" params={{ personId: one.personId }} search={{ "muc-dich": "verify" }}>
          {one.fullName}
        </Link>{" "}
        <span className="mute">
          {one.unitName} · {one.form}
          {one.since === null ? null : ` · ${day(one.since)}`}
        </span>{" "}
        {withState ? <Tag tone={tones[one.state]}>{t(correctionStateWords[one.state])}</Tag> : null}
        {one.changes.map(({ field, from, to }) => (
          <p key={field}>
            <span className="mute">{say(attributes[field].text)}:</span> <s>{valueOf(field, from)}</s> →{" "}
            <strong>{valueOf(field, to)}</strong>
          </p>
        ))}
        <p className="small">
          {t("evidenceOf", { evidence: one.evidence })}
          {one.dossierId === null || withState ? null : (
            <>
              {" · "}
              <Link to="/ho-so/$dossierId" params={{ dossierId: one.dossierId }}>
                {t("correctionOfDossier")}
              </Link>
            </>
          )}
        </p>
        <p className="small mute">
          {t("correctionBy", { officer: proposedBy, time: time(one.proposedAt) })}
          {one.decidedBy === null || one.decidedAt === null ? null : (
            <> · {t("correctionDecidedBy", { officer: decidedBy, time: time(one.decidedAt) })}</>
          )}
          {one.reason === null ? null : <> · {t("reasonOf", { reason: one.reason })}</>}
        </p>
        {one.newCard ? <p className="small amber">{t("correctionNewCard")}</p> : null}
      </div>
      <Deciding one={one} />
    </li>
  );
}

/** The button that was pressed gives way to the field for the reason, and comes back. */
const focusOnce = (field: HTMLElement | null) => field?.focus();

function Deciding({ one }: { one: CorrectionView }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const { code: officer } = useOfficer();
  const [reason, setReason] = useState<string>();
  const [left, setLeft] = useState(false);
  const may = useMay("decide-corrections");
  const decide = useMutation({
    mutationFn: (decision: "approve" | "refuse") =>
      decideCorrection(one.personId, one.correctionId, { decision, ...(decision === "refuse" && reason !== undefined ? { reason } : {}) }),
    onSuccess: () => queries.invalidateQueries(),
  });
  const leave = () => {
    setReason(undefined);
    setLeft(true);
  };
  if (!may || one.state !== "proposed") return null;
  if (one.proposedBy === officer) return <p className="small mute">{t("correctionOwn")}</p>;
  return (
    <div className="corrections-decide">
      {reason === undefined ? (
        <>
          <Button size="xs" loading={decide.isPending} onClick={() => decide.mutate("approve")}>
            {t("correctionApprove")}
          </Button>
          <Button ref={left ? focusOnce : undefined} size="xs" variant="default" onClick={() => setReason("")}>
            {t("correctionRefuse")}
          </Button>
        </>
      ) : (
        <form
          className="corrections-decide"
          onSubmit={(event) => {
            event.preventDefault();
            if (reason.trim() !== "") decide.mutate("refuse");
          }}
        >
          <TextInput
            size="xs"
            ref={focusOnce}
            onKeyDown={({ key }) => key === "Escape" && leave()}
            aria-label={t("correctionReason")}
            placeholder={t("correctionReason")}
            value={reason}
            maxLength={300}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <Button type="submit" size="xs" disabled={reason.trim() === ""} loading={decide.isPending}>
            {t("correctionRefuse")}
          </Button>
          <Button size="xs" variant="default" onClick={leave}>
            {t("cancel")}
          </Button>
        </form>
      )}
      {decide.error === null ? null : <Trouble error={decide.error} />}
    </div>
  );
}
