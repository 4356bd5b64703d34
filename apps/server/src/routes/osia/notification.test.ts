import { type agenciesSchema, listAgencies, listStuck, readNetworks, resendDeliveries } from "@dinhdanh/exchange";
import { newId, systemActor } from "@dinhdanh/kernel";
import { readsOf } from "@dinhdanh/ledger";
import { addOfficer } from "@dinhdanh/staff";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import type { z } from "zod";
import { type Agency, type AgencyServer, agencyServer, people } from "./test-agency.ts";
import { receiver, signatureHolds } from "./test-receiver.ts";

type Agencies = z.infer<typeof agenciesSchema>;

let server: AgencyServer;
let tax: Agency;
let hoa: string;
let inbox: Awaited<ReturnType<typeof receiver>>;
const fetched = { timeout: 30_000, interval: 50 };

beforeAll(async () => {
  server = await agencyServer();
  // the receiver of these tests is on this machine
  server.register.exchange.allowedNetworks.addAddress("127.0.0.1");
  tax = await server.add("tax");
  hoa = await server.idOf(people.hoa.pin);
});
beforeEach(async () => {
  inbox = await receiver();
});
afterEach(() => inbox?.close());
afterAll(() => server?.close());

const code = (answer: { status: number; json: () => never }) => [answer.status, (answer.json() as { code: number }).code];
const subscribe = (topic: string, address: string, more: Record<string, string> = {}, agency = tax) =>
  agency.call("notification", "subscribe", { query: new URLSearchParams({ topic, address, ...more }).toString() });
const until = (check: () => void) => vi.waitFor(check, fetched);

/** Subscribes, waits for the token at the address, confirms with it, and forgets the confirmation. */
async function subscribed(topic: string, more: Record<string, string> = {}, agency = tax): Promise<string> {
  const { uuid } = (await subscribe(topic, inbox.url, more, agency)).json() as { uuid: string };
  await until(() => expect(inbox.received.length).toBeGreaterThan(0));
  const token = inbox.messages().at(-1)?.token ?? "";
  expect((await agency.call("notification", "confirm", { query: `token=${token}` })).status).toBe(200);
  inbox.received.length = 0;
  return uuid;
}

const move = (toUnit: string) =>
  server.register.sql.begin((tx) =>
    server.register.ledger.record(tx, [
      {
        ...{ actId: newId(), subjectId: hoa, kind: "person.moved", occurredAt: "2023-04-21T09:00:00+07:00", unit: null },
        ...{ officer: "CB-1", team: null, device: null, payload: { fromUnit: "13450", toUnit } },
      },
    ]),
  );

/** Waits until the ledger has been read to its end. */
const told = () =>
  vi.waitFor(async () => {
    const [row] = await server.register.sql`
      SELECT until_tx > (SELECT max(tx) FROM ledger.act) AS all FROM exchange.told`;
    expect(row?.["all"]).toBe(true);
  }, fetched);

it("confirms an address, then tells it of acts, each message signed", async () => {
  const first = (await subscribe("person.moved", inbox.url)).json() as Record<string, unknown>;
  expect(first).toMatchObject({ protocol: "http", address: inbox.url, active: false });
  await until(() => expect(inbox.messages().map(({ type }) => type)).toEqual(["SubscriptionConfirmation"]));
  const [confirmation] = inbox.messages();
  expect(new URL(confirmation?.subscribeURL ?? "").pathname).toBe("/osia/notification/v1/subscriptions/confirm");
  await move("13408");
  await told();
  expect(inbox.received).toHaveLength(1);
  expect(code(await tax.call("notification", "confirm", { query: "token=wrong" }))).toEqual([400, 4009]);
  const other = await server.add("other");
  expect(code(await other.call("notification", "confirm", { query: `token=${confirmation?.token}` }))).toEqual([400, 4009]);
  const url = new URL(confirmation?.subscribeURL ?? "");
  const headers = { authorization: `Bearer ${await tax.token()}` };
  expect((await server.call("GET", url.pathname + url.search, { headers })).status).toBe(200);
  expect((await subscribe("person.moved", inbox.url)).json()).toEqual({ ...first, active: true });
  await move("13309");
  await until(() => expect(inbox.received).toHaveLength(2));
  const message = inbox.messages()[1];
  expect(message).toMatchObject({ type: "Notification", topic: "person.moved" });
  expect(JSON.parse(message?.message ?? "")).toMatchObject({
    event: "person.moved",
    uin: people.hoa.pin,
    personId: hoa,
    source: "dinhdanh",
  });
  const { keys } = (await server.call("GET", "/osia/notification/keys")).json() as { keys: [Record<string, string>] };
  expect(inbox.received.map((one) => signatureHolds(one, keys[0]))).toEqual([true, true]);
  expect(signatureHolds({ ...inbox.received[1]!, body: `${inbox.received[1]!.body} ` }, keys[0])).toBe(false);
  expect(inbox.received[1]?.headers).toMatchObject({
    "message-type": "Notification",
    "message-id": message?.messageId,
    "subscription-id": first["uuid"],
  });
  const reads = await readsOf(server.register.sql, hoa);
  expect(reads.filter(({ officer, view }) => officer === "agency:tax" && view === "osia.notification")).toHaveLength(1);
});

it("tries again with growing waits, gives up as the policy says, shows it, and sends it when an operator asks", async () => {
  const agency = await server.add("slow");
  await subscribed("person.moved", { policy: "10,1" }, agency);
  inbox.answer(500);
  await move("13450");
  const stuck = async () => (await listStuck(server.register.exchange, "slow"))[0];
  for (const [tries, waitMs] of [
    [1, 5_000],
    [2, 10_000],
  ] as const) {
    await until(() => expect(inbox.received).toHaveLength(tries));
    // while a try is under way its delivery is claimed for a minute, and still tells the fault before
    const nextAt = new Date(server.clock.nowMs() + waitMs).toISOString();
    await vi.waitFor(async () => {
      const found = await stuck();
      expect(found).toMatchObject({ state: "waiting", attempts: tries, fault: "status-500" });
      expect(new Date(found?.nextAt ?? 0).toISOString()).toBe(nextAt);
    }, fetched);
    server.clock.advanceMs(waitMs);
  }
  await vi.waitFor(async () => expect(await stuck()).toMatchObject({ state: "dead", attempts: 3 }), fetched);
  server.clock.advanceMs(86_400_000);
  expect((await listAgencies(server.register.sql)).find((one) => one.code === "slow")).toMatchObject({ waiting: 0, dead: 1 });
  inbox.answer(204);
  expect(await resendDeliveries(server.register.exchange, systemActor, "slow")).toEqual({ ok: true, value: 1 });
  await until(() => expect(inbox.received).toHaveLength(4));
  expect(new Set(inbox.messages().map(({ messageId }) => messageId)).size).toBe(1);
  await vi.waitFor(async () => expect(await stuck()).toBeUndefined(), fetched);
  expect(await resendDeliveries(server.register.exchange, systemActor, "nobody")).toMatchObject({ refusal: { code: "unknown-agency" } });
});

it("follows no redirect and sends nothing when the agreement has ended", async () => {
  const agency = await server.add("ended");
  await subscribed("person.moved", {}, agency);
  inbox.answer(302);
  await move("13408");
  await until(() => expect(inbox.received).toHaveLength(1));
  await vi.waitFor(async () => expect((await listStuck(server.register.exchange, "ended"))[0]?.fault).toBe("status-302"), fetched);
  await server.register.sql`UPDATE exchange.agency SET valid_until = '2023-01-31' WHERE code = 'ended'`;
  server.clock.advanceMs(60_000);
  await vi.waitFor(
    async () => expect((await listStuck(server.register.exchange, "ended"))[0]).toMatchObject({ state: "dead", fault: "agreement-ended" }),
    fetched,
  );
  expect(inbox.received).toHaveLength(1);
});

it("lets agencies publish to topics of their own, and to no others", async () => {
  const publisher = await server.add("publisher");
  const create = (name: string, agency = publisher) =>
    agency.call("notification", "createTopic", { query: `name=${encodeURIComponent(name)}` });
  const topic = (await create("Kết quả thi")).json() as { uuid: string };
  expect((await create("Kết quả thi", tax)).json()).toEqual(topic);
  expect((await tax.call("notification", "listTopics")).json()).toContainEqual(topic);
  await subscribed("Kết quả thi");
  const text = { "content-type": "plain/text" };
  const publish = (uuid: string, agency = publisher, query = "subject=2023") =>
    agency.call("notification", "publish", { path: { uuid }, query, body: "đã có kết quả", headers: text });
  expect((await publish(topic.uuid)).status).toBe(200);
  await until(() => expect(inbox.messages()).toMatchObject([{ message: "đã có kết quả", subject: "2023", topic: "Kết quả thi" }]));
  expect(code(await publish(topic.uuid, tax))).toEqual([400, 4017]);
  expect(code(await publish(newId()))).toEqual([400, 4005]);
  expect(code(await create("person.secret"))).toEqual([400, 4017]);
  expect((await create("person.died")).json()).toMatchObject({ name: "person.died" });
  const remove = (uuid: string, agency = publisher) => agency.call("notification", "deleteTopic", { path: { uuid } });
  expect(code(await remove(topic.uuid, tax))).toEqual([400, 4017]);
  expect(code(await remove(topic.uuid))).toEqual([400, 4010]);
  const mine = (await tax.call("notification", "listSubscription")).json() as { uuid: string; topic: string }[];
  const uuid = mine.find((one) => one.topic === topic.uuid)?.uuid ?? "";
  const drop = (agency: Agency) => agency.call("notification", "unsubscribe", { path: { uuid } });
  expect(code(await drop(publisher))).toEqual([404, 4402]);
  expect((await drop(tax)).status).toBe(204);
  expect(code(await drop(tax))).toEqual([404, 4402]);
  expect((await remove(topic.uuid)).status).toBe(204);
  expect(code(await remove("x"))).toEqual([404, 4402]);
});

it("refuses addresses that only this server can reach, and what it does not offer", async () => {
  const { exchange } = server.register;
  const open = exchange.allowedNetworks;
  exchange.allowedNetworks = readNetworks("");
  const addresses = [
    ...["http://127.0.0.1:5432/", "https://127.0.0.1/", "https://localhost/", "https://[::1]/", "https://169.254.169.254/latest/meta-data"],
    ...["https://2130706433/", "https://10.0.0.1/", "http://example.com/", "file:///etc/passwd", "https://a:b@example.com/", "gopher://x"],
  ];
  for (const address of addresses) expect([address, ...code(await subscribe("person.died", address))]).toEqual([address, 400, 4007]);
  exchange.allowedNetworks = open;
  expect(code(await subscribe("person.died", inbox.url, { protocol: "email" }))).toEqual([400, 4006]);
  expect(code(await subscribe("person.died", inbox.url, { protocol: "carrier-pigeon" }))).toEqual([400, 4000]);
  expect(code(await subscribe("no-topic", inbox.url))).toEqual([400, 4005]);
  expect(code(await subscribe("person.died", inbox.url, { policy: "soon" }))).toEqual([400, 4008]);
  const blind = await server.add("blind", { attributes: ["fullName"] });
  expect(code(await subscribe("person.died", inbox.url, {}, blind))).toEqual([400, 4016]);
});

it("shows operators who has access and what has not arrived, and sends it again", async () => {
  const agency = await server.add("watched");
  await subscribed("person.moved", { policy: "1,0" }, agency);
  inbox.answer(503);
  await move("13309");
  const password = "một mật khẩu thật dài";
  const officer = { code: "quan-tri", name: "Quản trị", role: "administrator", scope: null, password } as const;
  await addOfficer(server.register, systemActor, officer);
  const entered = await server.call("POST", "/api/v1/session", { body: { code: "quan-tri", password } });
  const headers = { cookie: entered.headers.get("set-cookie")?.split(";")[0] ?? "" };
  const look = async () => (await server.call("GET", "/api/v1/agencies", { headers })).json() as Agencies;
  const stuck = async () => (await look()).stuck.filter((one) => one.agency === "watched");
  await vi.waitFor(async () => expect(await stuck()).toMatchObject([{ state: "dead", fault: "status-503" }]), fetched);
  expect((await look()).agencies.find(({ code: one }) => one === "watched")).toMatchObject({
    dead: 1,
    purpose: "Xác minh thí sinh dự thi",
  });
  inbox.answer(200);
  const resend = (agencyCode: string) => server.call("POST", `/api/v1/agencies/${agencyCode}/resend`, { body: {}, headers });
  expect((await resend("watched")).json()).toEqual({ resent: 1 });
  expect((await resend("unknown")).status).toBe(404);
  await vi.waitFor(async () => expect(await stuck()).toEqual([]), fetched);
});
