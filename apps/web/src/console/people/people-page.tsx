import { type MainMeasure, mainMeasureKeys, mainMeasures } from "@dinhdanh/campaign/contract";
import { NativeSelect, SegmentedControl, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { peopleListQuery, unitQuery } from "../api/queries.ts";
import { Crumbs } from "../parts/crumbs.tsx";
import { Bars } from "../parts/skeleton.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useView } from "../routing/use-view.ts";
import type { PeopleSearch } from "../routing/url-state.ts";
import { useLanguage } from "../words/language.tsx";
import { useListPath, useNarrowed } from "../parts/narrowed.ts";
import { PeopleTable } from "./people-table.tsx";

const route = getRouteApi("/trong/don-vi/$code/cong-dan");

/** The people behind a figure, or those that it leaves out. */
export function PeoplePage() {
  const { t, say, day } = useLanguage();
  const { code } = route.useParams();
  const { chua, da } = route.useSearch();
  const not = chua === "1";
  const after = not ? da : undefined;
  const { asOf, borders, born, measure } = useView();
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), 250);
  const unit = useQuery(unitQuery(code, asOf));
  const list = useInfiniteQuery(
    peopleListQuery({
      unit: code,
      asOf,
      borders,
      born,
      measure,
      not,
      ...(after === undefined ? {} : { after }),
      ...(search === "" ? {} : { search }),
    }),
  );
  const head = list.data?.pages[0];
  const path = useListPath(unit.data, head?.name);
  const narrowed = useNarrowed();
  const name = head?.name ?? unit.data?.name;
  const total = head?.total;
  useTitle(`${say(mainMeasures[measure])}: ${name ?? ""}`);
  return (
    <>
      <Crumbs path={path} here={say(mainMeasures[measure])} />
      <div className="list-head">
        {total === undefined ? <Bars rows={1} height={36} /> : <Heading total={total} not={not} after={after} />}
        <p className="mute">
          {t("peoplePlace", { unit: name ?? code, day: day(asOf) })}
          {narrowed}
        </p>
        <div className="list-tools">
          <MeasureTools not={not} />
          <TextInput
            type="search"
            aria-label={t("findInList")}
            placeholder={t("findInListShort")}
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <span className="mute small keys">{t("keysHint")}</span>
        </div>
      </div>
      {list.error !== null && total === undefined ? <Trouble error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isPending ? <Bars rows={10} height={36} /> : null}
      {list.data === undefined ? null : (
        <PeopleTable
          pages={list.data.pages}
          stale={list.isPlaceholderData}
          hasMore={list.hasNextPage}
          busy={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
        />
      )}
    </>
  );
}

/** How many, and of which side of the figure. */
function Heading({ total, not, after }: { total: number; not: boolean; after: MainMeasure | undefined }) {
  const { say, rich, number } = useLanguage();
  const { measure } = useView();
  const said = (key: MainMeasure) => say(mainMeasures[key]).toLocaleLowerCase();
  const words = { n: number(total), measure: said(measure) };
  if (after !== undefined) return <h1>{rich("peopleHeadingAfter", { ...words, after: said(after) }, { count: total })}</h1>;
  return <h1>{rich(not ? "peopleHeadingNot" : "peopleHeading", words, { count: total })}</h1>;
}

/** Which figure, and which side of it. */
function MeasureTools({ not }: { not: boolean }) {
  const { t, say } = useLanguage();
  const { measure } = useView();
  const navigate = useNavigate({ from: "/don-vi/$code/cong-dan" });
  const change = (next: Partial<PeopleSearch>) =>
    void navigate({ to: ".", search: (previous) => ({ ...previous, ...next }), replace: true, resetScroll: false });
  return (
    <>
      <NativeSelect
        aria-label={t("peopleMeasure")}
        value={measure}
        onChange={({ currentTarget }) => change({ "chi-so": mainMeasureKeys.find((key) => key === currentTarget.value), da: undefined })}
        data={mainMeasureKeys.map((value) => ({ value, label: say(mainMeasures[value]) }))}
      />
      <SegmentedControl
        aria-label={t("peopleSide")}
        value={not ? "not" : "has"}
        onChange={(value) => change({ chua: value === "not" ? "1" : undefined, da: undefined })}
        data={[
          { value: "has", label: t("peopleHas") },
          { value: "not", label: t("peopleHasNot") },
        ]}
      />
    </>
  );
}
