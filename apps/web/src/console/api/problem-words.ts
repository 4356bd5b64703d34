import type { Word } from "../words/words.ts";
import { Problem } from "./problem.ts";

export type ProblemWords = {
  /** what happened, and what was kept or what to do next: ours, or the server's own sentences */
  what: Word | { said: string };
  next: Word | { said: string };
  retryable: boolean;
};

const ours: Record<string, readonly [Word, Word]> = {
  offline: ["problemOffline", "problemOfflineNext"],
  "file-cut": ["problemFileCut", "problemFileCutNext"],
  unreadable: ["problemUnreadable", "problemUnreadableNext"],
};

/** For answers that no server of ours wrote: of a proxy, or cut off. */
const byStatus: Record<number, readonly [Word, Word]> = {
  400: ["problemInvalid", "problemInvalidNext"],
  401: ["problemSession", "problemSessionNext"],
  403: ["problemForbidden", "problemForbiddenNext"],
  404: ["problemMissing", "problemMissingNext"],
  413: ["problemTooLarge", "problemTooLargeNext"],
  429: ["problemBusy", "problemBusyNext"],
  503: ["problemBusy", "problemBusyNext"],
};

/** The one place that turns an error into words. The server writes its problems in the reader's language; ours stand in where it did not. */
export function problemWordsFor(error: unknown): ProblemWords {
  if (!(error instanceof Problem)) return { what: "problemPage", next: "problemPageNext", retryable: true };
  const retryable = error.status === 0 || error.status === 429 || error.status >= 500;
  const own = ours[error.code];
  if (own === undefined && error.detail !== undefined) return { what: { said: error.message }, next: { said: error.detail }, retryable };
  const [what, next] = own ?? byStatus[error.status] ?? ["problemServer", "problemServerNext"];
  return { what, next, retryable };
}
