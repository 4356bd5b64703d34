import type { Purpose } from "@dinhdanh/population/contract";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import * as calls from "./calls.ts";

const minute = 60_000;

/** Figures of another day stay on screen until the asked ones come, so that nothing jumps; those of another unit would mislead. */
const ofSameUnit =
  (unit: string) =>
  <T>(previous: T, query: { queryKey: readonly unknown[] } | undefined): T | undefined =>
    query?.queryKey[1] === unit ? previous : undefined;

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: ({ signal }) => calls.readSession(signal),
  staleTime: 5 * minute,
});
export const demoOfficersQuery = queryOptions({
  queryKey: ["demo-officers"],
  queryFn: ({ signal }) => calls.readDemoOfficers(signal),
  staleTime: Infinity,
});
export const officerNameQuery = (code: string) =>
  queryOptions({ queryKey: ["officer", code], queryFn: ({ signal }) => calls.readOfficerName(code, signal), staleTime: Infinity });
export const startQuery = queryOptions({ queryKey: ["start"], queryFn: ({ signal }) => calls.readStart(signal), staleTime: 5 * minute });

/** `borders`: of today is the unit that stands there today in the place of what had the code on the day. */
export const unitQuery = (code: string, asOf: string, borders: "day" | "today" = "day") =>
  queryOptions({
    queryKey: ["unit", code, asOf, borders],
    queryFn: ({ signal }) => calls.readUnit(code, asOf, borders, signal),
    placeholderData: ofSameUnit(code),
  });
export const whereaboutsQuery = (code: string, asOf: string) =>
  queryOptions({ queryKey: ["whereabouts", code, asOf], queryFn: ({ signal }) => calls.readWhereabouts(code, asOf, signal) });

export const unitsFoundQuery = (search: string, asOf: string) =>
  queryOptions({
    queryKey: ["units", search, asOf],
    queryFn: ({ signal }) => calls.findUnits(search, asOf, signal),
    enabled: search.length > 1,
  });

export const coverageQuery = (query: calls.CoverageQuery) =>
  queryOptions({
    queryKey: ["coverage", query.unit, query],
    queryFn: ({ signal }) => calls.readCoverage(query, signal),
    placeholderData: ofSameUnit(query.unit),
  });
export const trendQuery = (query: calls.TrendQuery) =>
  queryOptions({
    queryKey: ["trend", query.unit, query],
    queryFn: ({ signal }) => calls.readTrend(query, signal),
    placeholderData: ofSameUnit(query.unit),
  });
export const rankingQuery = (query: calls.RankingQuery) =>
  queryOptions({
    queryKey: ["ranking", query],
    queryFn: ({ signal }) => calls.readRanking(query, signal),
    placeholderData: keepPreviousData,
  });
export const collectedQuery = (query: calls.CollectedQuery) =>
  queryOptions({
    queryKey: ["collected", query],
    queryFn: ({ signal }) => calls.readCollected(query, signal),
    placeholderData: keepPreviousData,
  });

/** Only the counts by group. */
export const remainingCountsQuery = (query: calls.CoverageQuery) =>
  queryOptions({
    queryKey: ["remaining-counts", query.unit, query],
    queryFn: ({ signal }) => calls.queryRemaining({ ...query, limit: 1 }, signal),
    placeholderData: ofSameUnit(query.unit),
  });

export const pageSize = 50;

export const remainingListQuery = (query: calls.RemainingQuery) =>
  infiniteQueryOptions({
    queryKey: ["remaining", query],
    queryFn: ({ pageParam, signal }) => calls.queryRemaining({ ...query, offset: pageParam, limit: pageSize }, signal),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (pages.length * pageSize < last.matching ? pages.length * pageSize : undefined),
    placeholderData: keepPreviousData,
  });

export const peopleListQuery = (query: calls.PeopleQuery) =>
  infiniteQueryOptions({
    queryKey: ["people", query],
    queryFn: ({ pageParam, signal }) => calls.queryPeople({ ...query, offset: pageParam, limit: pageSize }, signal),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (pages.length * pageSize < last.total ? pages.length * pageSize : undefined),
    placeholderData: keepPreviousData,
  });

/** Kept while the page is open and no longer refetched by itself: every read of a person is logged. */
export const personQuery = (personId: string, purpose: Purpose) =>
  queryOptions({
    queryKey: ["person", personId, purpose],
    queryFn: ({ signal }) => calls.readPerson(personId, purpose, signal),
    staleTime: 10 * minute,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  });

export const foundQuery = (q: string, asOf: string, purpose: Purpose | undefined) =>
  queryOptions({
    queryKey: ["found", q, asOf, purpose],
    queryFn: ({ signal }) => calls.searchEverything(q, asOf, purpose, signal),
    enabled: q.length >= 2,
    placeholderData: keepPreviousData,
  });

export const importsQuery = queryOptions({ queryKey: ["imports"], queryFn: ({ signal }) => calls.readImports(signal) });
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ["import", id],
    queryFn: ({ signal }) => calls.readImport(id, signal),
    refetchInterval: ({ state }) => (state.data?.state === "running" ? 1000 : false),
  });
