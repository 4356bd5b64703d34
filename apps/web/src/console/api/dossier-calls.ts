import {
  type Backlog,
  backlogSchema,
  batchViewSchema,
  type CaptureSlot,
  type DossierEvent,
  dossierPageSchema,
  type DossierQuery,
  dossierViewSchema,
  type EventRequest,
  type MissingFinger,
  type NewDossier,
  type PreviewRequest,
  receiptSchema,
  savedCaptureSchema,
  type SaveStep,
  savedStepSchema,
  type StepKey,
} from "@dinhdanh/dossiers/contract";
import { uuidSchema } from "@dinhdanh/kernel/contract";
import type { Purpose } from "@dinhdanh/population/contract";
import { z } from "zod";
import { request, send } from "./request.ts";

type Signal = AbortSignal | undefined;
const openedSchema = z.object({ dossierId: uuidSchema });

export const openDossier = (body: NewDossier) => request(openedSchema, "/dossiers", { method: "POST", body });
export const queryDossiers = (body: Partial<DossierQuery> & { purpose: Purpose }, signal?: Signal) =>
  request(dossierPageSchema, "/dossiers/query", { method: "POST", body, signal });
export const readDossier = (dossierId: string, purpose: Purpose, signal?: Signal) =>
  request(dossierViewSchema, `/dossiers/${dossierId}`, { query: { purpose }, signal });
export const saveStep = (dossierId: string, step: StepKey, body: SaveStep) =>
  request(savedStepSchema, `/dossiers/${dossierId}/steps/${step}`, { method: "PUT", body });

/** @param quality NFIQ 2, when the device told it */
export const saveImage = (dossierId: string, slot: CaptureSlot, image: Blob, quality: number | null = null) =>
  request(savedCaptureSchema, `/dossiers/${dossierId}/captures/${slot}`, {
    method: "PUT",
    bytes: image,
    query: { quality: quality === null ? undefined : String(quality) },
  });
export const saveMissingFinger = (dossierId: string, slot: CaptureSlot, missing: MissingFinger) =>
  request(savedCaptureSchema, `/dossiers/${dossierId}/captures/${slot}/missing`, { method: "PUT", body: { missing } });
export const readImage = async (dossierId: string, slot: CaptureSlot, purpose: Purpose, signal?: Signal): Promise<Blob> =>
  (await send(`/dossiers/${dossierId}/captures/${slot}`, { query: { purpose }, signal })).blob();

export const causeEvent = (dossierId: string, event: DossierEvent, body: EventRequest) =>
  request(receiptSchema, `/dossiers/${dossierId}/events/${event}`, { method: "POST", body });

export const previewBatch = (body: PreviewRequest) => request(batchViewSchema, "/dossiers/approvals", { method: "POST", body });
export const confirmBatch = (batchId: string) =>
  request(batchViewSchema, `/dossiers/approvals/${batchId}/confirm`, { method: "POST", body: {} });

export const readBacklog = (unit: string, capacityPerDay: string | undefined, signal?: Signal): Promise<Backlog> =>
  request(backlogSchema, "/dossiers/backlog", { query: { unit, capacityPerDay }, signal });

export const slips = ["collection", "appointment", "refusal"] as const;
export type Slip = (typeof slips)[number];
/** A paper as PDF, to open beside the page. */
export const slipAddress = (dossierId: string, slip: Slip, lang: string) => `/api/v1/dossiers/${dossierId}/slips/${slip}?lang=${lang}`;
