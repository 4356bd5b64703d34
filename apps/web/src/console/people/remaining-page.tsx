import { useDebouncedValue } from "@mantine/hooks";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import type { RemainingQuery } from "../api/calls.ts";
import { remainingListQuery, unitQuery } from "../api/queries.ts";
import { Crumbs } from "../parts/crumbs.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { PagedList } from "../parts/paged-list.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useView } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { shortName } from "../words/tables.ts";
import { GroupChips } from "./group-chips.tsx";
import { ListTools } from "./list-tools.tsx";
import { useListPath, useNarrowed } from "../parts/narrowed.ts";
import { RemainingList } from "./remaining-list.tsx";

const route = getRouteApi("/trong/don-vi/$code/con-lai");

/** Those who remain: whom to call, whom to visit, easy first. Designed for the thumb first. */
export function RemainingPage() {
  const { t, rich, day, number } = useLanguage();
  const { code } = route.useParams();
  const { nhom, "noi-den": destination } = route.useSearch();
  const { asOf, borders, born } = useView();
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), 250);
  const query: RemainingQuery = {
    ...{ unit: code, asOf, borders, born },
    ...(nhom === undefined ? {} : { group: nhom }),
    ...(destination === undefined ? {} : { destination }),
    ...(search === "" ? {} : { search }),
  };
  const unit = useQuery(unitQuery(code, asOf));
  const list = useInfiniteQuery(remainingListQuery(query));
  const head = list.data?.pages[0];
  const path = useListPath(unit.data, head?.name);
  const narrowed = useNarrowed();
  const name = head === undefined ? "" : shortName(head.name);
  useTitle(head === undefined ? "" : `${t("navRemaining")}: ${name}`);
  return (
    <>
      <Crumbs path={path} here={t("navRemaining")} />
      <div className="list-head">
        <PageHeading name={`${t("navRemaining")}: ${unit.data?.name ?? code}`} failed={list.error !== null}>
          {head === undefined
            ? undefined
            : head.total === 0
              ? t("remainingNobody", { unit: name })
              : rich("remainingHeading", { unit: name, n: number(head.total) }, { count: head.total })}
        </PageHeading>
        <p className="mute">
          {t("asOf", { day: day(asOf) })}
          {narrowed}
        </p>
        {head === undefined ? null : <GroupChips remaining={head} />}
        {list.isLoadingError ? null : <ListTools typed={typed} onType={setTyped} query={query} matching={head?.matching ?? 0} />}
      </div>
      <PagedList list={list}>
        {(paged) => <RemainingList {...paged} narrowed={search !== "" || destination !== undefined} onClear={() => setTyped("")} />}
      </PagedList>
    </>
  );
}
