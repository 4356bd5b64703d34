import type { AbisTransport } from "./route.ts";

export type HttpTransportOptions = {
  /** without a slash at its end */
  baseUrl: string;
  /** of the scopes abis.encounter.read, abis.encounter.write, abis.verify, abis.identify and so on */
  token: string;
  answerWithinMs?: number;
  answerBytes?: number;
};

/** An ABIS over HTTP. Throws when it cannot be reached, is late, or answers without end or not in JSON. */
export function httpTransport({
  baseUrl,
  token,
  answerWithinMs = 30_000,
  answerBytes = 64 * 1024 * 1024,
}: HttpTransportOptions): AbisTransport {
  return async ({ method, path, body }) => {
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(answerWithinMs),
      redirect: "error",
    });
    const text = await textOf(response, answerBytes);
    return { status: response.status, ...(text === "" ? {} : { body: parsed(text, response.status) }) };
  };
}

/** Where something before the ABIS answers in its own words, the status says enough. */
function parsed(text: string, status: number): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (status >= 400) return undefined;
    throw cause;
  }
}

async function textOf(response: Response, most: number): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  for (let length = 0; ;) {
    const piece = await reader?.read();
    if (piece === undefined || piece.done) return text + decoder.decode();
    const bytes = piece.value as Uint8Array;
    length += bytes.length;
    if (length > most) {
      await reader?.cancel();
      throw new Error(`abis: an answer of more than ${most} bytes`);
    }
    text += decoder.decode(bytes, { stream: true });
  }
}
