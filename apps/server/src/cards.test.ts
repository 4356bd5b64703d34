import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as cards from "@dinhdanh/cards";
import { newId, systemActor } from "@dinhdanh/kernel";
import { openSigningKey } from "@dinhdanh/ledger";
import { addOfficer } from "@dinhdanh/staff";
import { type Call, testServer, type TestServer } from "./test-server.ts";

let server: TestServer;
let centre: Call;
beforeAll(async () => {
  server = await testServer();
  const { sql, ledger } = server.register;
  await addOfficer({ sql, ledger }, systemActor, {
    code: "san-xuat",
    name: "Cán bộ thử",
    role: "centre",
    scope: null,
    password: "mật khẩu rất dài",
  });
  const answer = await server.call("POST", "/api/v1/session", { body: { code: "san-xuat", password: "mật khẩu rất dài" } });
  const cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
  centre = (method, path, options = {}) => server.call(method, path, { ...options, headers: { cookie, ...options.headers } });
});
afterAll(async () => server?.close());

const personId = "00000000-0000-7000-8000-000000000001";
const approve = (dossierId: string) =>
  server.register.sql.begin((tx) =>
    server.register.ledger.record(tx, [
      {
        ...{ actId: newId(), subjectId: personId, kind: "dossier.approved", occurredAt: "2023-04-20T08:00:00+07:00", unit: "13450" },
        ...{ officer: "x", team: null, device: null, payload: { dossierId } },
      },
    ]),
  );

it("lets the centre follow an order into a batch, and says by name what is missing", async () => {
  const body = { batchId: randomUUID(), capacity: 10 };
  expect((await centre("POST", "/api/v1/production/batches", { body })).text).toContain("no-orders");
  await approve(newId());
  expect((await centre("POST", "/api/v1/production/batches", { body })).text).toContain("no-blanks");
  const delivery = {
    deliveryId: randomUUID(),
    supplier: "Nhà in",
    firstSerial: cards.makeSerial("DD", 1),
    lastSerial: cards.makeSerial("DD", 9),
  };
  expect((await centre("POST", "/api/v1/production/stock/deliveries", { body: delivery })).json()).toMatchObject({
    received: 9,
    inStock: 9,
  });
  expect((await centre("POST", "/api/v1/production/batches", { body })).json()).toMatchObject({ cards: 1, state: "created" });
  expect((await centre("GET", "/api/v1/production")).json()).toMatchObject({ byState: { batched: 1 }, stock: { reserved: 1 } });
  expect((await centre("GET", "/api/v1/production/stock")).json()).toMatchObject({ balanced: true });
  expect((await centre("GET", "/api/v1/production/waiting")).json()).toMatchObject({ today: "2023-04-22", groups: [] });
  const ranges = (await centre("GET", "/api/v1/production/stock/reserved")).json();
  expect(ranges).toMatchObject({ ranges: [{ first: delivery.firstSerial, last: delivery.firstSerial, blanks: 1 }], more: false });
  expect((await centre("GET", "/api/v1/production/stock/elsewhere")).status).toBe(400);
  const batch = `/api/v1/production/batches/${body.batchId}`;
  expect((await centre("GET", batch)).json()).toMatchObject({ list: [{ serial: delivery.firstSerial, state: "batched" }] });
  expect((await centre("POST", `${batch}/personalise`, { body: {} })).text).toContain("signer-missing");
  expect((await centre("GET", `${batch}/machine-file`)).status).toBe(409);
  expect((await centre("GET", `${batch}/signing`)).json()).toEqual({ signed: null });
  expect((await centre("GET", "/api/v1/production/set-aside")).json()).toEqual({ cards: [], more: false });
  const retry = { body: { cards: [{ personId, cardId: body.batchId }] } };
  expect((await centre("POST", "/api/v1/production/set-aside/retry", retry)).json()).toMatchObject({ status: 404, code: "card-not-found" });
  const result = await centre("POST", `${batch}/result`, { body: "{}\n", headers: { "content-type": "application/x-ndjson" } });
  expect([result.status, (result.json() as { code: string }).code]).toEqual([409, "batch-state"]);
  const own = (await centre("GET", `/api/v1/people/${personId}/cards`)).json() as { cardId: string }[];
  expect(own).toMatchObject([{ state: "batched", unit: "13450" }]);
  const picture = await centre("GET", `/api/v1/people/${personId}/cards/${own[0]?.cardId}/picture.pdf`);
  expect([picture.status, (picture.json() as { code: string }).code]).toEqual([409, "content-missing"]);
  const unnamed = { personId, cardId: own[0]?.cardId, event: "reject-content", reason: "ảnh của người khác" };
  const wrong = { ...unnamed, steps: ["portrait"] };
  const report = async (as: Call, said: object) =>
    ((await as("POST", "/api/v1/cards/report", { body: said })).json() as { code: string }).code;
  expect((await centre("POST", "/api/v1/cards/report", { body: unnamed, headers: { "accept-language": "en" } })).json()).toMatchObject({
    ...{ status: 400, code: "steps-missing", title: "No step is named that is to be mended" },
    detail: "Choose one at least and send again.",
  });
  // a card shows no fee
  for (const steps of [["fee"], [], ["portrait", "portrait"]])
    expect((await centre("POST", "/api/v1/cards/report", { body: { ...wrong, steps } })).status).toBe(400);
  const check = { checked: [{ serial: delivery.firstSerial, passed: false, wrongContent: true }], passRest: false };
  expect((await centre("POST", `${batch}/check`, { body: check })).status).toBe(409);
  // in the batch nobody sees it yet
  expect(await report(centre, wrong)).toBe("card-state");
  expect(await report(centre, { personId, cardId: own[0]?.cardId, event: "report-lost" })).toBe("not-permitted");
  for (const officer of ["demo-province", "demo-chief", "demo-auditor"])
    expect(await report(await server.as(officer), wrong)).toBe("not-permitted");
  const revoked = await centre("POST", "/api/v1/cards/revoke", { body: { personId, cardId: own[0]?.cardId, reason: "issued-in-error" } });
  expect(revoked.json()).toMatchObject({ state: "revoked", serial: null });
});

it("answers anybody whether a card is genuine, with bodies of bounded size", async () => {
  const ask = (body: unknown) => server.call("POST", "/api/v1/verify", { body });
  expect((await ask({ qr: "x" })).json()).toEqual({ verdict: "altered", by: [], findings: ["qr-too-few-fields"] });
  const qr = "035190000018|168000018|Nguyễn Thị Ví Dụ|15031990|Nữ|Yên Thống|22042023";
  expect((await ask({ qr })).json()).toEqual({ verdict: "altered", by: ["register"], findings: ["not-issued"] });
  expect((await ask({ mrz: "IDVNM" })).json()).toMatchObject({ verdict: "altered" });
  expect((await ask({ chip: { EF_SOD: "AAAA", EF_DG1: "AAAA" } })).json()).toMatchObject({
    verdict: "unknown-signer",
    findings: ["no-trust-list"],
  });
  expect((await ask({})).status).toBe(400);
  expect((await ask({ qr, more: 1 })).status).toBe(400);
  expect((await ask({ qr: "x".repeat(3_000_000) })).status).toBe(413);
  expect((await server.call("GET", "/api/v1/trust-list")).json()).toEqual({ csca: [], crl: null });
  const list = await server.call("GET", "/api/v1/revoked-cards");
  const { publicPem } = openSigningKey(server.register.home);
  expect(cards.checkRevocationList(list.text, publicPem)).toMatchObject({ ok: true });
  expect(cards.checkRevocationList(list.text.replace(/"issuedAt":"\d{4}/, '"issuedAt":"2030'), publicPem)).toMatchObject({ ok: false });
});

it("lets the lists be kept for a while, and says when they have not changed", async () => {
  for (const [path, seconds] of [
    ["trust-list", 300],
    ["revoked-cards", 60],
  ] as const) {
    // prettier-ignore
    const first = await server.call("GET", `/api/v1/${path}`);
    const etag = String(first.headers.get("etag"));
    expect([first.status, first.headers.get("cache-control"), etag.length]).toEqual([200, `public, max-age=${seconds}`, 45]);
    server.clock.advanceMs(1000);
    const again = await server.call("GET", `/api/v1/${path}`, { headers: { "if-none-match": `W/${etag}, "x"` } });
    expect([again.status, again.text, again.headers.get("etag")]).toEqual([304, "", etag]);
    expect((await server.call("GET", `/api/v1/${path}`, { headers: { "if-none-match": '"x"' } })).status).toBe(200);
  }
});

it("answers so many verifications from one address, and no more; other pages go on", async () => {
  const ask = () => server.call("POST", "/api/v1/verify", { body: { qr: "x" }, headers: { "accept-language": "en" } });
  const answers = await Promise.all(Array.from({ length: 125 }, ask));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThanOrEqual(5);
  const [{ headers, text }] = refused as [(typeof refused)[number]];
  expect(headers.get("content-type")).toContain("application/problem+json");
  expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  expect(JSON.parse(text)).toMatchObject({ code: "too-many-requests", detail: expect.stringMatching(/^Try again in \d+ seconds/) });
  expect((await server.call("GET", "/api/v1/trust-list")).status).toBe(200);
});

it("shows production to nobody else", async () => {
  const paths = ["/api/v1/production", "/api/v1/production/stock", "/api/v1/production/batches", "/api/v1/parcels"];
  for (const path of paths) expect((await server.call("GET", path)).status).toBe(401);
});
