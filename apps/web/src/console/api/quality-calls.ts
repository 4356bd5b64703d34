import { findingQueueSchema, mendPreviewSchema, mendResultSchema, mendsSchema, qualitySchema } from "@dinhdanh/campaign/contract";
import type { BulkMendKey, FindingKind } from "@dinhdanh/population/contract";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { request, send } from "./request.ts";

type Where = { unit: string; asOf: string };

export const qualityQuery = (where: Where) =>
  queryOptions({
    queryKey: ["quality", where],
    queryFn: ({ signal }) => request(qualitySchema, "/quality", { query: where, signal }),
    placeholderData: keepPreviousData,
  });

const pageSize = 50;

export const findingsQuery = (where: Where, kind: FindingKind | undefined) =>
  infiniteQueryOptions({
    queryKey: ["quality", "findings", where, kind],
    queryFn: ({ pageParam, signal }) =>
      request(findingQueueSchema, "/quality/findings", {
        method: "POST",
        body: { ...where, kind, offset: pageParam, limit: pageSize },
        signal,
      }),
    initialPageParam: 0,
    getNextPageParam: (last, _, offset) => (offset + last.findings.length < last.total ? offset + last.findings.length : undefined),
  });

export const mendsQuery = (where: Where) =>
  queryOptions({
    queryKey: ["quality", "mends", where],
    queryFn: ({ signal }) => request(mendsSchema, "/quality/mends", { query: where, signal }),
  });

export const previewMend = (body: Where & { mend: BulkMendKey }) =>
  request(mendPreviewSchema, "/quality/mends/preview", { method: "POST", body });
export const makeMend = (body: Where & { mend: BulkMendKey; mendId: string; expected: number }) =>
  request(mendResultSchema, "/quality/mends", { method: "POST", body });
export const undoMend = (body: Where & { mendId: string }) => request(mendResultSchema, "/quality/mends/undo", { method: "POST", body });
export const checkSheet = async (body: Where & { kind?: FindingKind; lang: string }): Promise<Blob> =>
  (await send("/quality/sheet", { method: "POST", body })).blob();
