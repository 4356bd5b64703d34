import { expect, it } from "vitest";
import { z } from "zod";
import { type OperationName, operations } from "./operations.ts";
import {
  biometricComputedDataSchema,
  biometricDataSchema,
  biometricSubTypes,
  biometricTypes,
  candidateSchema,
  compressionTypes,
  encounterSchema,
  encryptionSchema,
  errorSchema,
  extendablePersonIdsSchema,
  identifyRequestSchema,
  impressionTypes,
  integritySchema,
  missingTypeSchema,
  personIdsSchema,
  presences,
  scoreDetailSchema,
  taskIdSchema,
  taskStatusSchema,
  verifyFromBioRequestSchema,
  verifyFromIdRequestSchema,
  verifyResponseSchema,
} from "./schemas.ts";

/** From abis.yaml of OSIA 7.1 (ABIS interface 1.6.0, Secure Identity Alliance): operation, method, path, names of its query. */
const standard: [OperationName, string, string, string][] = [
  ["createEncounterNoIds", "POST", "/v1/persons", "transactionId callback priority algorithm"],
  ["createEncounterNoId", "POST", "/v1/persons/{personId}/encounters", "transactionId callback priority algorithm"],
  ["readAllEncounters", "GET", "/v1/persons/{personId}/encounters", "transactionId callback priority"],
  ["createEncounter", "POST", "/v1/persons/{personId}/encounters/{encounterId}", "transactionId callback priority algorithm"],
  ["readEncounter", "GET", "/v1/persons/{personId}/encounters/{encounterId}", "transactionId callback priority"],
  ["updateEncounter", "PUT", "/v1/persons/{personId}/encounters/{encounterId}", "transactionId callback priority algorithm"],
  ["deleteEncounter", "DELETE", "/v1/persons/{personId}/encounters/{encounterId}", "transactionId callback priority"],
  ["mergeEncounter", "POST", "/v1/persons/{personIdTarget}/merge/{personIdSource}", "transactionId callback priority"],
  [
    "moveEncounter",
    "POST",
    "/v1/persons/{personIdTarget}/move/{personIdSource}/encounters/{encounterId}",
    "transactionId callback priority",
  ],
  ["updateEncounterStatus", "PUT", "/v1/persons/{personId}/encounters/{encounterId}/status", "status transactionId callback"],
  ["updateEncounterGalleries", "PUT", "/v1/persons/{personId}/encounters/{encounterId}/galleries", "transactionId callback"],
  [
    "readTemplate",
    "GET",
    "/v1/persons/{personId}/encounters/{encounterId}/templates",
    "biometricType biometricSubType instance templateFormat qualityFormat transactionId callback priority",
  ],
  ["deleteAll", "DELETE", "/v1/persons/{personId}", "transactionId callback priority"],
  ["identify", "POST", "/v1/identify/{galleryId}", "transactionId callback priority maxNbCand threshold accuracyLevel serviceLevel"],
  [
    "identifyFromId",
    "POST",
    "/v1/identify/{galleryId}/{personId}",
    "transactionId callback priority maxNbCand threshold accuracyLevel serviceLevel",
  ],
  [
    "identifyFromEncounterId",
    "POST",
    "/v1/identify/{galleryId}/{personId}/encounters/{encounterId}",
    "transactionId callback priority maxNbCand threshold accuracyLevel serviceLevel",
  ],
  ["verifyFromId", "POST", "/v1/verify/{galleryId}/{personId}", "transactionId callback priority threshold accuracyLevel serviceLevel"],
  ["verifyFromBio", "POST", "/v1/verify", "transactionId callback priority threshold accuracyLevel serviceLevel"],
  ["readGalleries", "GET", "/v1/galleries", "transactionId callback priority"],
  ["readGalleryContent", "GET", "/v1/galleries/{galleryId}", "transactionId callback priority offset limit"],
  ["readTaskStatus", "GET", "/v1/tasks/{taskId}/status", "transactionId"],
  ["redeliverTaskResult", "POST", "/v1/tasks/{taskId}/redeliver", "transactionId"],
];

it("has every operation of the standard, and no other", () => {
  expect(Object.keys(operations).sort()).toEqual(standard.map(([name]) => name).sort());
  for (const [name, method, path, query] of standard) {
    expect(operations[name], name).toMatchObject({ method, path });
    expect(Object.keys(operations[name].query.shape).sort(), name).toEqual(query.split(" ").sort());
  }
});

/** Properties of each object of the standard, required ones with `!`. encounterId of an encounter is required there and given by the server. */
const objects: [string, z.ZodObject, string][] = [
  ["error", errorSchema, "code! message!"],
  ["encryption", encryptionSchema, "type! scope!"],
  ["integrity", integritySchema, "id scope! encrypted followRef alg! hash! type signature signatureRef"],
  [
    "encounter",
    encounterSchema,
    "encounterId status! encounterType! createdDate updatedDate galleries! clientData contextualData biographicData biometricData! encryption integrity",
  ],
  [
    "biometricData",
    biometricDataSchema,
    "biometricType! biometricSubType instance encounterId image imageRef captureDate captureDevice impressionType width height bitdepth mimeType resolution compression missing metadata comment template templateRef templateFormat quality qualityFormat algorithm vendor encryption integrity",
  ],
  ["missingType", missingTypeSchema, "biometricSubType presence"],
  [
    "biometricComputedData",
    biometricComputedDataSchema,
    "biometricType! biometricSubType instance template! templateFormat quality qualityFormat algorithm vendor",
  ],
  ["candidate", candidateSchema, "personId! rank! score! scores others"],
  ["scoreDetail", scoreDetailSchema, "score! encounterId galleries biometricType biometricSubType instance others"],
  ["personIds", personIdsSchema, "personId! encounterId!"],
  ["extendablePersonIds", extendablePersonIdsSchema, "personId! encounterId! others"],
  ["taskId", taskIdSchema, "taskId! others"],
  ["identifyRequest", identifyRequestSchema, "filter! biometricData! encryption integrity"],
  ["verifyFromIdRequest", verifyFromIdRequestSchema, "biometricData! encryption integrity"],
  ["verifyFromBioRequest", verifyFromBioRequestSchema, "biometricData1! biometricData2! encryption integrity"],
  ["verifyResponse", verifyResponseSchema, "decision! scores"],
];

it.each(objects)("%s has the standard's properties", (_, { shape }, properties) => {
  const named = Object.entries(shape).map(([key, schema]) => (z.safeParse(schema, undefined).success ? key : `${key}!`));
  expect(new Set(named)).toEqual(new Set(properties.split(" ")));
});

it("has the standard's lists of values", () => {
  expect(biometricTypes).toEqual(["FACE", "FINGER", "IRIS", "SIGNATURE", "UNKNOWN"]);
  expect(new Set(biometricSubTypes).size).toBe(49);
  expect(biometricSubTypes).toEqual(
    expect.arrayContaining(["RIGHT_HYPOTHENAR", "LEFT_INDEX_AND_MIDDLE_AND_RING", "EYE_UNDEF", "PORTRAIT"]),
  );
  expect(new Set(impressionTypes).size).toBe(19);
  expect(compressionTypes).toEqual(["NONE", "WSQ", "JPEG", "JPEG2000", "PNG"]);
  expect(presences).toEqual(["BANDAGED", "AMPUTATED", "DAMAGED"]);
  expect(taskStatusSchema.options).toEqual(["PENDING", "RESPONSE_SCHEDULED", "RESPONSE_ERROR", "RESPONSE_RETRY", "COMPLETED"]);
});
