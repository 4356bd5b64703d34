import { setTimeout as sleep } from "node:timers/promises";
import { createAbisClient } from "@dinhdanh/abis";
import { createReferenceAbis } from "@dinhdanh/abis/reference";
import { fingers as fingerNames } from "@dinhdanh/capture";
import { syntheticPrint } from "@dinhdanh/capture/device";
import type { Abis, Print } from "@dinhdanh/dossiers";
import { newId, systemClock } from "@dinhdanh/kernel";
import { encode } from "fast-png";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { matcher, matcherOf } from "./matcher.ts";
import { testServer, type TestServer } from "./test-server.ts";

const [an, binh] = [newId(), newId()];

const printsOf = (seed: string, touch: number): Print[] =>
  ([1, 2, 7] as const).map((finger) => {
    const { width, height, data } = syntheticPrint(seed, fingerNames[finger - 1] ?? "RIGHT_THUMB", touch);
    return { finger, mediaType: "image/png", bytes: Buffer.from(encode({ width, height, data, channels: 1, depth: 8 })) };
  });

async function ask(abis: Abis, personId: string, prints: Print[], requestId = newId()) {
  await abis.submit({ requestId, dossierId: newId(), personId, prints });
  for (let time = 0; time < 200; time += 1) {
    const answer = await abis.answer(requestId);
    if (answer !== "working") return answer;
    await sleep(25);
  }
  throw new Error("no answer");
}

it("knows a person again, and finds the prints of another under a new name", async () => {
  const abis = matcherOf({ DINHDANH_ABIS: "reference" }, systemClock)?.abis;
  if (abis === undefined) throw new Error("no matcher");
  expect(await abis.answer(newId())).toBe("unknown");
  expect(await ask(abis, an, printsOf("an", 1))).toEqual({ candidates: [], enrolled: false });
  expect(await ask(abis, an, printsOf("an", 2))).toMatchObject({ candidates: [{ personId: an }], enrolled: true });
  expect(await ask(abis, binh, printsOf("an", 3))).toMatchObject({ candidates: [{ personId: an }], enrolled: false });
  expect(await ask(abis, an, printsOf("someone else", 1))).toEqual({ candidates: [], enrolled: true });
});

it("says at once that it cannot read prints, instead of trying until its time is over", async () => {
  const abis = matcherOf({ DINHDANH_ABIS: "reference" }, systemClock)?.abis;
  if (abis === undefined) throw new Error("no matcher");
  expect(await ask(abis, an, [{ finger: 1, mediaType: "image/x-wsq", bytes: Buffer.from([0xff, 0xa0, 1, 2]) }])).toBe("unreadable");
  expect(await ask(abis, an, [{ finger: 1, mediaType: "image/png", bytes: Buffer.from("no picture") }])).toBe("unreadable");
});

it("is not there when nothing names one", () => expect(matcherOf({}, systemClock)).toBeNull());

describe("a matcher that answers later", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await testServer();
  });
  afterAll(() => server?.close());

  /** The reference, whose answers arrive at the server's own route over HTTP, when and as often as the test says. */
  function later(settings: { deliver?: boolean } = {}) {
    const { url: origin, clock, register } = server;
    const posted: (() => Promise<number>)[] = [];
    const deliver = async (address: string, contentType: string, body: unknown) => {
      const post = async () =>
        (await fetch(address, { method: "POST", headers: { "content-type": contentType }, body: JSON.stringify(body) })).status;
      posted.push(post);
      return settings.deliver === false ? false : (await post()) === 204;
    };
    const reference = createReferenceAbis({ now: () => "2023-04-22T08:00:00+07:00", callbackOrigins: [origin], deliver });
    const calls: string[] = [];
    const client = createAbisClient((request) => (calls.push(request.path.split("?")[0] ?? ""), reference.transport(request)));
    const made = matcher(client, { callbackBase: origin, answerWithinMs: 60_000, nowMs: clock.nowMs });
    register.matcher = made;
    return { abis: made.abis, posted, calls };
  }

  it("knows a person again through callbacks, which may come twice", async () => {
    const { abis, posted } = later();
    expect(await ask(abis, an, printsOf("an", 1))).toEqual({ candidates: [], enrolled: false });
    expect(await ask(abis, an, printsOf("an", 2))).toMatchObject({ candidates: [{ personId: an }], enrolled: true });
    expect(await Promise.all(posted.map((post) => post()))).toEqual(posted.map(() => 204));
  });

  it("is reminded, then given up as silent; what it says afterwards is not waited for", async () => {
    const { abis, posted, calls } = later({ deliver: false });
    const requestId = newId();
    await abis.submit({ requestId, dossierId: newId(), personId: an, prints: printsOf("an", 1) });
    await expect.poll(() => posted.length).toBeGreaterThan(0);
    expect(await abis.answer(requestId)).toBe("working");
    server.clock.advanceMs(31_000);
    for (const _ of [1, 2]) expect(await abis.answer(requestId)).toBe("working");
    expect(calls.filter((path) => path.startsWith("/v1/tasks/"))).toHaveLength(1);
    server.clock.advanceMs(30_000);
    expect([await abis.answer(requestId), await abis.answer(requestId)]).toEqual(["silent", "unknown"]);
    expect(await posted[0]?.()).toBe(404);
  });

  it("takes nothing from strangers", async () => {
    later();
    const post = (path: string, body: unknown) => server.call("POST", `/api/v1/abis/answers/${path}`, { body });
    expect((await post(`${"x".repeat(43)}?transactionId=t`, [])).status).toBe(404);
    expect((await post("short?transactionId=t", [])).status).toBe(400);
    expect(server.log()).not.toContain("x".repeat(43));
  });
});
