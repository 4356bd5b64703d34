import { type ActView, exclusionReasons, type PersonView } from "@dinhdanh/campaign/contract";
import { orderReasons, revocationReasons } from "@dinhdanh/cards/contract";
import type { Text } from "@dinhdanh/kernel/contract";
import { findingKindKeys, qualityRules } from "@dinhdanh/population/contract";
import { Officer, OfficerName } from "../parts/officer.tsx";
import { useStart } from "../routing/use-view.ts";
import { type Language, useLanguage } from "../words/language.tsx";
import { actWord } from "./person-tables.ts";
import { nextStepOf } from "./standing-state.ts";

/** What happened, latest first; above it what comes next. */
export function Timeline({ person }: { person: PersonView }) {
  const { t } = useLanguage();
  const { asOf } = useStart();
  const acts = person.acts.toSorted((a, b) => Date.parse(b.occurredAt) - Date.parse(a.occurredAt));
  const next = nextStepOf(person, asOf);
  return (
    <ol className="timeline">
      {next === undefined ? null : (
        <li className="timeline-next">
          <span className="mute">{t("next")}</span>
          <span>{t(next)}</span>
        </li>
      )}
      {acts.map((act) => (
        <ActLine key={act.actId} act={act} />
      ))}
      {acts.length === 0 ? <li className="mute">{t("actsNone")}</li> : null}
    </ol>
  );
}

/** Recorded this much later than it happened, ms: worth saying, since figures of the day were corrected. Beyond a month it is history loaded from a file. */
const lateMs = 3_600_000;
const historyMs = 30 * 86_400_000;

export function ActLine({ act }: { act: ActView }) {
  const language = useLanguage();
  const { t, time } = language;
  const word = actWord(act.kind);
  const delay = Date.parse(act.recordedAt) - Date.parse(act.occurredAt);
  const late = delay > lateMs && delay < historyMs;
  const where = [act.unitName ?? act.unit, act.team === null ? null : t("team", { code: act.team })].filter((part) => part !== null);
  const details = [...detailsOf(act, language), ...(late ? [t("recordedLater", { time: time(act.recordedAt) })] : [])];
  return (
    <li>
      <time dateTime={act.occurredAt}>{time(act.occurredAt)}</time>
      <span>
        {word === undefined ? act.kind : t(word)}
        {details.length === 0 ? null : <span className="timeline-details">{details.join(" · ")}</span>}
        {typeof act.payload?.["officer"] === "string" && act.kind === "finding.assigned" ? (
          <span className="timeline-details">
            <OfficerName code={act.payload["officer"]} />
          </span>
        ) : null}
      </span>
      <span className="timeline-who">
        {where.map((part, index) => (
          <span key={part}>
            {index === 0 ? "" : " · "}
            {part}
          </span>
        ))}
        {act.officer === null ? null : (
          <span>
            {where.length === 0 ? "" : " · "}
            <Officer code={act.officer} />
          </span>
        )}
      </span>
    </li>
  );
}

/** Reasons that acts of several kinds give, by their keys. */
const reasons: Record<string, Text> = { ...exclusionReasons, ...orderReasons, ...revocationReasons };

/** What the payload adds, in words; keys that say nothing to an officer stay out. */
function detailsOf({ kind, payload, device }: ActView, { t, say }: Language): string[] {
  const found: string[] = [];
  const text = (key: string) => (typeof payload?.[key] === "string" ? payload[key] : undefined);
  const rule = kind.startsWith("finding.") ? findingKindKeys.find((one) => one === text("kind")) : undefined;
  if (rule !== undefined) found.push(say(qualityRules[rule].text));
  const [reason, evidence, from, to] = [text("reason"), text("evidence"), text("fromUnit"), text("toUnit")];
  if (reason !== undefined) {
    const known = reasons[reason];
    found.push(t("reasonOf", { reason: known === undefined ? reason : say(known).toLocaleLowerCase() }));
  }
  if (evidence !== undefined) found.push(t("evidenceOf", { evidence }));
  if (from !== undefined && to !== undefined) found.push(t("fromTo", { from, to }));
  if (device !== null) found.push(t("device", { code: device }));
  return found;
}
