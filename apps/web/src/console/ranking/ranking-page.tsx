import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { rankingQuery, unitQuery } from "../api/queries.ts";
import type { RankedLevel } from "../api/calls.ts";
import { Blank } from "../parts/blank.tsx";
import { Crumbs, unitPath } from "../parts/crumbs.tsx";
import { DayStepper } from "../parts/day-stepper.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { Bars } from "../parts/skeleton.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { rankedLevels } from "../routing/url-state.ts";
import { useOfficer, useStart, useView } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { levelsWords, levelWords } from "../words/tables.ts";
import { RankingTable } from "./ranking-table.tsx";

const route = getRouteApi("/trong/xep-hang");

/** Who completed when. The ones that have not stand below, most left to do first. */
export function RankingPage() {
  const { t, day } = useLanguage();
  const { asOf } = useView();
  const { cap: level = "commune", trong } = route.useSearch();
  const { scope } = useOfficer();
  const within = trong ?? scope ?? undefined;
  const ranking = useQuery(rankingQuery({ level, asOf, within }));
  const unit = useQuery({ ...unitQuery(within ?? "00", asOf), enabled: within !== undefined });
  const path = unitPath(within === undefined ? undefined : unit.data);
  const rows = ranking.data;
  const done = rows?.filter(({ completedOn }) => completedOn !== null).length ?? 0;
  const place = within === undefined ? t("country") : (unit.data?.name ?? within);
  useTitle(`${t("navRanking")}: ${place}`);
  return (
    <>
      <div className="above">
        {path.length === 0 ? <span className="crumbs">{t("country")}</span> : <Crumbs path={path} here={t("navRanking")} />}
        <Tools level={level} />
      </div>
      <PageHeading name={t("navRanking")} failed={ranking.error !== null}>
        {rows === undefined ? undefined : t("rankingCountTitle", { done, of: rows.length, level: t(levelsWords[level]) })}
      </PageHeading>
      <p className="lead">
        {t("rankingIn", { place, day: day(asOf) })}. <span className="mute">{t("rankingRolls")}</span>
      </p>
      {ranking.error !== null && rows === undefined ? <Trouble error={ranking.error} onRetry={() => void ranking.refetch()} /> : null}
      {ranking.isPending ? <Bars rows={12} height={28} /> : null}
      {rows?.length === 0 ? (
        <Blank action={<Link to="/">{t("goToOverview")}</Link>}>{t("rankingEmpty")}</Blank>
      ) : rows === undefined ? null : (
        <RankingTable rows={rows} stale={ranking.isPlaceholderData} />
      )}
    </>
  );
}

function Tools({ level }: { level: RankedLevel }) {
  const { t } = useLanguage();
  const { firstDay, lastDay } = useStart();
  const { asOf } = useView();
  const navigate = useNavigate({ from: "/xep-hang" });
  return (
    <div className="filters">
      <DayStepper
        label={t("dayLabel")}
        value={asOf}
        first={firstDay}
        last={lastDay}
        onChange={(ngay) => void navigate({ to: ".", search: (previous) => ({ ...previous, ngay }), replace: true, resetScroll: false })}
      />
      <label className="filter">
        <span>{t("rankingLevel")}</span>
        <NativeSelect
          size="xs"
          value={level}
          onChange={({ currentTarget }) => {
            const cap = rankedLevels.find((each) => each === currentTarget.value);
            void navigate({ to: ".", search: (previous) => ({ ...previous, cap }), resetScroll: false });
          }}
          data={rankedLevels.map((value) => ({ value, label: t(levelWords[value]) }))}
        />
      </label>
    </div>
  );
}
