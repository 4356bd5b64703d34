import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { confirm, listStuck, subscribe } from "@dinhdanh/exchange";
import { newId, systemClock } from "@dinhdanh/kernel";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { agreement, type AgencyServer, agencyServer, people } from "./test-agency.ts";
import { receiver } from "./test-receiver.ts";

const script = fileURLToPath(new URL("test-served.ts", import.meta.url));
const acts = 60;

let server: AgencyServer;
let child: ChildProcess | undefined;
let kills = 0;
let over = false;
const killAt = new Set([3, 11, 12, 30]);
let inbox: Awaited<ReturnType<typeof receiver>>;

beforeAll(async () => {
  server = await agencyServer();
  // the server of the test itself tells nobody anything
  await server.stop();
  // killed before it hears that the message was taken
  inbox = await receiver((count) => {
    if (killAt.has(count)) kills += child?.kill("SIGKILL") === true ? 1 : 0;
  });
});
afterAll(async () => {
  over = true;
  child?.kill("SIGKILL");
  await inbox?.close();
  await server?.close();
});

const since = String(systemClock.nowMs());
const begin = () => {
  child = spawn(process.execPath, [script, server.databaseUrl, server.register.home, since], { stdio: "inherit" });
  child.on("exit", () => {
    if (!over) begin();
  });
};

it("loses no message and makes none twice when the server is killed in the middle of delivering", async () => {
  const { exchange, sql, ledger } = server.register;
  exchange.allowedNetworks.addAddress("127.0.0.1");
  await server.add("tax", { validUntil: null });
  const agency = { code: "tax", name: agreement.name, attributes: agreement.attributes, purpose: agreement.purpose, adjudicates: false };
  const subscribed = await subscribe(exchange, agency, {
    topic: "person.moved",
    protocol: "http",
    address: inbox.url,
    confirmUrl: "https://x.vn/",
  });
  if (!subscribed.ok) throw new Error(subscribed.refusal.code);
  await confirm(exchange, agency, subscribed.value.confirmToken);
  const subjectId = await server.idOf(people.hoa.pin);
  begin();
  for (let index = 0; index < acts; index += 1) {
    const shared = { actId: newId(), subjectId, kind: "person.moved", unit: null, officer: "CB-1", team: null, device: null };
    const payload = { fromUnit: "13450", toUnit: index % 2 === 0 ? "13408" : "13450" };
    await sql.begin((tx) =>
      ledger.record(tx, [{ ...shared, occurredAt: `2023-04-21T09:${String(index).padStart(2, "0")}:00+07:00`, payload }]),
    );
  }
  const told = () => new Set(inbox.messages().flatMap(({ type, messageId }) => (type === "Notification" ? [messageId] : [])));
  await vi.waitFor(() => expect(told().size).toBe(acts), { timeout: 100_000, interval: 200 });
  await vi.waitFor(async () => expect(await listStuck(exchange, "tax")).toEqual([]), { timeout: 120_000, interval: 200 });
  expect(kills).toBe(killAt.size);
  const [made] = await sql`SELECT count(*)::int AS n FROM exchange.message WHERE type = 'Notification'`;
  expect(made?.["n"]).toBe(acts);
  // what was under way when it died came again, and nothing else did
  expect(inbox.received.length).toBeLessThanOrEqual(acts + 1 + 4 * (kills + 1));
  const [reads] = await sql`SELECT count(*)::int AS n FROM ledger.read WHERE officer = 'agency:tax' AND view = 'osia.notification'`;
  expect(reads?.["n"]).toBeGreaterThan(0);
}, 150_000);
