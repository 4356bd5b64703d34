import { type OperationName, operations } from "./operations.ts";

/** A request as it goes over the wire: `path` with what stands after `?`. */
export type AbisRequest = { method: string; path: string; body?: unknown };
/** `body` is undefined where the answer has none. */
export type AbisResponse = { status: number; body?: unknown };
/** Carries a request to an ABIS and brings its answer: over HTTP, or to one in the same process. Throws when none comes. */
export type AbisTransport = (request: AbisRequest) => Promise<AbisResponse>;

export type Route = { name: OperationName; path: Record<string, string>; query: Record<string, string> };

const patterns = (Object.keys(operations) as OperationName[]).map((name) => {
  const names = [...operations[name].path.matchAll(/\{(\w+)\}/g)].map(([, parameter = ""]) => parameter);
  const pattern = new RegExp(`^${operations[name].path.replace(/\{\w+\}/g, "([^/]+)")}$`);
  return { name, names, pattern, method: operations[name].method };
});

/** Which operation a request asks for; `undefined` for none. A parameter given twice, or badly escaped, is none either. */
export function routeOf({ method, path }: AbisRequest): Route | undefined {
  const [place = "", rest = "", ...more] = path.split("?");
  if (more.length > 0) return undefined;
  for (const { name, names, pattern, method: expected } of patterns) {
    const match = expected === method ? pattern.exec(place) : null;
    if (match === null) continue;
    const parameters = [...new URLSearchParams(rest)];
    if (new Set(parameters.map(([key]) => key)).size !== parameters.length) return undefined;
    const values = match.slice(1).map(decoded);
    if (values.some((value) => value === undefined)) return undefined;
    return { name, path: Object.fromEntries(names.map((key, i) => [key, values[i] ?? ""])), query: Object.fromEntries(parameters) };
  }
  return undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The path of an operation with its values in their places. */
export function addressOf(name: OperationName, path: Record<string, string>, query: Record<string, string | number | undefined>): string {
  const place = operations[name].path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(path[key] ?? ""));
  const given = Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)] as [string, string]]));
  return `${place}?${new URLSearchParams(given).toString()}`;
}
