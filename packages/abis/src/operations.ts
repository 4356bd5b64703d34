import { z } from "zod";
import {
  biometricComputedDataSchema,
  biometricSubTypeSchema,
  biometricTypeSchema,
  candidateSchema,
  encounterSchema,
  extendablePersonIdsSchema,
  filterSchema,
  galleriesSchema,
  identifyRequestSchema,
  personIdsSchema,
  taskStatusSchema,
  verifyFromBioRequestSchema,
  verifyFromIdRequestSchema,
  verifyResponseSchema,
} from "./schemas.ts";

const id = z.string().min(1).max(200);
/** In the query all is text; numbers are read from it. */
const every = { transactionId: id };
const asynchronous = { ...every, callback: z.url({ protocol: /^https?$/ }).optional() };
const queued = { ...asynchronous, priority: z.coerce.number().int().min(0).max(9).optional() };
const written = { ...queued, algorithm: z.string().max(100).optional() };
const searched = {
  ...queued,
  threshold: z.coerce.number().optional(),
  accuracyLevel: z.string().max(100).optional(),
  serviceLevel: z.coerce.number().int().optional(),
};
const listed = { ...searched, maxNbCand: z.coerce.number().int().min(1).max(1000).optional() };
const nothing = z.null();
const ids = extendablePersonIdsSchema;
const candidates = z.array(candidateSchema);

const person = "/v1/persons/{personId}";
const encounter = `${person}/encounters/{encounterId}` as const;

/**
 * Every operation of OSIA's ABIS interface: method, path, query, body and the answer of status 200 or 204 (`null`). Where a query takes `callback`, the server may answer 202 with a
 * task instead and send the same answer there. Shared by client and reference.
 */
export const operations = {
  createEncounterNoIds: { method: "POST", path: "/v1/persons", query: z.strictObject(written), body: encounterSchema, answer: ids },
  createEncounterNoId: { method: "POST", path: `${person}/encounters`, query: z.strictObject(written), body: encounterSchema, answer: ids },
  readAllEncounters: {
    method: "GET",
    path: `${person}/encounters`,
    query: z.strictObject(queued),
    body: nothing,
    answer: z.array(encounterSchema),
  },
  createEncounter: { method: "POST", path: encounter, query: z.strictObject(written), body: encounterSchema, answer: ids },
  readEncounter: { method: "GET", path: encounter, query: z.strictObject(queued), body: nothing, answer: encounterSchema },
  updateEncounter: { method: "PUT", path: encounter, query: z.strictObject(written), body: encounterSchema, answer: ids },
  deleteEncounter: { method: "DELETE", path: encounter, query: z.strictObject(queued), body: nothing, answer: nothing },
  mergeEncounter: {
    method: "POST",
    path: "/v1/persons/{personIdTarget}/merge/{personIdSource}",
    query: z.strictObject(queued),
    body: nothing,
    answer: nothing,
  },
  moveEncounter: {
    method: "POST",
    path: "/v1/persons/{personIdTarget}/move/{personIdSource}/encounters/{encounterId}",
    query: z.strictObject(queued),
    body: nothing,
    answer: nothing,
  },
  updateEncounterStatus: {
    method: "PUT",
    path: `${encounter}/status`,
    query: z.strictObject({ ...asynchronous, status: z.enum(["ACTIVE", "INACTIVE"]) }),
    body: nothing,
    answer: nothing,
  },
  updateEncounterGalleries: {
    method: "PUT",
    path: `${encounter}/galleries`,
    query: z.strictObject(asynchronous),
    body: galleriesSchema,
    answer: nothing,
  },
  readTemplate: {
    method: "GET",
    path: `${encounter}/templates`,
    query: z.strictObject({
      ...queued,
      biometricType: biometricTypeSchema.optional(),
      biometricSubType: biometricSubTypeSchema.optional(),
      instance: z.string().max(100).optional(),
      templateFormat: z.string().max(100).optional(),
      qualityFormat: z.string().max(100).optional(),
    }),
    body: nothing,
    answer: z.array(biometricComputedDataSchema),
  },
  deleteAll: { method: "DELETE", path: person, query: z.strictObject(queued), body: nothing, answer: nothing },
  identify: {
    method: "POST",
    path: "/v1/identify/{galleryId}",
    query: z.strictObject(listed),
    body: identifyRequestSchema,
    answer: candidates,
  },
  identifyFromId: {
    method: "POST",
    path: "/v1/identify/{galleryId}/{personId}",
    query: z.strictObject(listed),
    body: filterSchema,
    answer: candidates,
  },
  identifyFromEncounterId: {
    method: "POST",
    path: "/v1/identify/{galleryId}/{personId}/encounters/{encounterId}",
    query: z.strictObject(listed),
    body: filterSchema,
    answer: candidates,
  },
  verifyFromId: {
    method: "POST",
    path: "/v1/verify/{galleryId}/{personId}",
    query: z.strictObject(searched),
    body: verifyFromIdRequestSchema,
    answer: verifyResponseSchema,
  },
  verifyFromBio: {
    method: "POST",
    path: "/v1/verify",
    query: z.strictObject(searched),
    body: verifyFromBioRequestSchema,
    answer: verifyResponseSchema,
  },
  readGalleries: { method: "GET", path: "/v1/galleries", query: z.strictObject(queued), body: nothing, answer: z.array(z.string()) },
  readGalleryContent: {
    method: "GET",
    path: "/v1/galleries/{galleryId}",
    query: z.strictObject({
      ...queued,
      offset: z.coerce.number().int().min(0).optional(),
      limit: z.coerce.number().int().min(1).max(1000).optional(),
    }),
    body: nothing,
    answer: z.array(personIdsSchema),
  },
  readTaskStatus: {
    method: "GET",
    path: "/v1/tasks/{taskId}/status",
    query: z.strictObject(every),
    body: nothing,
    answer: taskStatusSchema,
  },
  redeliverTaskResult: {
    method: "POST",
    path: "/v1/tasks/{taskId}/redeliver",
    query: z.strictObject(every),
    body: nothing,
    answer: nothing,
  },
} as const satisfies Record<string, { method: string; path: string; query: z.ZodType; body: z.ZodType; answer: z.ZodType }>;

export type OperationName = keyof typeof operations;
type Operation<Name extends OperationName> = (typeof operations)[Name];

type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
export type PathOf<Name extends OperationName> = Record<NamesIn<Operation<Name>["path"]>, string>;
/** Numbers may be given as numbers. */
export type QueryOf<Name extends OperationName> = z.output<Operation<Name>["query"]>;
export type BodyOf<Name extends OperationName> = z.output<Operation<Name>["body"]>;
export type AnswerOf<Name extends OperationName> = z.output<Operation<Name>["answer"]>;
