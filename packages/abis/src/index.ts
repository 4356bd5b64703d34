export { type AbisClient, AbisFault, type AbisReply, createAbisClient, readCallback } from "./client.ts";
export { type CallbackDesk, type CallbackOutcome, createCallbackDesk, type SettledReply } from "./callback-desk.ts";
export { httpTransport, type HttpTransportOptions } from "./http-transport.ts";
export { type AnswerOf, type BodyOf, type OperationName, operations, type PathOf, type QueryOf } from "./operations.ts";
export type { AbisRequest, AbisResponse, AbisTransport } from "./route.ts";
export {
  type AbisError,
  type BiometricData,
  biometricDataSchema,
  biometricSubTypes,
  type Candidate,
  type Encounter,
  encounterSchema,
  osiaVersion,
  presences,
  type ScoreDetail,
  type TaskStatus,
  type VerifyResponse,
} from "./schemas.ts";
