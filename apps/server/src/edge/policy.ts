import { type Operation, osiaInterfaces, type Scope } from "@dinhdanh/exchange";
import { type Action, actorOf, may } from "@dinhdanh/staff";
import type { Register } from "../register.ts";
import { Problem, problemSchema, problemType } from "../problems/problem.ts";
import type { App } from "./app.ts";
import { tokenOf } from "./session-cookie.ts";

/** `open`: to everybody. Else the action that the officer's role must permit; whose people they may see is checked where people are read. */
type Policy = "open" | Action;

/** What is not here cannot be registered. */
export const policies: Readonly<Record<string, Policy>> = {
  "GET /api/v1/session": "open",
  "POST /api/v1/session": "open",
  "POST /api/v1/session/demo": "open",
  "DELETE /api/v1/session": "open",
  "GET /api/v1/demo/officers": "open",
  "GET /api/v1/officers/:code": "read-figures",
  "GET /api/v1/start": "read-figures",
  "GET /api/v1/units": "read-figures",
  "GET /api/v1/units/:code": "read-figures",
  "GET /api/v1/units/:code/whereabouts": "read-figures",
  "GET /api/v1/coverage": "read-figures",
  "GET /api/v1/trend": "read-figures",
  "GET /api/v1/ranking": "read-figures",
  "GET /api/v1/collected": "read-figures",
  "POST /api/v1/remaining/query": "read-people",
  "POST /api/v1/remaining/export": "export",
  "POST /api/v1/people/query": "read-people",
  // finds units for everybody, and people for those who may read them
  "POST /api/v1/people/search": "read-figures",
  "GET /api/v1/people/:personId": "read-people",
  "POST /api/v1/duplicates/candidates": "read-people",
  "POST /api/v1/duplicates/query": "adjudicate",
  "GET /api/v1/duplicates/:personId/:otherId": "adjudicate",
  "POST /api/v1/duplicates/judgements": "adjudicate",
  "POST /api/v1/duplicates/numbers/query": "adjudicate",
  "GET /api/v1/duplicates/numbers/:personId/:otherId": "adjudicate",
  "POST /api/v1/duplicates/numbers/preview": "adjudicate",
  "POST /api/v1/duplicates/numbers": "adjudicate",
  "POST /api/v1/duplicates/numbers/:renumberingId/undo": "adjudicate",
  "GET /api/v1/duplicates/claims/:personId/:claimId": "adjudicate",
  "POST /api/v1/duplicates/claims/judgements": "adjudicate",
  "POST /api/v1/duplicates/merges": "adjudicate",
  "POST /api/v1/duplicates/merges/preview": "adjudicate",
  "POST /api/v1/duplicates/merges/:mergeId/undo": "adjudicate",
  "GET /api/v1/people/:personId/history": "read-people",
  "POST /api/v1/people/:personId/events": "record-events",
  "POST /api/v1/births": "record-events",
  "POST /api/v1/people/:personId/corrections": "propose-corrections",
  "POST /api/v1/people/:personId/corrections/:correctionId/decision": "decide-corrections",
  "GET /api/v1/areas": "set-areas",
  "PUT /api/v1/areas/:code": "set-areas",
  "GET /api/v1/areas/file": "set-areas",
  "POST /api/v1/areas/file/preview": "set-areas",
  "POST /api/v1/areas/file": "set-areas",
  // to whoever proposes, decides, or approves dossiers that wait for a decision
  "POST /api/v1/corrections/query": "read-people",
  "GET /api/v1/numbers/buckets": "allocate-numbers",
  "POST /api/v1/numbers/taken-up": "allocate-numbers",
  "POST /api/v1/numbers/allocations": "allocate-numbers",
  "POST /api/v1/numbers/reserves": "allocate-numbers",
  "GET /api/v1/numbers/reserves": "allocate-numbers",
  "POST /api/v1/numbers/returns": "allocate-numbers",
  "POST /api/v1/numbers/assignments/preview": "allocate-numbers",
  "POST /api/v1/numbers/assignments": "allocate-numbers",
  "POST /api/v1/people/:personId/exclusion": "exclude",
  "POST /api/v1/people/:personId/exclusion-end": "exclude",
  "GET /api/v1/quality": "read-figures",
  "POST /api/v1/quality/findings": "read-people",
  "POST /api/v1/people/:personId/findings/owner": "mend",
  "POST /api/v1/quality/findings/owner/preview": "mend",
  "POST /api/v1/quality/findings/owner": "mend",
  "GET /api/v1/quality/officers": "assign",
  "POST /api/v1/quality/mends/preview": "mend",
  "POST /api/v1/quality/mends": "mend",
  "GET /api/v1/quality/mends": "mend",
  "POST /api/v1/quality/mends/undo": "mend",
  "POST /api/v1/quality/sheet": "export",
  "POST /api/v1/quality/sheet/preview": "mend",
  "POST /api/v1/quality/sheet/apply": "mend",
  "POST /api/v1/imports": "import",
  "GET /api/v1/imports": "import",
  "GET /api/v1/imports/:importId": "import",
  "POST /api/v1/imports/:importId/preview": "import",
  "POST /api/v1/imports/:importId/start": "import",
  "GET /api/v1/imports/:importId/rejects": "import",
  "DELETE /api/v1/imports/:importId": "import",
  "POST /api/v1/dossiers": "collect",
  "PUT /api/v1/dossiers/:dossierId/steps/:step": "collect",
  "PUT /api/v1/dossiers/:dossierId/captures/:slot": "collect",
  "PUT /api/v1/dossiers/:dossierId/captures/:slot/missing": "collect",
  "GET /api/v1/dossiers/:dossierId/captures/:slot": "read-people",
  "GET /api/v1/dossiers/:dossierId": "read-people",
  "GET /api/v1/dossiers/:dossierId/slips/:slip": "read-people",
  "POST /api/v1/dossiers/query": "read-people",
  // which events an officer may cause is a matter of the event: the table of the workflow says so
  "POST /api/v1/dossiers/:dossierId/events/:event": "read-people",
  "POST /api/v1/dossiers/approvals": "approve",
  "POST /api/v1/dossiers/approvals/:batchId/confirm": "approve",
  "GET /api/v1/production": "produce",
  "GET /api/v1/production/waiting": "produce",
  "GET /api/v1/production/stock": "produce",
  "GET /api/v1/production/stock/:state": "produce",
  "POST /api/v1/production/stock/deliveries": "produce",
  "POST /api/v1/production/stock/counts": "produce",
  "GET /api/v1/production/set-aside": "produce",
  "POST /api/v1/production/set-aside/retry": "produce",
  "GET /api/v1/production/batches": "produce",
  "POST /api/v1/production/batches": "produce",
  "GET /api/v1/production/batches/:batchId": "produce",
  "POST /api/v1/production/batches/:batchId/personalise": "produce",
  "GET /api/v1/production/batches/:batchId/signing": "produce",
  "GET /api/v1/production/batches/:batchId/machine-file": "produce",
  "POST /api/v1/production/batches/:batchId/result": "produce",
  "POST /api/v1/production/batches/:batchId/check": "produce",
  "POST /api/v1/parcels": "produce",
  "POST /api/v1/parcels/:parcelId/lost": "produce",
  // who produces sees all parcels, who hands out those of the own territory
  "GET /api/v1/parcels": "read-people",
  "GET /api/v1/parcels/:parcelId": "read-people",
  "POST /api/v1/parcels/:parcelId/receipt": "hand-out",
  "GET /api/v1/people/:personId/cards": "read-people",
  "GET /api/v1/people/:personId/cards/:cardId/picture": "read-people",
  "GET /api/v1/people/:personId/cards/:cardId/picture.pdf": "read-people",
  "POST /api/v1/cards/desk": "hand-out",
  "POST /api/v1/cards/hand-over": "hand-out",
  "POST /api/v1/cards/return": "hand-out",
  // who hands out in the own territory; a wrong face also who produces
  "POST /api/v1/cards/report": "read-people",
  "POST /api/v1/cards/revoke": "produce",
  // the matcher: the key in the address is known to it alone
  "POST /api/v1/abis/answers/:key": "open",
  // relying parties have no session; the answer tells nothing that they do not hold
  "POST /api/v1/verify": "open",
  "GET /api/v1/trust-list": "open",
  "GET /api/v1/revoked-cards": "open",
  "GET /api/v1/dossiers/backlog": "read-figures",
  "GET /api/v1/agencies": "administer",
  "POST /api/v1/agencies/:agencyCode/resend": "administer",
};

/** Below /osia: open, or the scope that an agency's token must have been given for, as OSIA's files say. */
export const agencyPolicies: Readonly<Record<string, "open" | Scope>> = {
  "POST /osia/oauth/token": "open",
  "GET /osia/notification/keys": "open",
  ...Object.fromEntries(
    Object.entries(osiaInterfaces).flatMap(([name, operations]) =>
      Object.values<Operation>(operations).map(({ method, path, scope }) => [`${method} /osia/${name}${routeOf(path)}`, scope]),
    ),
  ),
};

/** `{uin}` in OSIA's files is `:uin` here. */
export function routeOf(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ":$1");
}

const policyOf = (method: string, route: string) => policies[`${method === "HEAD" ? "GET" : method} ${route}`];

/**
 * Guards every route under /api/v1 by the table, before its body is read. Must be registered before the routes.
 * @throws at registration, for a route that the table does not know
 */
export function enforcePolicies(app: App, register: Register): void {
  app.decorateRequest("actor", null);
  app.addHook("onRoute", (route) => {
    if (!route.url.startsWith("/api/v1/")) return;
    const methods = [route.method].flat();
    const unknown = methods.find((method) => policyOf(method, route.url) === undefined);
    if (unknown !== undefined) throw new Error(`no policy for ${unknown} ${route.url}`);
    const isOpen = methods.every((method) => policyOf(method, route.url) === "open");
    const problem = { description: "Problem", content: { [problemType]: { schema: problemSchema } } };
    route.schema = {
      ...route.schema,
      ...(isOpen ? { security: [] } : {}),
      response: { ...(route.schema?.response as object | undefined), "4xx": problem, "5xx": problem },
    };
  });
  app.addHook("onRequest", async (request) => {
    const route = request.routeOptions.url;
    if (route === undefined || !route.startsWith("/api/v1/")) return;
    const policy = policyOf(request.method, route);
    if (policy === "open") return;
    const token = tokenOf(request);
    request.actor = (token === undefined ? undefined : await actorOf(register, token)) ?? null;
    if (request.actor === null) throw new Problem("not-signed-in");
    if (policy === undefined || !may(request.actor, policy)) throw new Problem("not-permitted");
  });
}
