import { candidateSchema, pairSchema, pairsSchema } from "@dinhdanh/campaign/contract";
import type { CandidatesQuery, Judgement, Merge, PairState, Unmerge } from "@dinhdanh/population/contract";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { request, send } from "./request.ts";

const pageSize = 50;

export const pairsQuery = (state: PairState) =>
  infiniteQueryOptions({
    queryKey: ["pairs", state],
    queryFn: ({ pageParam, signal }) =>
      request(pairsSchema, "/duplicates/query", { method: "POST", body: { state, offset: pageParam, limit: pageSize }, signal }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (pages.length * pageSize < last.total ? pages.length * pageSize : undefined),
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  });

export const pairQuery = (personId: string, otherId: string) =>
  queryOptions({
    queryKey: ["pair", personId, otherId],
    queryFn: ({ signal }) => request(pairSchema, `/duplicates/${personId}/${otherId}`, { signal }),
    refetchOnWindowFocus: false,
    retry: false,
  });

/** In the body: an address stays in histories. */
export const readCandidates = (body: CandidatesQuery) =>
  request(candidateSchema.array(), "/duplicates/candidates", { method: "POST", body });

export const judgePair = (body: Judgement) => send("/duplicates/judgements", { method: "POST", body });
export const mergePeople = (body: Merge) => send("/duplicates/merges", { method: "POST", body });
export const unmergePeople = (mergeId: string, body: Unmerge) => send(`/duplicates/merges/${mergeId}/undo`, { method: "POST", body });
