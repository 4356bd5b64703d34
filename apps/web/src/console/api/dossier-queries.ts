import type { CaptureSlot, DossierQuery, DossierState } from "@dinhdanh/dossiers/contract";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import * as calls from "./dossier-calls.ts";

/** Why dossiers are read: every read of one is logged with it, and the person can see it. */
const purpose = "campaign";
export const dossierPageSize = 50;

/** Read once when it is opened; what is saved afterwards is written into the answer, so that each step costs one request. */
export const dossierQuery = (dossierId: string) =>
  queryOptions({
    queryKey: ["dossier", dossierId],
    queryFn: ({ signal }) => calls.readDossier(dossierId, purpose, signal),
    refetchOnWindowFocus: false,
  });

/** Kept as long as the page shows it; a newer image has another `savedAt`. */
export const captureQuery = (dossierId: string, slot: CaptureSlot, savedAt: string) =>
  queryOptions({
    queryKey: ["capture", dossierId, slot, savedAt],
    queryFn: ({ signal }) => calls.readImage(dossierId, slot, purpose, signal),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });

export type DossierFilter = Omit<Partial<DossierQuery>, "purpose" | "offset" | "limit">;
export const dossierListQuery = (filter: DossierFilter) =>
  infiniteQueryOptions({
    queryKey: ["dossiers", filter],
    queryFn: ({ pageParam, signal }) => calls.queryDossiers({ ...filter, purpose, offset: pageParam, limit: dossierPageSize }, signal),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (pages.length * dossierPageSize < last.total ? pages.length * dossierPageSize : undefined),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });

const mostReviewed = 200;

/** A queue as it was when its review began: what was decided stays in its place, so that the next one does not slip by. */
export const reviewQuery = (states: readonly DossierState[]) =>
  queryOptions({
    queryKey: ["review", states],
    queryFn: ({ signal }) => calls.queryDossiers({ states: [...states], purpose, limit: mostReviewed }, signal),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

export const dossiersOfQuery = (personId: string) =>
  queryOptions({
    queryKey: ["dossiers", "of", personId],
    queryFn: ({ signal }) => calls.queryDossiers({ personId, purpose, limit: 20 }, signal),
  });

export const backlogQuery = (unit: string, capacityPerDay: string | undefined) =>
  queryOptions({
    queryKey: ["backlog", unit, capacityPerDay],
    queryFn: ({ signal }) => calls.readBacklog(unit, capacityPerDay, signal),
    placeholderData: keepPreviousData,
  });
