import type { FastifyServerOptions } from "fastify";

type LoggerOptions = Extract<NonNullable<FastifyServerOptions["logger"]>, object>;

/**
 * An error as it may be logged. Messages quote what was wrong (a driver's, a JSON parser's), and that may be somebody's name or
 * number: whatever stands in quotes or is a run of digits is masked. The driver's `detail`, `query` and `parameters` are left out.
 */
export function loggableError(error: unknown): Record<string, string | number | undefined> {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code } = error as { code?: unknown };
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    message: masked(error.message),
    code: typeof code === "string" ? code : undefined,
    stack: frames
      .slice(0, 12)
      .map((line) => line.trim())
      .join("\n"),
    ...(error.cause instanceof Error ? { cause: `${error.cause.name}: ${masked(error.cause.message)}` } : {}),
  };
}

function masked(message: string): string {
  return message
    .slice(0, 500)
    .replaceAll(/"[^"]*"?|'[^']*'?|“[^”]*”?|`[^`]*`?|\([^)]*\)?/g, "[…]")
    .replaceAll(/\d[\d .-]{3,}/g, "[…]");
}

/** Structured lines without personal data: routes by their pattern, no query, no body, no headers. */
export function loggerOptions(level: string): LoggerOptions {
  return {
    level,
    base: null,
    serializers: {
      err: (error: unknown) => loggableError(error) as never,
      req: ({ method }: { method: string }) => ({ method }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
    redact: { paths: ["body", "query", "headers", "*.body", "*.query", "*.headers", "*.password"], remove: true },
  };
}
