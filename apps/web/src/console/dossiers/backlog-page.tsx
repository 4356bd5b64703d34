import { type Backlog, stageKeys, stages } from "@dinhdanh/dossiers/contract";
import { countryCode } from "@dinhdanh/territory/contract";
import { TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { backlogQuery } from "../api/dossier-queries.ts";
import { Blank } from "../parts/blank.tsx";
import { Bars } from "../parts/skeleton.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useOfficer } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";

/** What waits between the stages, and until when: collected is not printed. */
export function BacklogPage() {
  const { t, rich, number, day } = useLanguage();
  const officer = useOfficer();
  const [typed, setTyped] = useState("");
  const [capacity] = useDebouncedValue(typed.trim(), 300);
  const usable = capacity === "" || (/^\d+$/.test(capacity) && Number(capacity) > 0);
  const { data, error, refetch } = useQuery(backlogQuery(officer.scope ?? countryCode, usable && capacity !== "" ? capacity : undefined));
  useTitle(t("backlogTitle"));
  const waiting = data?.stages.reduce((sum, stage) => sum + stage.waiting, 0) ?? 0;
  const late = data?.stages.reduce((sum, stage) => sum + stage.overdue, 0) ?? 0;
  return (
    <>
      <nav className="crumbs">
        <Link to="/ho-so">{t("navDossiers")}</Link>
      </nav>
      {data === undefined ? (
        error === null ? (
          <Bars rows={8} height={28} />
        ) : (
          <Trouble error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <>
          <h1>
            {rich("backlogHeading", { n: number(waiting) }, { count: waiting })}
            {late === 0 ? null : ", "}
            {late === 0 ? null : (
              <Link className="figure danger" to="/ho-so" search={{ "qua-han": "1" }}>
                {rich("backlogLate", { n: number(late) }, { count: late })}
              </Link>
            )}
          </h1>
          <p className="lead">{t("backlogLead", { day: day(data.asOf) })}</p>
          <TextInput
            className="short"
            label={t("backlogCapacity")}
            inputMode="numeric"
            value={typed}
            error={usable ? undefined : t("backlogCapacityWrong")}
            onChange={(event) => setTyped(event.target.value)}
          />
          <StageTable backlog={data} />
          <UnitTable backlog={data} />
        </>
      )}
    </>
  );
}

function StageTable({ backlog }: { backlog: Backlog }) {
  const { t, say, number, time } = useLanguage();
  const most = Math.max(1, ...backlog.stages.map(({ waiting }) => waiting));
  return (
    <table className="backlog stacked">
      <thead>
        <tr>
          <th scope="col">{t("backlogStage")}</th>
          <th scope="col">{t("backlogWaiting")}</th>
          <th scope="col" className="num">
            {t("backlogOverdue")}
          </th>
          <th scope="col" className="num">
            {t("backlogOldest")}
          </th>
          <th scope="col" className="num">
            {t("backlogRate")}
          </th>
          <th scope="col" className="num">
            {t("backlogForecast")}
          </th>
        </tr>
      </thead>
      <tbody>
        {backlog.stages.map(({ stage, waiting, overdue, oldestSince, ratePerDay, workingDaysUntilGone }) => (
          <tr key={stage}>
            <th scope="row">{say(stages[stage])}</th>
            <td data-label={t("backlogWaiting")}>
              <span className="rest">
                {waiting === 0 ? null : <i style={{ width: `${(100 * waiting) / most}px` }} />}
                {number(waiting)}
              </span>
            </td>
            <td data-label={t("backlogOverdue")} className={overdue > 0 ? "num danger" : "num"}>
              {number(overdue)}
            </td>
            <td data-label={t("backlogOldest")} className="num">
              {oldestSince === null ? "" : time(oldestSince)}
            </td>
            <td data-label={t("backlogRate")} className="num">
              {number(ratePerDay)}
            </td>
            <td data-label={t("backlogForecast")} className="num">
              {waiting === 0 ? "" : workingDaysUntilGone === null ? t("backlogNever") : t("backlogDays", { n: workingDaysUntilGone })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function UnitTable({ backlog }: { backlog: Backlog }) {
  const { t, say, number } = useLanguage();
  if (backlog.units.length === 0) return <Blank>{t("backlogNone")}</Blank>;
  const sumOf = (unit: Backlog["units"][number]) => stageKeys.reduce((sum, stage) => sum + (unit.waiting[stage] ?? 0), 0);
  const units = backlog.units.toSorted((a, b) => sumOf(b) - sumOf(a));
  return (
    <table className="backlog stacked">
      <thead>
        <tr>
          <th scope="col">{t("backlogUnit")}</th>
          {stageKeys.map((stage) => (
            <th key={stage} scope="col" className="num">
              {say(stages[stage])}
            </th>
          ))}
          <th scope="col" className="num">
            {t("backlogOverdue")}
          </th>
        </tr>
      </thead>
      <tbody>
        {units.map((unit) => (
          <tr key={unit.unit}>
            <th scope="row">
              <Link to="/ho-so" search={{ "don-vi": unit.unit }}>
                {unit.unitName}
              </Link>
            </th>
            {stageKeys.map((stage) => (
              <td key={stage} data-label={say(stages[stage])} className="num">
                {number(unit.waiting[stage] ?? 0)}
              </td>
            ))}
            <td data-label={t("backlogOverdue")} className={unit.overdue > 0 ? "num danger" : "num"}>
              {number(unit.overdue)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
