import type { PersonView } from "@dinhdanh/campaign/contract";
import { attributes, type Attribute, type HistoryEntry, type HistoryView, type Purpose } from "@dinhdanh/population/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { historyQuery } from "../api/life-calls.ts";
import { DayInput } from "../parts/day-input.tsx";
import { Officer } from "../parts/officer.tsx";
import { Bars } from "../parts/skeleton.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useLanguage } from "../words/language.tsx";
import { actWord } from "./person-tables.ts";
import { shown } from "./shown-value.ts";

/** The person through both times: what held on a day, as it was known on another, and everything that ever changed. */
export function History({ person, purpose }: { person: PersonView; purpose: Purpose }) {
  const { t } = useLanguage();
  const [validOn, setValidOn] = useState("");
  const [knownOn, setKnownOn] = useState("");
  const days = { ...(validOn === "" ? {} : { validOn }), ...(knownOn === "" ? {} : { knownOn }) };
  const { data, error, refetch } = useQuery(historyQuery(person.personId, { purpose, ...days }));
  return (
    <div className="history">
      <div className="history-days">
        <DayInput size="xs" label={t("historyValidOn")} value={validOn} onChange={setValidOn} />
        <DayInput size="xs" label={t("historyKnownOn")} value={knownOn} onChange={setKnownOn} />
      </div>
      {error === null ? null : <Trouble error={error} onRetry={() => void refetch()} />}
      {data === undefined ? <Bars rows={5} height={28} /> : <Seen view={data} person={person} asked={validOn !== "" || knownOn !== ""} />}
    </div>
  );
}

function Seen({ view, person, asked }: { view: HistoryView; person: PersonView; asked: boolean }) {
  const { t } = useLanguage();
  return (
    <>
      {asked ? <Then view={view} person={person} /> : null}
      {view.entries.length > 0 ? <Entries entries={view.entries} /> : null}
      {view.entries.length === 0 && view.facts !== null ? <p className="mute">{t("historyUnchanged")}</p> : null}
    </>
  );
}

/** What was different then. */
function Then({ view, person }: { view: HistoryView; person: PersonView }) {
  const language = useLanguage();
  const { t, say } = language;
  if (view.facts === null) return <p>{t("historyUnknownThen")}</p>;
  const then = view.facts;
  const now: Readonly<Record<string, unknown>> = person.facts;
  const fields = (Object.keys(attributes) as Attribute[]).filter((field) => (then[field] ?? "") !== textOf(now[field]));
  if (fields.length === 0) return <p className="mute">{t("historySame")}</p>;
  return (
    <>
      <p>{t("historyDiffers", { n: fields.length })}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("historyField")}</th>
            <th scope="col">{t("historyThen")}</th>
            <th scope="col">{t("historyNow")}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field}>
              <th scope="row">{say(attributes[field].text)}</th>
              <td>{shown(field, then[field] ?? null, language)}</td>
              <td className="mute">{shown(field, textOf(now[field]) || null, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

const textOf = (value: unknown): string => (Array.isArray(value) ? value.join(",") : typeof value === "string" ? value : "");

function Entries({ entries }: { entries: readonly HistoryEntry[] }) {
  const { t } = useLanguage();
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t("historyField")}</th>
          <th scope="col">{t("historyValue")}</th>
          <th scope="col">{t("historyValid")}</th>
          <th scope="col">{t("historyRecorded")}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <EntryRow key={`${entry.actId} ${entry.field}`} entry={entry} />
        ))}
      </tbody>
    </table>
  );
}

function EntryRow({ entry }: { entry: HistoryEntry }) {
  const language = useLanguage();
  const { t, say, day, time } = language;
  const { field, value, validFrom, validUntil, recordedFrom, recordedUntil, kind, officer } = entry;
  const word = actWord(kind);
  const from = validFrom === null ? t("historyFromBirth") : day(validFrom);
  return (
    <tr className={recordedUntil === null ? undefined : "history-past"}>
      <th scope="row">{Object.hasOwn(attributes, field) ? say(attributes[field as Attribute].text) : field}</th>
      <td>{shown(field, value, language)}</td>
      <td>{validUntil === null ? from : `${from} – ${day(validUntil)}`}</td>
      <td className="small">
        {word === undefined ? kind : t(word)} · {time(recordedFrom)} · <Officer code={officer} />
        {recordedUntil === null ? null : <> · {t("historyReplaced", { day: time(recordedUntil) })}</>}
      </td>
    </tr>
  );
}
