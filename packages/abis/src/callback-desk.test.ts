import { expect, it } from "vitest";
import { createAbisClient, createCallbackDesk } from "./index.ts";
import { createReferenceAbis } from "./reference/index.ts";

type Posted = { key: string; transactionId: string; contentType: string; body: unknown };
const now = () => "2023-04-06T08:00:00+07:00";

/** A reference whose callbacks arrive when the test lets them. */
function desk({ early = false } = {}) {
  const posted: Posted[] = [];
  const deliver = async (address: string, contentType: string, body: unknown) => {
    const { pathname, searchParams } = new URL(address);
    posted.push({ key: pathname.slice("/answers/".length), transactionId: searchParams.get("transactionId") ?? "", contentType, body });
    if (early) one.take(posted.at(-1)!.key, posted.at(-1)!);
    return true;
  };
  const reference = createReferenceAbis({ now, callbackOrigins: ["http://here.invalid"], deliver });
  const client = createAbisClient(async (request) => {
    const answer = await reference.transport(request);
    if (early) await reference.settled();
    return answer;
  });
  const one = createCallbackDesk(client, (key) => `http://here.invalid/answers/${key}`);
  const take = (at: number) => one.take(posted[at]!.key, posted[at]!);
  return { call: one.call, forget: one.forget, forge: one.take, posted, take };
}
const read = (abis: ReturnType<typeof desk>, transactionId: string, personId = "nobody") =>
  abis.call("readAllEncounters", { path: { personId }, query: { transactionId }, body: null });
const list = (abis: ReturnType<typeof desk>, transactionId: string) =>
  abis.call("readGalleries", { path: {}, query: { transactionId }, body: null });

it("waits for each answer, in whatever order they come, and takes one that comes again", async () => {
  const abis = desk();
  const tasks: string[] = [];
  const [first, second] = [
    abis.call("readGalleries", { path: {}, query: { transactionId: "t1" }, body: null }, (id) => tasks.push(id)),
    list(abis, "t2"),
  ];
  await expect.poll(() => abis.posted.length).toBe(2);
  expect([abis.take(1), abis.take(0), abis.take(0), abis.take(1)]).toEqual(["taken", "taken", "taken", "taken"]);
  expect(await Promise.all([first, second])).toEqual([1, 2].map(() => ({ state: "done", value: [] })));
  expect(tasks).toHaveLength(1);
});

it("takes an answer that is quicker than the 202", async () => {
  expect(await list(desk({ early: true }), "t1")).toEqual({ state: "done", value: [] });
});

it("tells an error from an answer", async () => {
  expect(await read(desk({ early: true }), "t1")).toMatchObject({ state: "refused", status: null, error: { code: 7 } });
});

it("takes nothing without the key, of another transaction, or that is no answer; and nothing once nobody waits", async () => {
  const abis = desk();
  const waiting = list(abis, "t1");
  await expect.poll(() => abis.posted.length).toBe(1);
  const { key, ...said } = abis.posted[0]!;
  expect(key).toMatch(/^[A-Za-z0-9_-]{43}$/);
  const outcomes = [
    abis.forge("x".repeat(43), said),
    abis.forge(key, { ...said, transactionId: "t2" }),
    abis.forge(key, { ...said, body: { personId: 1 } }),
    abis.forge(key, { ...said, contentType: "application/error+json" }),
    abis.take(0),
  ];
  expect(outcomes).toEqual(["unknown", "unknown", "malformed", "malformed", "taken"]);
  expect(await waiting).toEqual({ state: "done", value: [] });
  void list(abis, "t3");
  await expect.poll(() => abis.posted.length).toBe(2);
  abis.forget("t3");
  expect(abis.take(1)).toBe("unknown");
});
