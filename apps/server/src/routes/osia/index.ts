import { agencyOfToken } from "@dinhdanh/exchange";
import type { App } from "../../edge/app.ts";
import { agencyPolicies } from "../../edge/policy.ts";
import type { Register } from "../../register.ts";
import { dataAccessRoutes } from "./data-access.ts";
import { answerFault, OsiaFault } from "./fault.ts";
import { notificationRoutes } from "./notification.ts";
import { prRoutes } from "./pr.ts";
import { tokenRoute } from "./token.ts";
import { uinRoutes } from "./uin.ts";

/** Largest body: an identity with its images is refused anyway, a text to publish has 100,000 characters. */
const bodyLimit = 1_048_576;

/** OSIA's interfaces for agencies, below /osia. Their errors are OSIA's, their sign-in is OAuth 2.0. */
export function osiaRoutes(app: App, register: Register): void {
  app.setErrorHandler(answerFault);
  app.setNotFoundHandler(() => {
    throw new OsiaFault("unknown-record");
  });
  readBodies(app);
  guard(app, register);
  tokenRoute(app, register);
  dataAccessRoutes(app, register);
  prRoutes(app, register);
  uinRoutes(app, register);
  notificationRoutes(app, register);
}

/** notification.yaml says `plain/text`; clients that send no body often name a type for it. */
function readBodies(app: App): void {
  const asText = { parseAs: "string", bodyLimit } as const;
  app.removeContentTypeParser("application/json");
  app.addContentTypeParser(["application/json", "application/merge-patch+json"], asText, async (_request: unknown, body: string) => {
    return body === "" ? undefined : readJson(body);
  });
  app.addContentTypeParser(
    "application/x-www-form-urlencoded",
    asText,
    async (_request: unknown, body: string) => new URLSearchParams(body),
  );
  app.addContentTypeParser(["plain/text", "text/plain"], asText, async (_request: unknown, body: string) => body);
}

/** null is no body of any operation, and stands for none further on. */
function readJson(body: string): unknown {
  try {
    const read = JSON.parse(body) as unknown;
    if (read !== null) return read;
  } catch {
    // answered below
  }
  throw new OsiaFault("malformed");
}

/** Before a body is read: whose token it is, and whether it was given for this. */
function guard(app: App, register: Register): void {
  app.decorateRequest("agency", null);
  app.addHook("onRoute", ({ method, url }) => {
    const unknown = [method].flat().find((one) => policyOf(one, url) === undefined);
    if (unknown !== undefined) throw new Error(`no policy for ${unknown} ${url}`);
  });
  app.addHook("onRequest", async (request) => {
    const policy = policyOf(request.method, request.routeOptions.url ?? "");
    if (policy === "open" || request.is404) return;
    const token = /^Bearer ([\w.~+/=-]+)$/i.exec(request.headers.authorization ?? "")?.[1];
    const found = token === undefined ? undefined : await agencyOfToken(register.exchange, token);
    if (found === undefined) throw new OsiaFault("no-token");
    if (policy === undefined || !found.scopes.includes(policy)) throw new OsiaFault("scope-missing");
    request.agency = found.agency;
  });
}

const policyOf = (method: string, route: string) => agencyPolicies[`${method === "HEAD" ? "GET" : method} ${route}`];
