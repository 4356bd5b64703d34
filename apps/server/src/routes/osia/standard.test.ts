import { type Operation, osiaInterfaces, scopes } from "@dinhdanh/exchange";
import { z } from "zod";
import { expect, it } from "vitest";
import { osiaFiles } from "./test-standard.ts";

/** From pr.yaml 1.5.0, uin.yaml 1.2.0, dataaccess.yaml 1.3.0 and notification.yaml 1.2.0 of OSIA 7.1: operation, scope, query (! is required), statuses. */
const standard = `
pr findPersons POST /v1/persons pr.person.read | transactionId! group reference gallery offset limit | 200 400 403 500
pr createPerson POST /v1/persons/{personId} pr.person.write | transactionId! | 201 400 403 409 500
pr readPerson GET /v1/persons/{personId} pr.person.read | transactionId! | 200 400 403 404 500
pr updatePerson PUT /v1/persons/{personId} pr.person.write | transactionId! | 204 400 403 404 500
pr deletePerson DELETE /v1/persons/{personId} pr.person.write | transactionId! | 204 400 403 404 500
pr mergePerson POST /v1/persons/{personIdTarget}/merge/{personIdSource} pr.person.write | transactionId! | 204 400 403 404 409 500
pr readIdentities GET /v1/persons/{personId}/identities pr.identity.read | transactionId! | 200 400 403 404 500
pr createIdentity POST /v1/persons/{personId}/identities pr.identity.write | transactionId! | 200 400 403 500
pr createIdentityWithId POST /v1/persons/{personId}/identities/{identityId} pr.identity.write | transactionId! | 201 400 403 409 500
pr readIdentity GET /v1/persons/{personId}/identities/{identityId} pr.identity.read | transactionId! | 200 400 403 404 500
pr updateIdentity PUT /v1/persons/{personId}/identities/{identityId} pr.identity.write | transactionId! | 204 400 403 404 500
pr partialUpdateIdentity PATCH /v1/persons/{personId}/identities/{identityId} pr.identity.write | transactionId! | 204 400 403 404 500
pr deleteIdentity DELETE /v1/persons/{personId}/identities/{identityId} pr.identity.write | transactionId! | 204 400 403 404 500
pr moveIdentity POST /v1/persons/{personIdTarget}/move/{personIdSource}/identities/{identityId} pr.identity.write | transactionId! | 204 400 403 404 409 500
pr setIdentityStatus PUT /v1/persons/{personId}/identities/{identityId}/status pr.identity.write | status! transactionId! | 204 400 403 404 500
pr defineReference PUT /v1/persons/{personId}/identities/{identityId}/reference pr.reference.write | transactionId! | 204 400 403 404 500
pr readReference GET /v1/persons/{personId}/reference pr.reference.read | transactionId! | 200 400 403 404 500
pr readGalleries GET /v1/galleries pr.gallery.read | transactionId! | 200 400 403 500
pr readGalleryContent GET /v1/galleries/{galleryId} pr.gallery.read | transactionId! offset limit | 200 400 403 404 500
uin generateUIN POST /v1/uin uin.generate | transactionId! | 200 400 401 403 500
dataaccess queryPersonList GET /v1/persons pr.person.read | attributes! names offset limit | 200 400 401 403 404 500
dataaccess readPersonAttributes GET /v1/persons/{uin} pr.person.read | attributeNames! | 200 400 401 403 404 500
dataaccess matchPersonAttributes POST /v1/persons/{uin}/match pr.person.match |  | 200 400 401 403 404 500
dataaccess verifyPersonAttributes POST /v1/persons/{uin}/verify pr.person.verify |  | 200 400 401 403 404 500
dataaccess readDocument GET /v1/persons/{uin}/document pr.document.read | secondaryUin doctype! format! | 200 400 401 403 404 415 500
notification subscribe POST /v1/subscriptions notif.sub.write | topic! protocol address! policy | 200 400 500
notification listSubscription GET /v1/subscriptions notif.sub.read |  | 200 500
notification unsubscribe DELETE /v1/subscriptions/{uuid} notif.sub.write |  | 204 400 404 500
notification confirm GET /v1/subscriptions/confirm notif.sub.write | token! | 200 400 500
notification createTopic POST /v1/topics notif.topic.write | name! | 200 400 500
notification listTopics GET /v1/topics notif.topic.read |  | 200 500
notification deleteTopic DELETE /v1/topics/{uuid} notif.topic.write |  | 204 400 404 500
notification publish POST /v1/topics/{uuid}/publish notif.topic.publish | subject | 200 400 500`;

const line = (name: string, id: string, op: { method: string; path: string; scope: string; query: string[]; statuses: number[] }) =>
  `${name} ${id} ${op.method} ${op.path} ${op.scope} | ${op.query.toSorted().join(" ")} | ${op.statuses.toSorted((a, b) => a - b).join(" ")}`;
const sorted = (text: string) => {
  const [head = "", query = "", statuses = ""] = text.split(" | ");
  return `${head} | ${query.split(" ").toSorted().join(" ")} | ${statuses.trim()}`;
};
const expected = standard.trim().split("\n").map(sorted).toSorted();

const queryOf = (schema: z.ZodType) =>
  Object.entries((schema as z.ZodObject).shape).map(([key, one]) => (z.safeParse(one, undefined).success ? key : `${key}!`));

it("has every operation of the four files, with its scope, its query and its statuses, and no other", () => {
  const ours = Object.entries(osiaInterfaces).flatMap(([name, operations]) =>
    Object.entries<Operation>(operations).map(([id, { method, path, scope, query, ok, otherwise }]) => {
      // the attributes of this one are names of their own
      const names = id === "queryPersonList" ? ["attributes!", ...queryOf(query)] : queryOf(query);
      return line(name, id, { method, path, scope, query: names, statuses: [ok, ...otherwise] });
    }),
  );
  expect(ours.toSorted()).toEqual(expected);
  expect(new Set(expected.map((one) => one.split(" ")[4]))).toEqual(new Set(scopes));
});

it("takes no body where a file does not require one, as every operation but publish", () => {
  const needed = Object.values(osiaInterfaces).flatMap((operations) =>
    Object.entries<Operation>(operations).flatMap(([id, { body }]) => (body.safeParse(null).success ? [] : [id])),
  );
  expect(needed).toEqual(["publish"]);
  const written = Object.values(osiaFiles).flatMap((file) =>
    Object.values(file?.paths ?? {}).flatMap((methods) => Object.values(methods).filter((one) => one.requestBody?.required === true)),
  );
  if (process.env["OSIA_FILES"] !== undefined) expect(written.map(({ operationId }) => operationId)).toEqual(needed);
});

it("agrees with the files themselves, where they are given", () => {
  const written = Object.entries(osiaFiles).flatMap(([name, file]) =>
    Object.entries(file?.paths ?? {}).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId, parameters = [], security, responses }]) => {
        const query = parameters.filter((one) => one.in === "query").map((one) => `${one.name}${one.required === true ? "!" : ""}`);
        const statuses = Object.keys(responses).map(Number);
        const scope = security[0]?.BearerAuth[0] ?? "";
        return line(name, operationId, { method: method.toUpperCase(), path, scope, query, statuses });
      }),
    ),
  );
  expect(process.env["OSIA_FILES"] === undefined ? expected : written.toSorted()).toEqual(expected);
});
