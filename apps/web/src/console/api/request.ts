import { z } from "zod";
import { Problem, problemOf } from "./problem.ts";

type Query = Record<string, string | null | undefined>;
type Options = {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  query?: Query;
  body?: unknown;
  form?: FormData;
  /** sent as it is, under its own media type */
  bytes?: Blob;
  signal?: AbortSignal | undefined;
};

/** Problems come in the reader's language. */
const headers = () => ({ accept: "application/json", "accept-language": document.documentElement.lang });

const address = (path: string, query: Query = {}) => {
  const given = Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === "string" && entry[1] !== "");
  return `/api/v1${path}${given.length === 0 ? "" : `?${new URLSearchParams(given).toString()}`}`;
};

/** @throws {Problem} offline, or any answer that is no success */
export async function send(path: string, { method, query, body, form, bytes, signal }: Options = {}): Promise<Response> {
  const init: RequestInit = { method: method ?? "GET", credentials: "same-origin", headers: headers() };
  if (signal !== undefined) init.signal = signal;
  if (form !== undefined) init.body = form;
  if (bytes !== undefined) {
    init.body = bytes;
    init.headers = { ...headers(), "content-type": bytes.type };
  }
  if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { ...headers(), "content-type": "application/json" };
  }
  const response = await fetch(address(path, query), init).catch((error: unknown) => lineBroke(error, signal));
  if (!response.ok) throw await problemOf(response);
  return response;
}

function lineBroke(error: unknown, signal: AbortSignal | undefined): never {
  if (signal?.aborted === true) throw error;
  throw new Problem(0, "offline", "offline");
}

/** @throws {Problem} also `unreadable`: an answer that breaks the contract is a fault of ours, shown as one */
export async function request<T>(schema: z.ZodType<T>, path: string, options?: Options): Promise<T> {
  const response = await send(path, options);
  const body = await response.text().catch((error: unknown) => lineBroke(error, options?.signal));
  const parsed = schema.safeParse(parse(body));
  if (!parsed.success) throw new Problem(response.status, "unreadable", path, z.prettifyError(parsed.error));
  return parsed.data;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
