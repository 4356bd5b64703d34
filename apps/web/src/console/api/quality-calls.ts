import {
  type FindingChoice as Choice,
  givingPreviewSchema,
  givingResultSchema,
  findingQueueSchema,
  type FindingOwnership,
  mendPreviewSchema,
  mendResultSchema,
  mendsSchema,
  officersSchema,
  qualitySchema,
  sheetPreviewSchema,
  sheetResultSchema,
} from "@dinhdanh/campaign/contract";
import type { BulkMendKey, FindingKind } from "@dinhdanh/population/contract";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { request, send } from "./request.ts";

type Where = { unit: string; asOf: string };

/** Which of a unit's findings. */
export type FindingChoice = { kind?: FindingKind | undefined; owner?: string | undefined };

export const qualityQuery = (where: Where, choice: FindingChoice) =>
  queryOptions({
    queryKey: ["quality", where, choice],
    queryFn: ({ signal }) => request(qualitySchema, "/quality", { query: { ...where, ...choice }, signal }),
    placeholderData: keepPreviousData,
  });

const pageSize = 50;

export const findingsQuery = (where: Where, choice: FindingChoice) =>
  infiniteQueryOptions({
    queryKey: ["quality", "findings", where, choice],
    queryFn: ({ pageParam, signal }) =>
      request(findingQueueSchema, "/quality/findings", {
        method: "POST",
        body: { ...where, ...choice, offset: pageParam, limit: pageSize },
        signal,
      }),
    initialPageParam: 0,
    getNextPageParam: (last, _, offset) => (offset + last.findings.length < last.total ? offset + last.findings.length : undefined),
  });

export const ownFinding = (personId: string, body: FindingOwnership) =>
  send(`/people/${personId}/findings/owner`, { method: "POST", body });

/** To whom findings of a unit may be given. */
export const officersToAssignQuery = (where: Where) =>
  queryOptions({
    queryKey: ["quality", "officers", where],
    queryFn: ({ signal }) => request(officersSchema, "/quality/officers", { query: where, signal }),
  });

/** Findings to give, take over or give back together. */
type GivenChoice = Where & Omit<Choice, keyof Where>;
export const previewGiving = (body: GivenChoice) =>
  request(givingPreviewSchema, "/quality/findings/owner/preview", { method: "POST", body });
export const giveFindings = (body: GivenChoice & { givingId: string; shown: string }) =>
  request(givingResultSchema, "/quality/findings/owner", { method: "POST", body });

export const mendsQuery = (where: Where) =>
  queryOptions({
    queryKey: ["quality", "mends", where],
    queryFn: ({ signal }) => request(mendsSchema, "/quality/mends", { query: where, signal }),
  });

export const previewMend = (body: Where & { mend: BulkMendKey }) =>
  request(mendPreviewSchema, "/quality/mends/preview", { method: "POST", body });
export const makeMend = (body: Where & { mend: BulkMendKey; mendId: string; shown: string }) =>
  request(mendResultSchema, "/quality/mends", { method: "POST", body });
export const undoMend = (body: Where & { mendId: string }) => request(mendResultSchema, "/quality/mends/undo", { method: "POST", body });
export const checkSheet = (body: Where & FindingChoice & { lang: string }, signal: AbortSignal) =>
  send("/quality/sheet", { method: "POST", body, signal });

/** As saved by a spreadsheet. Browsers name the type of a file in many ways; its ending tells. */
const sheetBytes = (file: File) =>
  new Blob([file], { type: /\.xlsx$/i.test(file.name) ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv" });
export const previewSheet = (where: Where, file: File) =>
  request(sheetPreviewSchema, "/quality/sheet/preview", { method: "POST", query: where, bytes: sheetBytes(file) });
export const applySheet = (query: Where & { mendId: string; digest: string }, file: File) =>
  request(sheetResultSchema, "/quality/sheet/apply", { method: "POST", query, bytes: sheetBytes(file) });
