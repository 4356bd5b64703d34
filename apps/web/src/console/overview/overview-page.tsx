import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { coverageQuery, unitQuery } from "../api/queries.ts";
import { Crumbs } from "../parts/crumbs.tsx";
import { Opening, useWithin } from "../parts/opening.ts";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useListPath } from "../parts/narrowed.ts";
import { useOfficer, useView } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { Figures } from "./figures-of-unit.tsx";
import { Filters } from "./filters.tsx";
import { OverviewSkeleton } from "./overview-skeleton.tsx";

const route = getRouteApi("/trong/don-vi/$code");

/** One page for the country, a province, a district and a commune. */
export function OverviewPage() {
  const { day } = useLanguage();
  const { code } = route.useParams();
  const { sinh: born } = route.useSearch();
  const { scope } = useOfficer();
  const view = useView();
  const unit = useQuery(unitQuery(code, view.asOf));
  const { data, error, refetch, isFetching, isPlaceholderData } = useQuery(
    coverageQuery({ unit: code, asOf: view.asOf, borders: view.borders, born }),
  );
  const retry = () => void Promise.all([refetch(), unit.refetch()]);
  const path = useListPath(unit.data, data?.name);
  const within = useWithin(unit.data) === true;
  useTitle(data === undefined ? "" : `${data.name}, ${day(view.asOf)}`);
  return (
    <Opening value={(each) => within || each === scope}>
      <div className="above">
        <Crumbs path={path} />
        <Filters />
      </div>
      {data === undefined && error !== null ? <Trouble error={error} onRetry={retry} page /> : null}
      {data === undefined && error === null ? <OverviewSkeleton /> : null}
      {data === undefined ? null : (
        <div className={isPlaceholderData ? "stale" : undefined} aria-busy={isFetching}>
          <Figures coverage={data} unit={unit.data} />
        </div>
      )}
    </Opening>
  );
}
