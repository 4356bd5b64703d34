import {
  type BirthRequest,
  type CorrectionQuery,
  correctionViewSchema,
  type Decision,
  type EventRequest,
  historyViewSchema,
  type Proposal,
  type Purpose,
  recordedSchema,
} from "@dinhdanh/population/contract";
import { queryOptions } from "@tanstack/react-query";
import { request } from "./request.ts";

export type HistoryQuery = { purpose: Purpose; validOn?: string | undefined; knownOn?: string | undefined };

export const historyQuery = (personId: string, query: HistoryQuery) =>
  queryOptions({
    queryKey: ["person", personId, "history", query],
    queryFn: ({ signal }) => request(historyViewSchema, `/people/${personId}/history`, { query, signal }),
  });

export const recordEvent = (personId: string, body: EventRequest) =>
  request(recordedSchema, `/people/${personId}/events`, { method: "POST", body });

export const registerBirth = (body: BirthRequest) => request(recordedSchema, "/births", { method: "POST", body });

export const proposeCorrection = (personId: string, body: Proposal) =>
  request(correctionViewSchema, `/people/${personId}/corrections`, { method: "POST", body });

export const decideCorrection = (personId: string, correctionId: string, body: Decision) =>
  request(correctionViewSchema, `/people/${personId}/corrections/${correctionId}/decision`, { method: "POST", body });

export const correctionsQuery = (query: CorrectionQuery) =>
  queryOptions({
    queryKey: ["corrections", query],
    queryFn: ({ signal }) => request(correctionViewSchema.array(), "/corrections/query", { method: "POST", body: query, signal }),
  });
