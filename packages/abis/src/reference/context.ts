import type { AnswerOf, BodyOf, OperationName, PathOf, QueryOf } from "../operations.ts";
import type { ReferenceError } from "./errors.ts";
import type { AbisStore } from "./store.ts";

export type ReferenceSettings = {
  store: AbisStore;
  /** ISO 8601 with an offset; noted as createdDate and updatedDate */
  now: () => string;
  /** score from which two prints, or two people, are the same, when the request names none */
  threshold: number;
  /** fingers of a lower quality, 1 to 100, are not compared */
  leastQuality: number;
};

export type Handled<Name extends OperationName> = {
  path: PathOf<Name>;
  query: QueryOf<Name>;
  body: BodyOf<Name>;
  settings: ReferenceSettings;
};

/** Answers one operation; a text is the error. */
export type Handler<Name extends OperationName> = (call: Handled<Name>) => Promise<AnswerOf<Name> | ReferenceError>;

export type Handlers<Names extends OperationName> = { [Name in Names]: Handler<Name> };
