import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { coverageQuery, unitQuery } from "../api/queries.ts";
import { Crumbs, unitPath } from "../parts/crumbs.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useView } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { CommunePanel } from "./commune-panel.tsx";
import { Filters } from "./filters.tsx";
import { FirstPanel } from "./first-panel.tsx";
import { Headline } from "./headline.tsx";
import { Lineage } from "./lineage.tsx";
import { OverviewSkeleton } from "./overview-skeleton.tsx";
import { RemainingPanel } from "./remaining-panel.tsx";
import { StageLine } from "./stage-line.tsx";
import { Trend } from "./trend.tsx";
import { UnitsTable } from "./units-table.tsx";

const route = getRouteApi("/trong/don-vi/$code");

/** One page for the country, a province, a district and a commune. */
export function OverviewPage() {
  const { day } = useLanguage();
  const { code } = route.useParams();
  const { sinh: born } = route.useSearch();
  const view = useView();
  const unit = useQuery(unitQuery(code, view.asOf));
  const coverage = useQuery(coverageQuery({ unit: code, asOf: view.asOf, borders: view.borders, born }));
  const path = unitPath(unit.data);
  const data = coverage.data?.unit === code ? coverage.data : undefined;
  useTitle(data === undefined ? "" : `${data.name}, ${day(view.asOf)}`);
  return (
    <>
      <div className="above">
        <Crumbs path={path} />
        <Filters />
      </div>
      {coverage.error !== null && data === undefined ? (
        <Trouble error={coverage.error} onRetry={() => void coverage.refetch()} />
      ) : data === undefined ? (
        <OverviewSkeleton />
      ) : (
        <div className={coverage.isPlaceholderData ? "stale" : undefined} aria-busy={coverage.isFetching}>
          <Headline coverage={data} />
          {unit.data?.code === code ? <Lineage unit={unit.data} /> : null}
          <StageLine coverage={data} plain={born !== undefined} />
          <div className="columns">
            <section className="wide">
              {data.level === "commune" ? <CommunePanel coverage={data} /> : <UnitsTable coverage={data} />}
              <Trend coverage={data} />
            </section>
            <aside className="side">
              <RemainingPanel coverage={data} />
              {data.level === "commune" ? null : <FirstPanel coverage={data} />}
            </aside>
          </div>
        </div>
      )}
    </>
  );
}
