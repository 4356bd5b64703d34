import { addDays, toDay } from "@dinhdanh/kernel/contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { collectedQuery, unitQuery } from "../api/queries.ts";
import { Blank } from "../parts/blank.tsx";
import { Crumbs, unitPath } from "../parts/crumbs.tsx";
import { DayField } from "../parts/day-field.tsx";
import { useWithin } from "../parts/opening.ts";
import { PageHeading } from "../parts/page-heading.tsx";
import { Bars } from "../parts/skeleton.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useOfficer, useStart } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { TeamsTable } from "./teams-table.tsx";

const route = getRouteApi("/trong/don-vi/$code/to-cong-tac");
const spanDays = 7;

/** What each team collected in a span of days, and how much of it away from people's homes. */
export function TeamsPage() {
  const { t, rich, day, number } = useLanguage();
  const { code } = route.useParams();
  const { tu, den } = route.useSearch();
  const { lastDay, firstDay } = useStart();
  const navigate = useNavigate({ from: "/don-vi/$code/to-cong-tac" });
  const to = den ?? lastDay;
  const from = tu ?? addDays(toDay(to), 1 - spanDays);
  const unit = useQuery(unitQuery(code, to));
  const path = unitPath(unit.data);
  const { data, error, isPending, refetch, isPlaceholderData } = useQuery(collectedQuery({ unit: code, from, to }));
  const name = unit.data?.name ?? code;
  const { scopeName } = useOfficer();
  const outside = useWithin(unit.data) === false;
  const away = data?.by.reduce((sum, { awayFromHome }) => sum + awayFromHome, 0) ?? 0;
  const change = (next: { tu?: string; den?: string }) =>
    void navigate({ to: ".", search: { tu: from, den: to, ...next }, replace: true, resetScroll: false });
  useTitle(`${t("navTeams")}: ${name}`);
  return (
    <>
      <div className="above">
        <Crumbs path={path} here={t("navTeams")} />
        <div className="filters">
          <label className="filter">
            <span>{t("teamsFrom")}</span>
            <DayField label={t("teamsFrom")} value={from} first={firstDay} last={to} onChange={(next) => change({ tu: next })} />
          </label>
          <label className="filter">
            <span>{t("teamsTo")}</span>
            <DayField label={t("teamsTo")} value={to} first={from} last={lastDay} onChange={(next) => change({ den: next })} />
          </label>
        </div>
      </div>
      <PageHeading name={t("navTeams")} failed={error !== null}>
        {data === undefined ? undefined : rich("teamsTitle", { n: number(data.total) }, { count: data.total })}
      </PageHeading>
      <p className="lead">
        {t("teamsLead", { unit: name, from: day(from), to: day(to), away })} {outside ? t("teamsOwn", { scope: scopeName }) : null}
      </p>
      {error !== null && data === undefined ? <Trouble error={error} onRetry={() => void refetch()} /> : null}
      {isPending ? <Bars rows={8} height={28} /> : null}
      {data === undefined ? null : data.by.length === 0 ? (
        <Blank>{t("teamsEmpty")}</Blank>
      ) : (
        <TeamsTable rows={data.by} stale={isPlaceholderData} />
      )}
    </>
  );
}
