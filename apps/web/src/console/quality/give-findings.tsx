import { type FindingQueue, type GivingPreview, mostGiven } from "@dinhdanh/campaign/contract";
import { type FindingKind, qualityRules } from "@dinhdanh/population/contract";
import { Button, NativeSelect } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { giveFindings, officersToAssignQuery, previewGiving } from "../api/quality-calls.ts";
import { Dialog } from "../parts/dialog.tsx";
import { isKind, officerOptions } from "../parts/finding-owner.tsx";
import { newId } from "../parts/new-id.ts";
import { useOfficerName } from "../parts/officer.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useMay, useOfficer } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";

type Listed = FindingQueue["findings"][number];
/** Which findings are chosen: all that the list is of, or these by their key. */
export type Picked = "all" | ReadonlySet<string>;
export const nonePicked: Picked = new Set();
export const keyOf = ({ personId, kind, field }: Listed) => `${personId} ${kind} ${field}`;

/** A unit, and which of its findings are listed. */
export type Where = { unit: string; asOf: string; kind: FindingKind | undefined; owner: string | undefined };
type Props = { where: Where; findings: readonly Listed[]; total: number; picked: Picked; onPick: (picked: Picked) => void };

/** Gives the chosen findings to an officer, takes them over or gives them back: shown before it is done. */
export function GiveFindings({ where, findings, total, picked, onPick }: Props) {
  const { t } = useLanguage();
  const client = useQueryClient();
  const { code: me } = useOfficer();
  const assigns = useMay("assign");
  // one id a preview: a second press gives the same, not others
  const [givingId, setGivingId] = useState(newId);
  // what was wrong with another choice says nothing of this one
  const [askedOf, setAskedOf] = useState<Picked>();
  const preview = useMutation({ mutationFn: previewGiving, onSuccess: () => setGivingId(newId()) });
  const give = useMutation({
    mutationFn: giveFindings,
    onSuccess: () => {
      preview.reset();
      onPick(nonePicked);
      return client.invalidateQueries();
    },
  });
  const chosen = picked === "all" ? findings : findings.filter((one) => picked.has(keyOf(one)));
  const ask = (officer: string | null) => {
    give.reset();
    setAskedOf(picked);
    const only = chosen.flatMap(({ personId, kind, field }) => (isKind(kind) ? [{ personId, kind, field }] : []));
    preview.mutate({ ...where, officer, ...(picked === "all" ? {} : { findings: only }) });
  };
  const units = new Set(chosen.map(({ unit }) => unit));
  const unit = picked !== "all" && units.size === 1 ? ([...units][0] ?? where.unit) : where.unit;
  const { data: shown, variables: asked } = preview;
  return (
    <div className="quality-give">
      <PickMany {...{ findings, total, picked, onPick }} />
      {assigns ? <GiveTo where={{ unit, asOf: where.asOf }} busy={preview.isPending} onGive={ask} /> : null}
      {assigns ? null : (
        <Button variant="default" loading={preview.isPending} onClick={() => ask(me)}>
          {t("takeChosen")}
        </Button>
      )}
      <Button variant="default" loading={preview.isPending} onClick={() => ask(null)}>
        {t("giveBackChosen")}
      </Button>
      <output className="mute">{t("giveCount", { n: picked === "all" ? total : chosen.length })}</output>
      {preview.error === null || askedOf !== picked ? null : <Trouble error={preview.error} />}
      {give.data === undefined ? null : <Done officer={give.variables.officer} {...give.data} />}
      {shown === undefined || asked === undefined ? null : (
        <Shown
          {...{ shown, officer: asked.officer, error: give.error, busy: give.isPending }}
          onClose={() => preview.reset()}
          onGive={() => give.mutate({ ...asked, givingId, shown: shown.digest })}
        />
      )}
    </div>
  );
}

function PickMany({ findings, total, picked, onPick }: Omit<Props, "where">) {
  const { t } = useLanguage();
  const whole = picked === "all" || findings.every((one) => picked.has(keyOf(one)));
  return (
    <fieldset className="choice">
      <legend>{t("giveChoose")}</legend>
      <label>
        <input
          type="checkbox"
          checked={whole}
          onChange={({ target: { checked } }) => onPick(checked ? new Set(findings.map(keyOf)) : nonePicked)}
        />
        {t("givePage", { n: findings.length })}
      </label>
      {total > findings.length ? (
        <label>
          <input type="checkbox" checked={picked === "all"} onChange={({ target: { checked } }) => onPick(checked ? "all" : nonePicked)} />
          {t("giveAll", { n: total })}
        </label>
      ) : null}
    </fieldset>
  );
}

type ToProps = { where: { unit: string; asOf: string }; busy: boolean; onGive: (officer: string) => void };

function GiveTo({ where, busy, onGive }: ToProps) {
  const { t } = useLanguage();
  const { data = [] } = useQuery(officersToAssignQuery(where));
  const [officer, setOfficer] = useState("");
  const [lacking, setLacking] = useState(false);
  // another choice may have other officers
  const known = data.some(({ code }) => code === officer) ? officer : "";
  const missing = lacking && known === "";
  return (
    <>
      <NativeSelect
        label={t("giveTo")}
        value={known}
        error={missing}
        onChange={({ currentTarget: { value } }) => setOfficer(value)}
        data={[{ value: "", label: t("giveToWhom") }, ...officerOptions(data)]}
      />
      <Button
        loading={busy}
        onClick={() => {
          setLacking(true);
          if (known !== "") onGive(known);
        }}
      >
        {t("giveChosen")}
      </Button>
      {missing ? (
        <p className="red" role="alert">
          {t("giveToMissing")}
        </p>
      ) : null}
    </>
  );
}

/** What is said of giving, of taking over and of giving back. */
const words = {
  give: { title: "giveTitle", shown: "giveShown", go: "giveDo", done: "giveDone" },
  take: { title: "takeTitle", shown: "takeShown", go: "takeDo", done: "takeDone" },
  back: { title: "backTitle", shown: "backShown", go: "backDo", done: "backDone" },
} as const;

/** The words for a choice, and the officer's name. */
function useWords(officer: string | null) {
  const { code: me } = useOfficer();
  const name = useOfficerName(officer ?? me);
  return { ...words[officer === null ? "back" : officer === me ? "take" : "give"], name };
}

function Done({ officer, given, left }: { officer: string | null; given: number; left: number }) {
  const { t } = useLanguage();
  const { done, name } = useWords(officer);
  return (
    <output className="quality-given-done">
      {t(done, { n: given, officer: name })} {left === 0 ? null : t("giveLeft", { n: left })}
    </output>
  );
}

type ShownProps = { shown: GivingPreview; officer: string | null; error: unknown; busy: boolean; onClose: () => void; onGive: () => void };

/** How many, of which rules, whose they are now. */
function Shown({ shown, officer, error, busy, onClose, onGive }: ShownProps) {
  const { t, say, number } = useLanguage();
  const { title, shown: what, go, name } = useWords(officer);
  const { findings, people, left, rules, owners } = shown;
  return (
    <Dialog title={t(title)} onClose={onClose}>
      <div className="stack">
        {findings === 0 ? <p>{t("giveNothing")}</p> : <p>{t(what, { n: findings, people, officer: name })}</p>}
        {findings === 0 ? null : (
          <dl className="quality-giving">
            <dt>{t("giveRules")}</dt>
            {rules.map(({ kind, n }) => (
              <dd key={kind}>
                {isKind(kind) ? say(qualityRules[kind].text) : kind}: {number(n)}
              </dd>
            ))}
            <dt>{t("giveOwners")}</dt>
            {owners.map(({ officer: code, name: whose, n }) => (
              <dd key={code}>
                {code === null ? t("findingOwnerNobody") : (whose ?? code)}: {number(n)}
              </dd>
            ))}
          </dl>
        )}
        {left === 0 || findings === 0 ? null : <p className="mute">{t("giveLeft", { n: left })}</p>}
        {findings === mostGiven ? <p className="mute">{t("giveMost", { n: mostGiven })}</p> : null}
        {error === null ? null : <Trouble error={error} />}
        {findings === 0 ? null : (
          <Button data-autofocus loading={busy} onClick={onGive}>
            {t(go, { n: findings })}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
