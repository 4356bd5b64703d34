import { causes, checkKeys, type CheckOutcome, checks, type CheckView, type DossierView } from "@dinhdanh/dossiers/contract";
import { Button } from "@mantine/core";
import { useState } from "react";
import { OfficerName } from "../parts/officer.tsx";
import { Tag, type Tone } from "../parts/tag.tsx";
import { type Language, useLanguage } from "../words/language.tsx";
import { type Word, words } from "../words/words.ts";
import { ReasonDialog } from "./reason-dialog.tsx";
import { useCauseEvent } from "./use-cause-event.ts";

const outcomes: Record<CheckOutcome, { tone: Tone; word: Word }> = {
  passed: { tone: "done", word: "outcomePassed" },
  failed: { tone: "bad", word: "outcomeFailed" },
  waiting: { tone: "waiting", word: "outcomeWaiting" },
  overridden: { tone: "good", word: "outcomeOverridden" },
};

/** Every check with what it compared; a failure may be accepted, by somebody else than who collected. */
export function CheckList({ dossier }: { dossier: DossierView }) {
  const { t, rich, say } = useLanguage();
  const [asked, setAsked] = useState<CheckView["check"]>();
  const accept = useCauseEvent(dossier.dossierId, () => setAsked(undefined));
  const ordered = dossier.checks.toSorted((a, b) => checkKeys.indexOf(a.check) - checkKeys.indexOf(b.check));
  const mayOverride = dossier.events.includes("override");
  return (
    <section>
      <h2>{t("checksTitle")}</h2>
      {ordered.length === 0 ? <p className="mute">{t("checksNone")}</p> : null}
      <ul className="checks">
        {ordered.map((check) => (
          <li key={check.check}>
            <b>{say(checks[check.check])}</b>
            <Tag tone={outcomes[check.outcome].tone}>{t(outcomes[check.outcome].word)}</Tag>
            <span className="check-why">
              {check.cause === null ? null : <span>{say(causes[check.cause].text)}</span>}
              <Evidence evidence={check.evidence} />
              {check.overriddenBy === null ? null : (
                <span className="mute small">
                  {rich("overriddenBy", { officer: <OfficerName code={check.overriddenBy} />, reason: check.overrideReason ?? "" })}
                </span>
              )}
            </span>
            {check.outcome === "failed" && mayOverride ? (
              <Button size="xs" variant="default" onClick={() => setAsked(check.check)}>
                {t("overrideCheck")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {asked === undefined ? null : (
        <ReasonDialog
          title={t("overrideCheck")}
          teach={say(checks[asked])}
          busy={accept.isPending}
          error={accept.error}
          onClose={() => setAsked(undefined)}
          onSay={(reason) => accept.mutate({ event: "override", check: asked, reason })}
        />
      )}
    </section>
  );
}

/** Something that was compared, in words; what a newer server compares goes by its key. */
function saidOf(key: string, value: string | number | boolean, { t, number }: Language): string {
  const word = `evidence_${key}`;
  const name = word in words ? t(word as Word) : key;
  const said = typeof value === "boolean" ? t(value ? "evidenceYes" : "evidenceNo") : typeof value === "number" ? number(value) : value;
  return `${name}: ${said}`;
}

/** Some twenty numbers about a portrait: for who doubts the answer, not for who reads it. */
const isMeasure = ([key]: [string, unknown]): boolean => key.startsWith("measured_");

function Evidence({ evidence }: { evidence: CheckView["evidence"] }) {
  const language = useLanguage();
  const entries = Object.entries(evidence);
  if (entries.length === 0) return null;
  const [measured, told] = [entries.filter(isMeasure), entries.filter((entry) => !isMeasure(entry))];
  const say = (all: typeof entries) => all.map(([key, value]) => saidOf(key, value, language)).join(" · ");
  return (
    <>
      <span className="mute small">{say(told)}</span>
      {measured.length === 0 ? null : (
        <details className="mute small">
          <summary>{language.t("evidenceMeasures", { n: measured.length })}</summary>
          {say(measured)}
        </details>
      )}
    </>
  );
}
