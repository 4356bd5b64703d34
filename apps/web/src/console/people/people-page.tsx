import { type ListMeasure, listMeasureKeys, listMeasures } from "@dinhdanh/campaign/contract";
import { NativeSelect, SegmentedControl, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { peopleListQuery, unitQuery } from "../api/queries.ts";
import { Crumbs } from "../parts/crumbs.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { PagedList } from "../parts/paged-list.tsx";
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
  const { chua, da, "chi-so": chosen } = route.useSearch();
  const not = chua === "1";
  const after = not ? da : undefined;
  const { asOf, borders, born, measure: main } = useView();
  const measure = chosen ?? main;
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), 250);
  const unit = useQuery(unitQuery(code, asOf));
  const list = useInfiniteQuery(
    peopleListQuery({
      ...{ unit: code, asOf, borders, born, measure, not },
      ...(after === undefined ? {} : { after }),
      ...(search === "" ? {} : { search }),
    }),
  );
  const head = list.data?.pages[0];
  const path = useListPath(unit.data, head?.name);
  const narrowed = useNarrowed();
  const name = head?.name ?? unit.data?.name;
  const total = head?.total;
  useTitle(`${say(listMeasures[measure])}: ${name ?? ""}`);
  return (
    <>
      <Crumbs path={path} here={say(listMeasures[measure])} />
      <div className="list-head">
        <PageHeading name={say(listMeasures[measure])} failed={list.error !== null}>
          {total === undefined ? undefined : <Heading total={total} measure={measure} not={not} after={after} />}
        </PageHeading>
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
      <PagedList list={list}>{(paged) => <PeopleTable {...paged} />}</PagedList>
    </>
  );
}

type HeadingProps = { total: number; measure: ListMeasure; not: boolean; after: ListMeasure | undefined };

/** How many, and what they have reached or have not. */
function Heading({ total, measure, not, after }: HeadingProps) {
  const { say, rich, number } = useLanguage();
  const holes = { n: number(total), measure: say(listMeasures[measure]).toLocaleLowerCase() };
  if (after === undefined) return rich(not ? "peopleHeadingNot" : "peopleHeading", holes, { count: total });
  return rich("peopleHeadingAfter", { ...holes, after: say(listMeasures[after]).toLocaleLowerCase() }, { count: total });
}

/** Which figure, and which side of it. */
function MeasureTools({ not }: { not: boolean }) {
  const { t, say } = useLanguage();
  const { measure: main } = useView();
  const { "chi-so": measure = main } = route.useSearch();
  const navigate = useNavigate({ from: "/don-vi/$code/cong-dan" });
  const change = (next: Partial<PeopleSearch>) =>
    void navigate({ to: ".", search: (previous) => ({ ...previous, ...next }), replace: true, resetScroll: false });
  return (
    <>
      <NativeSelect
        aria-label={t("peopleMeasure")}
        value={measure}
        onChange={({ currentTarget }) => change({ "chi-so": listMeasureKeys.find((key) => key === currentTarget.value), da: undefined })}
        data={listMeasureKeys.map((value) => ({ value, label: say(listMeasures[value]) }))}
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
