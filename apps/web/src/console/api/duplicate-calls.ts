import {
  candidateSchema,
  numberClaimSchema,
  pairSchema,
  pairsSchema,
  sharedCaseSchema,
  sharedNumbersSchema,
} from "@dinhdanh/campaign/contract";
import {
  atStakeSchema,
  type CandidatesQuery,
  claimJudgedSchema,
  type ClaimJudgement,
  type Judgement,
  type Merge,
  mergePreviewSchema,
  type MergeQuery,
  type NumberDecision,
  type PairState,
  renumberedSchema,
  type Unmerge,
} from "@dinhdanh/population/contract";
import { infiniteQueryOptions, keepPreviousData, queryOptions, type Query, type QueryClient } from "@tanstack/react-query";
import { request, send } from "./request.ts";

const pageSize = 50;

export const pairsQuery = (state: PairState, twoNumbers: boolean) =>
  infiniteQueryOptions({
    queryKey: ["pairs", state, twoNumbers],
    queryFn: ({ pageParam, signal }) =>
      request(pairsSchema, "/duplicates/query", {
        method: "POST",
        body: { state, twoNumbers, offset: pageParam, limit: pageSize },
        signal,
      }),
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

/** What a merge would do, this way round. */
export const mergePreviewQuery = (body: MergeQuery) =>
  queryOptions({
    queryKey: ["merge-preview", body],
    queryFn: ({ signal }) => request(mergePreviewSchema, "/duplicates/merges/preview", { method: "POST", body, signal }),
    retry: false,
  });

export const sharedNumbersQuery = (state: "open" | "settled") =>
  queryOptions({
    queryKey: ["shared-numbers", state],
    queryFn: ({ signal }) => request(sharedNumbersSchema, "/duplicates/numbers/query", { method: "POST", body: { state }, signal }),
    refetchOnWindowFocus: false,
  });

export const sharedNumberQuery = (personId: string, otherId: string) =>
  queryOptions({
    queryKey: ["shared-number", personId, otherId],
    queryFn: ({ signal }) => request(sharedCaseSchema, `/duplicates/numbers/${personId}/${otherId}`, { signal }),
    refetchOnWindowFocus: false,
    retry: false,
  });

export const numberClaimQuery = (personId: string, claimId: string) =>
  queryOptions({
    queryKey: ["number-claim", personId, claimId],
    queryFn: ({ signal }) => request(numberClaimSchema, `/duplicates/claims/${personId}/${claimId}`, { signal }),
    refetchOnWindowFocus: false,
    retry: false,
  });

export const judgeClaim = (body: ClaimJudgement) => request(claimJudgedSchema, "/duplicates/claims/judgements", { method: "POST", body });

export const numberPreviewQuery = (body: Pick<NumberDecision, "keeperId" | "otherId">) =>
  queryOptions({
    queryKey: ["number-preview", body],
    queryFn: ({ signal }) => request(atStakeSchema, "/duplicates/numbers/preview", { method: "POST", body, signal }),
    retry: false,
  });

export const settleNumber = (body: NumberDecision) => request(renumberedSchema, "/duplicates/numbers", { method: "POST", body });
export const unsettleNumber = (renumberingId: string, body: Unmerge) =>
  send(`/duplicates/numbers/${renumberingId}/undo`, { method: "POST", body });

/** After a decision everything may be another. What it would do is not asked again of a decision that is made: the server would refuse. */
export async function afterDecision(queries: QueryClient): Promise<void> {
  const isPreview = ({ queryKey }: Query) => queryKey[0] === "merge-preview" || queryKey[0] === "number-preview";
  await queries.invalidateQueries({ predicate: (query) => !isPreview(query) });
  // one that is still on the page would be fetched again at once
  queries.removeQueries({ predicate: isPreview, type: "inactive" });
}
