import { z } from "zod";
import { id, noBody, nothing, type Operation, optional, paging, truth } from "./operation.ts";
import { givenIdentitySchema, identityPatchSchema, identitySchema, personSchema, prExpressionsSchema } from "./schemas.ts";

const person = "/v1/persons/{personId}";
const identities = `${person}/identities` as const;
const identity = `${identities}/{identityId}` as const;
const every = { transactionId: id };
const query = z.strictObject(every);
const pair = z.strictObject({ personId: z.string(), identityId: z.string() });

const unknown = [400, 403, 404, 500];
/** Statuses of a change that answers nothing. */
const changed = { ok: 204, query, answer: nothing, otherwise: unknown } as const;
const read = { ok: 200, query, body: noBody, otherwise: unknown } as const;

/** pr.yaml. */
export const prOperations = {
  findPersons: {
    ...({ method: "POST", path: "/v1/persons", scope: "pr.person.read", ok: 200, otherwise: [400, 403, 500] } as const),
    query: z.strictObject({
      ...every,
      ...{ group: truth.optional(), reference: truth.optional(), gallery: z.string().optional() },
      ...paging(100),
    }),
    body: optional(prExpressionsSchema),
    answer: z.array(pair.partial({ identityId: true })),
  },
  createPerson: {
    ...({ method: "POST", path: person, scope: "pr.person.write", ok: 201, query, otherwise: [400, 403, 409, 500] } as const),
    body: optional(personSchema),
    answer: nothing,
  },
  readPerson: { method: "GET", path: person, scope: "pr.person.read", ...read, answer: personSchema },
  updatePerson: { method: "PUT", path: person, scope: "pr.person.write", ...changed, body: optional(personSchema) },
  deletePerson: { method: "DELETE", path: person, scope: "pr.person.write", ...changed, body: noBody },
  mergePerson: {
    ...({ method: "POST", path: "/v1/persons/{personIdTarget}/merge/{personIdSource}", scope: "pr.person.write" } as const),
    ...changed,
    body: noBody,
    otherwise: [400, 403, 404, 409, 500],
  },
  readIdentities: { method: "GET", path: identities, scope: "pr.identity.read", ...read, answer: z.array(identitySchema) },
  createIdentity: {
    ...({ method: "POST", path: identities, scope: "pr.identity.write", ok: 200, query, otherwise: [400, 403, 500] } as const),
    body: optional(givenIdentitySchema),
    answer: z.strictObject({ identityId: z.string() }),
  },
  createIdentityWithId: {
    ...({ method: "POST", path: identity, scope: "pr.identity.write", ok: 201, query, otherwise: [400, 403, 409, 500] } as const),
    body: optional(givenIdentitySchema),
    answer: nothing,
  },
  readIdentity: { method: "GET", path: identity, scope: "pr.identity.read", ...read, answer: identitySchema },
  updateIdentity: { method: "PUT", path: identity, scope: "pr.identity.write", ...changed, body: optional(givenIdentitySchema) },
  partialUpdateIdentity: { method: "PATCH", path: identity, scope: "pr.identity.write", ...changed, body: optional(identityPatchSchema) },
  deleteIdentity: { method: "DELETE", path: identity, scope: "pr.identity.write", ...changed, body: noBody },
  moveIdentity: {
    ...({ method: "POST", path: "/v1/persons/{personIdTarget}/move/{personIdSource}/identities/{identityId}" } as const),
    scope: "pr.identity.write",
    ...changed,
    body: noBody,
    otherwise: [400, 403, 404, 409, 500],
  },
  setIdentityStatus: {
    ...({ method: "PUT", path: `${identity}/status`, scope: "pr.identity.write" } as const),
    ...changed,
    query: z.strictObject({ ...every, status: z.string() }),
    body: noBody,
  },
  defineReference: { method: "PUT", path: `${identity}/reference`, scope: "pr.reference.write", ...changed, body: noBody },
  readReference: { method: "GET", path: `${person}/reference`, scope: "pr.reference.read", ...read, answer: identitySchema },
  readGalleries: {
    ...({ method: "GET", path: "/v1/galleries", scope: "pr.gallery.read", ok: 200, query, otherwise: [400, 403, 500] } as const),
    body: noBody,
    answer: z.array(z.string()),
  },
  readGalleryContent: {
    ...({ method: "GET", path: "/v1/galleries/{galleryId}", scope: "pr.gallery.read" } as const),
    ...read,
    query: z.strictObject({ ...every, ...paging(1000) }),
    answer: z.union([z.array(pair), z.string()]),
  },
} as const satisfies Record<string, Operation>;
