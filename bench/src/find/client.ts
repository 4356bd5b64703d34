import { timed } from "../quantile.ts";

type Sent = { method: "GET" | "POST" | "PUT"; path: string; body?: unknown; type?: string };
/** Sends one request as the officer. @returns how long until the whole answer was there, in ms, and the answer. @throws when it is no success */
export type Call = (sent: Sent) => Promise<{ ms: number; answer: unknown }>;

export async function signedIn(url: string, code: string, password: string): Promise<Call> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${url}/api/v1/session`, { method: "POST", headers, body: JSON.stringify({ code, password }) });
  const cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
  return async ({ method, path, body, type = "application/json" }) => {
    let text = "";
    const ms = await timed(async () => {
      const given = body === undefined ? {} : { body: body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body) };
      const response = await fetch(`${url}/api/v1${path}`, {
        method,
        headers: body === undefined ? { cookie } : { cookie, "content-type": type },
        ...given,
      });
      text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path.replaceAll(/[0-9a-f-]{36}/g, ":id")} was answered ${response.status}: ${text}`);
    });
    return { ms, answer: text === "" ? undefined : JSON.parse(text) };
  };
}
