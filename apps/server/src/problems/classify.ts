import { ActIdTaken, UnusableFile } from "@dinhdanh/ledger";
import type { ProblemDetails } from "./problem.ts";
import { Problem } from "./problem.ts";
import type { ProblemCode } from "./table.ts";

/** Of Fastify and its plugins. */
const byFrameworkCode: Record<string, ProblemCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: "too-large",
  FST_REQ_FILE_TOO_LARGE: "too-large",
  FST_FILES_LIMIT: "one-file",
  FST_PARTS_LIMIT: "one-file",
  FST_FIELDS_LIMIT: "one-file",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "unsupported-type",
  FST_INVALID_MULTIPART_CONTENT_TYPE: "unsupported-type",
  FST_ERR_CTP_INVALID_JSON_BODY: "invalid-json",
  FST_ERR_CTP_EMPTY_JSON_BODY: "invalid-json",
};

/** Of the driver when there is no connection. */
const driverCodes = new Set(["CONNECT_TIMEOUT", "CONNECTION_CLOSED", "CONNECTION_ENDED", "CONNECTION_DESTROYED"]);
/** Of the socket to the database; a file that is missing has ENOENT, too, but of another system call. */
const socketCodes = new Set(["ECONNREFUSED", "ECONNRESET", "ENOENT", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH"]);
const socketCalls = new Set(["connect", "read", "write"]);

/** SQLSTATE: connection exceptions, operator intervention (shutting down, starting up), too many connections. */
const databaseAway = /^(08...|57P0.|53300)$/;
/** SQLSTATE: serialization failure, deadlock. */
const conflict = /^(40001|40P01)$/;

/** SQLSTATE: a NUL in a text that came by another way than JSON. */
const unstorable = /^(22021|22P05)$/;

/** @returns undefined when the error is a bug */
export function classify(error: unknown): { code: ProblemCode; details: ProblemDetails } | undefined {
  if (error instanceof Problem) return { code: error.code, details: error.details };
  if (error instanceof ActIdTaken) return { code: "act-differs", details: {} };
  if (error instanceof UnusableFile) return { code: error.code, details: {} };
  const { code = "", statusCode = 500 } = (error ?? {}) as { code?: string; statusCode?: number };
  const known = byFrameworkCode[code] ?? byCause(error, code);
  if (known !== undefined) return { code: known, details: {} };
  if (statusCode >= 500) return undefined;
  // a path that leads out of the folder is answered like one that leads nowhere
  return { code: statusCode === 403 || statusCode === 404 ? "not-found" : "invalid-request", details: {} };
}

function byCause(error: unknown, code: string): ProblemCode | undefined {
  if (code === "ENOSPC") return "no-space";
  if (conflict.test(code)) return "busy";
  if (unstorable.test(code)) return "unstorable-text";
  if (driverCodes.has(code) || databaseAway.test(code)) return "database-away";
  const { syscall } = (error ?? {}) as { syscall?: string };
  if (syscall !== undefined) return socketCodes.has(code) && socketCalls.has(syscall) ? "database-away" : undefined;
  // Node's own when a client goes away while it sends
  return code === "ECONNRESET" || code === "ERR_STREAM_PREMATURE_CLOSE" ? "upload-cut" : undefined;
}
