import type { BlankState, DeskQuery } from "@dinhdanh/cards/contract";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import * as calls from "./card-calls.ts";

/** The line moves while one looks: what several people work on is asked for again after this long. */
const lineMs = 15_000;

export const productionQuery = queryOptions({
  queryKey: ["line", "production"],
  queryFn: ({ signal }) => calls.readProduction(signal),
  staleTime: lineMs,
});
export const waitingQuery = queryOptions({
  queryKey: ["line", "waiting"],
  queryFn: ({ signal }) => calls.readWaiting(signal),
  staleTime: lineMs,
});
export const blanksQuery = (state: BlankState) =>
  queryOptions({ queryKey: ["line", "blanks", state], queryFn: ({ signal }) => calls.readBlanks(state, signal), staleTime: lineMs });
export const setAsideQuery = queryOptions({
  queryKey: ["line", "set-aside"],
  queryFn: ({ signal }) => calls.readSetAside(signal),
  staleTime: lineMs,
});
/** While a batch is being signed, every second. */
export const signingQuery = (batchId: string) =>
  queryOptions({
    queryKey: ["signing", batchId],
    queryFn: ({ signal }) => calls.readSigning(batchId, signal),
    refetchInterval: 1000,
    retry: false,
  });
export const batchesQuery = queryOptions({
  queryKey: ["line", "batches"],
  queryFn: ({ signal }) => calls.readBatches(signal),
  staleTime: lineMs,
});
export const batchQuery = (batchId: string) =>
  queryOptions({ queryKey: ["line", "batch", batchId], queryFn: ({ signal }) => calls.readBatch(batchId, signal), staleTime: lineMs });
export const stockQuery = queryOptions({
  queryKey: ["line", "stock"],
  queryFn: ({ signal }) => calls.readStock(signal),
  staleTime: lineMs,
});
export const parcelsQuery = (only: "open" | "all") =>
  queryOptions({ queryKey: ["line", "parcels", only], queryFn: ({ signal }) => calls.readParcels(only, signal), staleTime: lineMs });
export const parcelQuery = (parcelId: string) =>
  queryOptions({ queryKey: ["line", "parcel", parcelId], queryFn: ({ signal }) => calls.readParcel(parcelId, signal), staleTime: lineMs });
export const deskQuery = (query: DeskQuery) =>
  queryOptions({
    queryKey: ["line", "desk", query],
    queryFn: ({ signal }) => calls.queryDesk(query, signal),
    staleTime: lineMs,
    placeholderData: keepPreviousData,
  });

/** Not refetched by itself: every read of a person is logged. */
export const cardsQuery = (personId: string) =>
  queryOptions({
    queryKey: ["line", "cards", personId],
    queryFn: ({ signal }) => calls.readCards(personId, signal),
    staleTime: 10 * 60_000,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  });

export const cardPictureQuery = (personId: string, cardId: string) =>
  queryOptions({
    queryKey: ["card-picture", personId, cardId],
    queryFn: ({ signal }) => calls.readCardPicture(personId, cardId, signal),
    staleTime: 10 * 60_000,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  });
