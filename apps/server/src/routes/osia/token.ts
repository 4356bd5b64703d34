import { issueToken, type TokenRefusal } from "@dinhdanh/exchange";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { App } from "../../edge/app.ts";
import type { Register } from "../../register.ts";

type TokenError = TokenRefusal | "invalid_request" | "unsupported_grant_type";

/** RFC 6749, 5.2; asked too often is not among them. */
const statuses: Record<TokenError, number> = {
  ...({ invalid_request: 400, invalid_client: 401, unauthorized_client: 400, unsupported_grant_type: 400, invalid_scope: 400 } as const),
  slow_down: 429,
};

/** OAuth 2.0 client credentials (RFC 6749, 4.4): the client names itself by HTTP Basic or in the form, never in the address. */
export function tokenRoute(app: App, register: Register): void {
  app.route({
    method: "POST",
    url: "/oauth/token",
    schema: { hide: true },
    handler: async (request, reply) => {
      void reply.headers({ "cache-control": "no-store", pragma: "no-cache" });
      const form = formOf(request);
      if (form === undefined) return refuse(reply, "invalid_request");
      const client = clientOf(request, form);
      if (client === undefined) return refuse(reply, "invalid_request");
      const grant = form.get("grant_type");
      if (grant === null) return refuse(reply, "invalid_request");
      if (grant !== "client_credentials") return refuse(reply, "unsupported_grant_type");
      const scope = form.get("scope") ?? undefined;
      const token = await issueToken(register.exchange, { ...client, scope, from: request.ip });
      if (!token.ok) {
        const wait = token.refusal.details?.["retryAfterSeconds"];
        if (wait !== undefined) void reply.header("retry-after", wait);
        return refuse(reply, token.refusal.code);
      }
      const { accessToken, expiresIn, scope: granted } = token.value;
      return reply.send({ access_token: accessToken, token_type: "Bearer", expires_in: expiresIn, scope: granted });
    },
  });
}

function refuse(reply: FastifyReply, error: TokenError): FastifyReply {
  if (error === "invalid_client") void reply.header("www-authenticate", 'Basic realm="osia", charset="UTF-8"');
  return reply.code(statuses[error]).send({ error });
}

/** @returns undefined when it is no form, or says something twice (RFC 6749, 3.2) */
function formOf({ body }: FastifyRequest): URLSearchParams | undefined {
  if (!(body instanceof URLSearchParams)) return undefined;
  const keys = [...body.keys()];
  return new Set(keys).size === keys.length ? body : undefined;
}

/** @returns undefined when the client says nothing of itself, or says it twice (RFC 6749, 2.3) */
function clientOf(request: FastifyRequest, form: URLSearchParams): { clientId: string; clientSecret: string } | undefined {
  const [id, secret] = [form.get("client_id"), form.get("client_secret")];
  const basic = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (basic === undefined) return id === null || secret === null ? undefined : { clientId: id, clientSecret: secret };
  if (secret !== null) return undefined;
  const [clientId = "", ...rest] = Buffer.from(basic, "base64").toString("utf8").split(":");
  return { clientId: decoded(clientId), clientSecret: decoded(rest.join(":")) };
}

/** Both are form-encoded before they are joined (RFC 6749, 2.3.1). */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return "";
  }
}
