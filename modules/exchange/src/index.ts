import type { MigrationSource } from "@dinhdanh/postgres";

export * from "./contract.ts";
export { addAgency, type ClientSecret, disableAgency, rotateSecret } from "./agencies.ts";
export {
  type Answered,
  type Confirmation,
  matchPersonAttributes,
  queryPersonList,
  readDocument,
  readPersonAttributes,
  verifyPersonAttributes,
} from "./data-access.ts";
export type { Agency, ExchangeDeps } from "./deps.ts";
export { generateUin } from "./generate-uin.ts";
export { readNetworks } from "./notification/reachable.ts";
export { listStuck, resendDeliveries, startNotifier } from "./notification/deliver.ts";
export { openMessageKey } from "./notification/message-key.ts";
export { confirm, listSubscriptions, subscribe, unsubscribe } from "./notification/subscribe.ts";
export { createTopic, listTopics, publish, removeTopic } from "./notification/topics.ts";
export { nothing, type Operation } from "./osia/operation.ts";
export { type InterfaceName, osiaInterfaces } from "./osia/operations.ts";
export { type OsiaRefusal, osiaRefusals } from "./osia/refusals.ts";
export { errorSchema, messageSchema } from "./osia/schemas.ts";
export { queryPersons } from "./query-persons.ts";
export { noteReads } from "./read-log.ts";
export { mergePersons, moveIdentity } from "./merge-persons.ts";
export { announcePerson, deletePerson } from "./register-birth.ts";
export { gallery, readGallery, readIdentities, readIdentity, readPerson } from "./read-registry.ts";
export { listAgencies } from "./store/agencies.ts";
export { agencyOfToken, issueToken, type TokenRefusal } from "./tokens.ts";
export { createIdentity, deleteIdentity, setIdentityStatus } from "./write-identity.ts";
export { changeIdentity, updatePerson } from "./write-registry.ts";

export const migrations: MigrationSource = { schema: "exchange", folder: new URL("migrations/", import.meta.url) };
