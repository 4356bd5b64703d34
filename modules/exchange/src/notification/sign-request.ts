import { createHash, sign } from "node:crypto";
import type { MessageKey } from "./message-key.ts";

export type SignedRequest = { url: string; headers: Record<string, string>; body: string };

/** What a signature covers: changed in any of it, the message is not ours. */
const covered = ["@method", "@target-uri", "content-type", "content-digest", "message-type", "message-id", "subscription-id", "topic-id"];

/**
 * A POST with its HTTP Message Signature (RFC 9421, Ed25519 as in 3.3.6) over method, address, the headers of notification.yaml and the digest
 * of the body (RFC 9530). `created` lets the receiver refuse what was recorded and sent again; message-id what it has taken already.
 * @param nowMs ms since 1970
 */
export function signRequest(request: SignedRequest, key: MessageKey, nowMs: number): SignedRequest {
  const digest = createHash("sha256").update(request.body).digest("base64");
  const headers: Record<string, string> = { ...request.headers, "content-digest": `sha-256=:${digest}:` };
  const values: Record<string, string> = { ...headers, "@method": "POST", "@target-uri": request.url };
  const created = Math.floor(nowMs / 1000);
  const names = covered.map((name) => `"${name}"`).join(" ");
  const parameters = `(${names});created=${created};keyid="${key.keyId}";alg="ed25519"`;
  const lines = covered.map((name) => `"${name}": ${values[name] ?? ""}`);
  const base = [...lines, `"@signature-params": ${parameters}`].join("\n");
  const signature = sign(null, Buffer.from(base), key.privateKey).toString("base64");
  return { ...request, headers: { ...headers, "signature-input": `sig1=${parameters}`, signature: `sig1=:${signature}:` } };
}
