import { UnusableFile } from "@dinhdanh/ledger";
import type { ProblemDetails } from "./problem.ts";
import { Problem } from "./problem.ts";
import type { ProblemCode } from "./table.ts";

/** Of Fastify and its plugins; anything else of theirs below 500 is `invalid-request`. */
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

/** Of the driver when there is no connection, and of the socket under it. */
const connectionCodes = new Set([
  ...["CONNECT_TIMEOUT", "CONNECTION_CLOSED", "CONNECTION_ENDED", "CONNECTION_DESTROYED"],
  ...["ECONNREFUSED", "ECONNRESET", "ENOENT", "EPIPE", "ETIMEDOUT"],
]);

/** SQLSTATE: connection exceptions, operator intervention (shutting down, starting up), too many connections. */
const databaseAway = /^(08...|57P0.|53300)$/;
/** SQLSTATE: serialization failure, deadlock. */
const conflict = /^(40001|40P01)$/;

/** @returns undefined when the error is a bug */
export function classify(error: unknown): { code: ProblemCode; details: ProblemDetails } | undefined {
  if (error instanceof Problem) return { code: error.code, details: error.details };
  if (error instanceof UnusableFile) return { code: error.code, details: {} };
  const { code = "", statusCode = 500 } = error as { code?: string; statusCode?: number };
  const known = byFrameworkCode[code] ?? byCause(error, code);
  if (known !== undefined) return { code: known, details: {} };
  return code.startsWith("FST_") && statusCode < 500 ? { code: "invalid-request", details: {} } : undefined;
}

function byCause(error: unknown, code: string): ProblemCode | undefined {
  if (code === "ENOSPC") return "no-space";
  if (conflict.test(code)) return "busy";
  const ofSystem = (error as { syscall?: string }).syscall;
  // ENOENT and the like come from files, too; there they are bugs
  if (connectionCodes.has(code) && (ofSystem === undefined || ofSystem === "connect" || ofSystem === "read" || ofSystem === "write"))
    return "database-away";
  return databaseAway.test(code) ? "database-away" : undefined;
}
