import {
  batchSchema,
  batchWithCardsSchema,
  blankRangesSchema,
  type BlankState,
  cardPictureSchema,
  cardViewSchema,
  type CheckBatch,
  type CountStock,
  countResultSchema,
  type CreateBatch,
  type DeskQuery,
  deskSchema,
  type DispatchParcel,
  type HandOver,
  parcelSchema,
  parcelWithCardsSchema,
  productionSchema,
  type ReceiveBlanks,
  reconciliationSchema,
  type RetrySetAside,
  type ReportCard,
  type ReturnCard,
  type RevokeCard,
  setAsideSchema,
  signingProgressSchema,
  stockSchema,
  trustListSchema,
  verificationSchema,
  type VerifyRequest,
  waitingSchema,
} from "@dinhdanh/cards/contract";
import { request } from "./request.ts";

type Signal = AbortSignal | undefined;
const post = (body: unknown) => ({ method: "POST" as const, body });

export const readProduction = (signal?: Signal) => request(productionSchema, "/production", { signal });

export const readWaiting = (signal?: Signal) => request(waitingSchema, "/production/waiting", { signal });
export const readBlanks = (state: BlankState, signal?: Signal) => request(blankRangesSchema, `/production/stock/${state}`, { signal });

export const readSetAside = (signal?: Signal) => request(setAsideSchema, "/production/set-aside", { signal });
export const retrySetAside = (which: RetrySetAside) => request(setAsideSchema, "/production/set-aside/retry", post(which));
export const readSigning = (batchId: string, signal?: Signal) =>
  request(signingProgressSchema, `/production/batches/${batchId}/signing`, { signal });

export const readBatches = (signal?: Signal) => request(batchSchema.array(), "/production/batches", { signal });
export const readBatch = (batchId: string, signal?: Signal) => request(batchWithCardsSchema, `/production/batches/${batchId}`, { signal });
export const createBatch = (batch: CreateBatch) => request(batchSchema, "/production/batches", post(batch));
export const personaliseBatch = (batchId: string) => request(batchSchema, `/production/batches/${batchId}/personalise`, post({}));
export const machineFileAddress = (batchId: string) => `/api/v1/production/batches/${batchId}/machine-file`;
export const takeResult = (batchId: string, file: Blob) =>
  request(batchSchema, `/production/batches/${batchId}/result`, {
    method: "POST",
    bytes: new Blob([file], { type: "application/x-ndjson" }),
  });
export const checkBatch = (batchId: string, check: CheckBatch) => request(batchSchema, `/production/batches/${batchId}/check`, post(check));

export const readStock = (signal?: Signal) => request(reconciliationSchema, "/production/stock", { signal });
export const receiveBlanks = (delivery: ReceiveBlanks) => request(stockSchema, "/production/stock/deliveries", post(delivery));
export const countStock = (count: CountStock) => request(countResultSchema, "/production/stock/counts", post(count));

export const readParcels = (only: "open" | "all", signal?: Signal) =>
  request(parcelSchema.array(), "/parcels", { query: { only }, signal });
export const readParcel = (parcelId: string, signal?: Signal) => request(parcelWithCardsSchema, `/parcels/${parcelId}`, { signal });
export const dispatchParcel = (parcel: DispatchParcel) => request(parcelSchema, "/parcels", post(parcel));
export const receiveParcel = (parcelId: string, serials: string[]) =>
  request(parcelSchema, `/parcels/${parcelId}/receipt`, post({ serials }));
export const closeParcel = (parcelId: string, reason: string) => request(parcelSchema, `/parcels/${parcelId}/lost`, post({ reason }));

/** In the body: a name that is searched for must not stand in an address. */
export const queryDesk = (query: DeskQuery, signal?: Signal) => request(deskSchema, "/cards/desk", { ...post(query), signal });
export const handOver = (given: HandOver) => request(cardViewSchema, "/cards/hand-over", post(given));
export const returnCard = (given: ReturnCard) => request(cardViewSchema, "/cards/return", post(given));
export const reportCard = (given: ReportCard) => request(cardViewSchema, "/cards/report", post(given));
export const revokeCard = (given: RevokeCard) => request(cardViewSchema, "/cards/revoke", post(given));
export const readCards = (personId: string, signal?: Signal) => request(cardViewSchema.array(), `/people/${personId}/cards`, { signal });

export const readCardPicture = (personId: string, cardId: string, signal?: Signal) =>
  request(cardPictureSchema, `/people/${personId}/cards/${cardId}/picture`, { signal });
export const cardPdfAddress = (personId: string, cardId: string) => `/api/v1/people/${personId}/cards/${cardId}/picture.pdf`;

export const verifyCard = (evidence: VerifyRequest) => request(verificationSchema, "/verify", post(evidence));
export const readTrustList = () => request(trustListSchema, "/trust-list");
