import { disableAgency, listAgencies, rotateSecret } from "@dinhdanh/exchange";
import { systemActor, toDay } from "@dinhdanh/kernel";
import { actsOf } from "@dinhdanh/ledger";
import { derivedId } from "@dinhdanh/territory";
import { afterAll, beforeAll, expect, it } from "vitest";
import { agencyPolicies } from "../../edge/policy.ts";
import { type AgencyServer, agencyServer, form } from "./test-agency.ts";

let server: AgencyServer;
beforeAll(async () => {
  server = await agencyServer();
});
afterAll(() => server?.close());

const ask = (values: Record<string, string>, headers: Record<string, string> = {}) => {
  const { body, headers: typed } = form(values);
  return server.call("POST", "/osia/oauth/token", { body, headers: { ...typed, ...headers } });
};
const basic = (id: string, secret: string) => ({ authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}` });
const grant = { grant_type: "client_credentials" };

it("gives a token for some minutes, by Basic or in the form, for the scopes asked for (RFC 6749, 4.4)", async () => {
  const { code, secret } = await server.add("exam");
  const all = await ask(grant, basic(code, secret));
  expect(all.json()).toMatchObject({ token_type: "Bearer", expires_in: 600 });
  expect([all.headers.get("cache-control"), all.headers.get("pragma")]).toEqual(["no-store", "no-cache"]);
  const narrow = await ask({ ...grant, client_id: code, client_secret: secret, scope: "pr.person.match" });
  const { access_token: token, scope } = narrow.json() as { access_token: string; scope: string };
  expect(scope).toBe("pr.person.match");
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const match = () => server.call("POST", "/osia/dataaccess/v1/persons/035304000017/match", { body: {}, headers });
  expect((await match()).status).toBe(200);
  const read = await server.call("GET", "/osia/dataaccess/v1/persons/035304000017?attributeNames=fullName", { headers });
  expect([read.status, read.headers.get("www-authenticate")]).toEqual([403, 'Bearer realm="osia", error="insufficient_scope"']);
  server.clock.advanceMs(601_000);
  expect((await match()).status).toBe(401);
  expect((await listAgencies(server.register.sql)).find((one) => one.code === code)?.lastUsedAt).not.toBeNull();
});

it("says what is wrong with a request in the words of RFC 6749, 5.2", async () => {
  const { code, secret } = await server.add("words", { scopes: ["pr.person.read"] });
  const client = { client_id: code, client_secret: secret };
  const rows: [string, number, Awaited<ReturnType<typeof ask>>][] = [
    ["invalid_request", 400, await ask({ ...client })],
    ["invalid_request", 400, await ask({ ...grant })],
    ["invalid_request", 400, await ask({ ...grant, ...client }, basic(code, secret))],
    ["invalid_request", 400, await server.call("POST", "/osia/oauth/token", { body: grant })],
    ["unsupported_grant_type", 400, await ask({ ...client, grant_type: "password" })],
    ["invalid_scope", 400, await ask({ ...grant, ...client, scope: "pr.person.read pr.person.write" })],
    ["invalid_scope", 400, await ask({ ...grant, ...client, scope: " " })],
    ["invalid_client", 401, await ask({ ...grant, ...client, client_secret: "x" })],
    ["invalid_client", 401, await ask({ ...grant, client_id: "nobody", client_secret: secret })],
    ["invalid_client", 401, await ask({ ...grant, client_id: "a\0b", client_secret: secret })],
  ];
  for (const [error, status, answer] of rows) expect([answer.status, answer.json()]).toEqual([status, { error }]);
  expect(rows.at(-1)?.[2].headers.get("www-authenticate")).toMatch(/^Basic /);
  const twice = `grant_type=client_credentials&client_id=${code}&client_id=${code}&client_secret=${secret}`;
  const doubled = await server.call("POST", "/osia/oauth/token", {
    body: twice,
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
  expect(doubled.json()).toEqual({ error: "invalid_request" });
  expect(server.log()).not.toContain(secret);
});

it("ends access with the agreement, with a new secret, and when it is disabled", async () => {
  const late = await server.add("late", { validFrom: toDay("2023-05-01") });
  expect((await ask({ ...grant, client_id: "late", client_secret: late.secret })).json()).toEqual({ error: "unauthorized_client" });
  const agency = await server.add("short", { validUntil: toDay("2023-04-22") });
  expect((await agency.call("notification", "listTopics")).status).toBe(200);
  const rotated = await rotateSecret(server.register.exchange, systemActor, "short");
  const secret = rotated.ok ? rotated.value.clientSecret : "";
  expect((await agency.call("notification", "listTopics")).status).toBe(401);
  expect((await ask({ ...grant, client_id: "short", client_secret: agency.secret })).json()).toEqual({ error: "invalid_client" });
  const { access_token: token } = (await ask({ ...grant, client_id: "short", client_secret: secret })).json() as { access_token: string };
  const list = () => server.call("GET", "/osia/notification/v1/topics", { headers: { authorization: `Bearer ${token}` } });
  expect((await list()).status).toBe(200);
  expect(await disableAgency(server.register.exchange, systemActor, "short")).toMatchObject({ ok: true });
  expect((await list()).status).toBe(401);
  expect((await ask({ ...grant, client_id: "short", client_secret: secret })).json()).toEqual({ error: "unauthorized_client" });
  expect(await disableAgency(server.register.exchange, systemActor, "short")).toMatchObject({
    refusal: { code: "agency-already-disabled" },
  });
  expect(await rotateSecret(server.register.exchange, systemActor, "none")).toMatchObject({ refusal: { code: "unknown-agency" } });
  const acts = await actsOf(server.register.sql, derivedId("dinhdanh:agency:short"));
  expect(acts.map(({ kind }) => kind)).toEqual(["agency.added", "agency.secret-rotated", "agency.disabled"]);
  expect(JSON.stringify(acts)).not.toContain(secret);
  const { code, role, scope } = { code: "someone", role: "centre", scope: null } as const;
  expect(await disableAgency(server.register.exchange, { code, role, scope }, "exam")).toMatchObject({
    refusal: { code: "not-permitted" },
  });
});

it("lets nobody guess: after some tries each further one waits, also with the right secret, and for made-up ids", async () => {
  const agency = await server.add("guessed");
  const wrong = { ...grant, client_id: "guessed", client_secret: "x" };
  server.clock.advanceMs(86_400_001);
  const answers = await Promise.all(Array.from({ length: 12 }, () => ask(wrong)));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(5);
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(7);
  const limited = await ask({ ...grant, client_id: "guessed", client_secret: agency.secret });
  expect([limited.status, limited.json()]).toEqual([429, { error: "slow_down" }]);
  expect(Number(limited.headers.get("retry-after"))).toBeGreaterThan(0);
  const madeUp = await Promise.all(
    Array.from({ length: 40 }, (_, index) => ask({ ...grant, client_id: `made-up-${index}`, client_secret: "x" })),
  );
  expect(madeUp.filter(({ status }) => status === 401).length).toBeLessThan(30);
  expect(madeUp.filter(({ status }) => status === 429).length).toBeGreaterThan(10);
  server.clock.advanceMs(86_400_001);
  expect((await ask({ ...grant, client_id: "guessed", client_secret: agency.secret })).status).toBe(200);
});

it("answers 401 with OSIA's error on every guarded route without a token or with a made-up one", async () => {
  const guarded = Object.entries(agencyPolicies).filter(([, policy]) => policy !== "open");
  expect(guarded).toHaveLength(33);
  for (const [entry] of guarded) {
    const [method = "", route = ""] = entry.split(" ");
    for (const headers of [{}, { authorization: `Bearer ${"A".repeat(43)}` }, { authorization: "Bearer x'; --" }]) {
      const answer = await server.call(method, `${route.replaceAll(/:\w+/g, "x")}?transactionId=1`, {
        ...(method === "POST" || method === "PUT" || method === "PATCH" ? { body: {} } : {}),
        headers: { ...headers, "accept-language": "en" },
      });
      expect([entry, answer.status, answer.json()["code"]]).toEqual([entry, 401, 4100]);
    }
  }
});

it("answers what a hostile client sends with OSIA's error, and stays up", async () => {
  const { token } = await server.add("hostile");
  const authorization = `Bearer ${await token()}`;
  const json = { authorization, "content-type": "application/json" };
  const send = async (method: string, path: string, body?: string, headers: Record<string, string> = json) => {
    const answer = await server.call(method, path, { ...(body === undefined ? {} : { body }), headers });
    return [answer.status, answer.json()["code"]];
  };
  const match = "/osia/dataaccess/v1/persons/035304000017/match";
  expect(await send("GET", "/osia/pr/v1/nothing")).toEqual([404, 4402]);
  expect(await send("POST", match, "null")).toEqual([400, 4000]);
  expect(await send("POST", match, "{")).toEqual([400, 4000]);
  expect(await send("POST", match, "[1]")).toEqual([400, 4000]);
  expect(await send("POST", match, "")).toEqual([200, undefined]);
  expect(await send("POST", match, JSON.stringify({ fullName: { $ne: 1 } }))).toEqual([400, 4000]);
  expect(await send("POST", match, JSON.stringify({ fullName: "x".repeat(2000) }))).toEqual([400, 4018]);
  expect(await send("POST", match, `{"fullName":"${"x".repeat(1_100_000)}"}`)).toEqual([400, 4018]);
  expect(await send("POST", match, "<a/>", { authorization, "content-type": "text/xml" })).toEqual([400, 4025]);
  expect(await send("POST", match, '{"__proto__":"x"}')).toEqual([200, undefined]);
  const nul = await server.call("POST", match, { body: { fullName: "a\0b", constructor: 1 }, headers: json });
  expect([nul.status, nul.json()]).toEqual([
    200,
    [
      { attributeName: "fullName", errorCode: 1 },
      { attributeName: "constructor", errorCode: 0 },
    ],
  ]);
  expect(await send("GET", "/osia/dataaccess/v1/persons?uin=035%00&names=uin")).toEqual([404, 4401]);
  expect(await send("GET", "/osia/dataaccess/v1/persons?fullName=a%00&dateOfBirth=1990")).toEqual([404, 4401]);
  expect(await send("GET", "/osia/dataaccess/v1/persons?uin=1&uin=2")).toEqual([400, 4000]);
  expect(await send("GET", "/osia/dataaccess/v1/persons?uin=1&limit=1e9")).toEqual([400, 4000]);
  expect(await send("GET", "/osia/dataaccess/v1/persons/035%27%3B--?attributeNames=uin")).toEqual([404, 4400]);
  expect(await send("GET", "/osia/pr/v1/persons/%2e%2e%2f?transactionId=1")).toEqual([404, 4400]);
  expect(await send("GET", "/osia/pr/v1/persons/x?transactionId=1&more=1")).toEqual([400, 4000]);
  expect(await send("POST", "/osia/notification/v1/topics?name=a%00b")).toEqual([400, 4019]);
  const foreign = await server.call("POST", match, { body: "{}", headers: { ...json, origin: "https://elsewhere.example" } });
  expect([foreign.status, foreign.headers.get("access-control-allow-origin"), foreign.headers.get("cache-control")]).toEqual([
    200,
    null,
    "no-store",
  ]);
});
