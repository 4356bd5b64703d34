import { afterAll, beforeAll, expect, it } from "vitest";
import { addOfficer } from "@dinhdanh/staff";
import { policies } from "./edge/policy.ts";
import { createServer } from "./server.ts";
import { type Call, testServer, type TestServer } from "./test-server.ts";

let server: TestServer;
let province: Call;

beforeAll(async () => {
  server = await testServer();
  province = await server.as("demo-province");
});
afterAll(() => server?.close());

/** An address of each route; parameters filled in. */
const addressOf = (route: string) =>
  route
    .replace(":code", "35")
    .replace(":personId", "01890000-0000-7000-8000-000000000000")
    .replace(":importId", "01890000-0000-7000-8000-000000000000");
const entries = Object.entries(policies).map(([entry, policy]) => {
  const [method = "", route = ""] = entry.split(" ");
  return { method, route, path: addressOf(route), policy };
});
const guarded = entries.filter(({ policy }) => policy !== "open");

it("answers 401 with a problem on every guarded route without a session", async () => {
  expect(guarded.length).toBeGreaterThan(15);
  for (const { method, path } of guarded) {
    const answer = await server.call(method, path, ["POST", "PUT"].includes(method) ? { body: {} } : {});
    expect({ path, status: answer.status, type: answer.headers.get("content-type"), code: answer.json()["code"] }).toEqual({
      ...{ path, status: 401, type: "application/problem+json", code: "not-signed-in" },
    });
  }
});

it("lets a role do what the table permits and nothing else", async () => {
  const auditor = await server.as("demo-auditor");
  for (const { method, path, policy } of guarded) {
    const answer = await auditor(method, path, ["POST", "PUT"].includes(method) ? { body: {} } : {});
    expect({ path, refused: answer.status === 403 }).toEqual({ path, refused: policy !== "read-figures" });
  }
});

it("registers no route that the table does not know", () => {
  const app = createServer(server.register, { demo: false, webFolder: "/nowhere", version: "0.0.0", logLevel: "silent" });
  app.after(() => {
    expect(() => app.route({ method: "GET", url: "/api/v1/secret", handler: async () => "" })).toThrow("no policy for GET /api/v1/secret");
  });
  return app.ready().then(() => app.close());
});

it("serves every route of the table and describes them all in OpenAPI 3.1", async () => {
  const document = (await server.call("GET", "/api/openapi.json")).json() as {
    openapi: string;
    paths: Record<string, Record<string, { responses: Record<string, { content?: Record<string, unknown> }>; summary?: string }>>;
  };
  expect(document.openapi).toMatch(/^3\.1\./);
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const expected = Object.keys(policies).map((entry) => entry.replaceAll(/:(\w+)/g, "{$1}"));
  expect(described.toSorted()).toEqual(expected.toSorted());
  for (const operation of Object.values(document.paths).flatMap((methods) => Object.values(methods))) {
    expect(operation.summary).toBeTruthy();
    expect(Object.keys(operation.responses["4XX"]?.content ?? {})).toEqual(["application/problem+json"]);
  }
});

it("shows the description in a page that loads nothing from elsewhere", async () => {
  const page = (await server.call("GET", "/api/docs/")).text;
  const loaded = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = ""]) => address);
  expect(loaded.length).toBeGreaterThan(4);
  for (const address of loaded) {
    expect(address).not.toMatch(/^(\w+:|\/\/)/);
    expect((await server.call("GET", new URL(address, "http://x/api/docs/").pathname)).status).toBe(200);
  }
  expect((await server.call("GET", "/api/docs/json")).json()).toHaveProperty("openapi");
});

it("signs an officer in with a password, out again, and tells a wrong one from too many", async () => {
  const administrator = { code: "root", role: "administrator", scope: null } as const;
  const password = "một mật khẩu thật dài";
  const officer = { code: "hn-chi-huy", name: "Chỉ huy Hà Nam", role: "commander", scope: "35", password } as const;
  expect((await addOfficer(server.register, administrator, officer)).ok).toBe(true);
  const wrong = await server.call("POST", "/api/v1/session", {
    body: { code: officer.code, password: "không phải" },
    headers: { "accept-language": "en" },
  });
  expect([wrong.status, wrong.json()["code"]]).toEqual([401, "wrong-credentials"]);
  expect(wrong.headers.get("set-cookie")).toBeNull();
  const right = await server.call("POST", "/api/v1/session", { body: { code: officer.code, password } });
  expect(right.json()).toMatchObject({ code: officer.code, role: "commander", scope: "35", scopeName: "Tỉnh Hà Nam", demo: false });
  const given = right.headers.get("set-cookie") ?? "";
  expect(given).toMatch(/^dinhdanh=[\w-]{43};.*HttpOnly.*SameSite=Strict/);
  expect(given).not.toContain("Secure");
  const headers = { cookie: given.split(";")[0] ?? "" };
  expect((await server.call("GET", "/api/v1/session", { headers })).json()).toMatchObject({ officer: { code: officer.code }, demo: true });
  expect((await server.call("GET", `/api/v1/officers/${officer.code}`, { headers })).json()).toEqual({ name: officer.name });
  expect((await server.call("GET", "/api/v1/officers/of-another-system", { headers })).json()).toEqual({ name: null });
  expect((await server.call("DELETE", "/api/v1/session", { headers })).status).toBe(204);
  expect((await server.call("GET", "/api/v1/start", { headers })).status).toBe(401);
  let last = wrong;
  for (let attempt = 0; attempt < 12 && last.status === 401; attempt += 1)
    last = await server.call("POST", "/api/v1/session", { body: { code: "nobody-here", password: "x" } });
  expect([last.status, last.json()["code"]]).toEqual([429, "too-many-tries"]);
  expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
});

it("marks the cookie Secure behind a proxy that ends https", async () => {
  const answer = await server.call("POST", "/api/v1/session/demo", {
    body: { code: "demo-team" },
    headers: { "x-forwarded-proto": "https" },
  });
  expect(answer.headers.get("set-cookie")).toContain("Secure");
  expect(answer.headers.get("strict-transport-security")).toBeTruthy();
});

it("ends a session after half an hour without use", async () => {
  const short = await server.as("demo-team");
  expect((await short("GET", "/api/v1/start")).status).toBe(200);
  server.clock.advanceMs(31 * 60_000);
  expect((await short("GET", "/api/v1/start")).status).toBe(401);
  province = await server.as("demo-province");
});

it("answers figures of a unit", async () => {
  const answer = await province("GET", "/api/v1/coverage?unit=35&asOf=2023-04-22");
  expect(answer.status).toBe(200);
  expect(answer.json()).toMatchObject({ unit: "35", name: "Tỉnh Hà Nam", level: "province", borders: "day" });
  expect((answer.json()["children"] as unknown[]).length).toBe(6);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const trend = (await province("GET", "/api/v1/trend?unit=35&asOf=2023-04-22&from=2023-04-01")).json()["days"] as unknown[];
  expect(trend).toHaveLength(22);
  expect((await province("GET", "/api/v1/ranking?level=district&within=35&asOf=2023-04-22")).status).toBe(200);
  expect((await province("GET", "/api/v1/collected?unit=35&from=2023-04-01&to=2023-04-22&by=team")).json()).toMatchObject({ total: 0 });
  expect((await province("GET", "/api/v1/start")).json()).toMatchObject({ unit: "35" });
  expect((await province("GET", "/api/v1/units/35?asOf=2023-04-22")).json()).toMatchObject({ successors: [{ code: "37" }] });
  expect((await province("GET", `/api/v1/units?asOf=2023-04-22&search=${encodeURIComponent("liem phong")}`)).text).toContain("13450");
});

it("says what is wrong and what to do, in the reader's language, and never echoes values", async () => {
  const path = "/api/v1/coverage?unit=001304000017&asOf=2023-02-30&borders=both&nickname=x";
  const english = await province("GET", path, { headers: { "accept-language": "fr, en;q=0.8, vi;q=0.2" } });
  expect(english.json()).toEqual({
    ...{ type: "urn:dinhdanh:problem:invalid-request", title: "The request is not valid", status: 400, code: "invalid-request" },
    detail: expect.stringContaining("Nothing was changed"),
    errors: [
      { field: "unit", reason: "is not of the right form" },
      { field: "asOf", reason: "is not of the right form" },
      { field: "borders", reason: "is not one of the allowed values" },
      { field: "nickname", reason: "is not a field of this request" },
    ],
  });
  const vietnamese = await province("GET", "/api/v1/coverage?unit=35");
  expect(vietnamese.json()).toMatchObject({ title: "Yêu cầu không hợp lệ", errors: [{ field: "asOf", reason: "còn thiếu" }] });
  const body = { unit: "35", asOf: "2023-04-22", "001304000017": "Nguyễn Thị Hoa" };
  const odd = await province("POST", "/api/v1/people/query", { body: { ...body, measure: "eligible" } });
  expect(odd.status).toBe(400);
  expect(odd.text).not.toMatch(/0013|Nguyễn/);
  expect((await province("GET", "/api/v1/coverage?unit=99999&asOf=2023-04-22")).json()).toMatchObject({
    code: "unit-not-found",
    status: 404,
  });
  expect((await province("GET", "/api/v1/collected?unit=35&from=2023-04-22&to=2023-04-01")).json()).toMatchObject({
    code: "days-reversed",
  });
  expect((await province("GET", "/api/nothing")).json()).toMatchObject({ code: "not-found", status: 404 });
  expect((await province("GET", "/api/v1/units/%zz?asOf=2023-04-22")).json()).toMatchObject({ code: "invalid-request", status: 400 });
  const broken = await province("POST", "/api/v1/people/search", { body: '{"q": ', headers: { "content-type": "application/json" } });
  expect(broken.json()).toMatchObject({ code: "invalid-json", status: 400 });
  const large = await province("POST", "/api/v1/people/search", { body: { q: "x".repeat(2 ** 20) } });
  expect(large.json()).toMatchObject({ code: "too-large", status: 413 });
});

it("takes no request from another site and no content type that a plain form can send", async () => {
  const body = { code: "demo-province" };
  const path = "/api/v1/session/demo";
  const foreign: Record<string, string>[] = [{ origin: "https://example.org" }, { origin: "null" }, { "sec-fetch-site": "cross-site" }];
  for (const headers of foreign) {
    expect((await server.call("POST", path, { body, headers })).json()).toMatchObject({
      code: "foreign-origin",
      status: 403,
    });
  }
  for (const type of ["text/plain", "application/x-www-form-urlencoded"]) {
    const answer = await server.call("POST", path, { body: JSON.stringify(body), headers: { "content-type": type } });
    expect(answer.json()).toMatchObject({ code: "unsupported-type", status: 415 });
  }
  expect((await server.call("POST", path, { body, headers: { origin: server.url } })).status).toBe(200);
});

it("sends the headers that keep a page to itself", async () => {
  const { headers } = await server.call("GET", "/healthz");
  expect(headers.get("content-security-policy")).toContain("default-src 'self'; script-src 'self' 'wasm-unsafe-eval';");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
});

it("tells its health and its figures", async () => {
  expect((await server.call("GET", "/healthz")).status).toBe(200);
  expect((await server.call("GET", "/readyz")).json()).toEqual({ status: "ready" });
  const figures = (await server.call("GET", "/metrics")).text;
  expect(figures).toMatch(/http_request_duration_seconds_count\{method="GET",route="\/api\/v1\/coverage",status="200"\} \d/);
  expect(figures).toContain("process_cpu_seconds_total");
});

it("says how to build the console when it has not been built", async () => {
  const answer = await server.call("GET", "/don-vi/35");
  expect(answer.status).toBe(503);
  expect(answer.text).toContain("node apps/web/build.ts");
});
