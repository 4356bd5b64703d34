import { request } from "node:http";
import { decodePng, decodePortrait } from "@dinhdanh/portrait";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  CaptureError,
  type CaptureOrder,
  createCaptureClient,
  type DeviceRefusal,
  deviceViewSchema,
  fingers,
  fingersOf,
} from "../index.ts";
import { createSoftwareDevice, type SoftwareDevice } from "./index.ts";

const origin = "http://localhost:3000";
let device: SoftwareDevice;
beforeAll(async () => {
  device = await createSoftwareDevice({ seed: "test", port: 0, origin, takesMs: 60 });
});
afterAll(() => device.close());

const client = (token = device.token) => createCaptureClient({ port: device.port, token });
const fingerOrder = (order: Partial<CaptureOrder> = {}) =>
  ({ kind: "fingers", position: "RIGHT_INDEX", format: "PNG", ...order }) as CaptureOrder;

type Sent = { status: number; headers: Record<string, string | string[] | undefined>; body: string };

/** What a browser would not let a page send: any Host, any Origin. */
function send(path: string, method: string, headers: Record<string, string>, body?: string): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port: device.port, path, method, headers }, (response) => {
      let text = "";
      response.on("data", (piece: Buffer) => (text += piece.toString()));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
const bearer = () => ({ authorization: `Bearer ${device.token}` });

it("says what it is: simulated", async () => {
  expect(await client().device()).toMatchObject({ protocol: 1, simulated: true, state: "ready", name: "Software device, simulated" });
});

it("captures a finger, with looks on the way", async () => {
  const states: string[] = [];
  const view = await client().capture(fingerOrder(), ({ state }) => states.push(state));
  expect(states.at(0)).toBe("waiting");
  expect(states.at(-1)).toBe("done");
  const [impression] = view.result?.kind === "fingers" ? view.result.impressions : [];
  expect(impression).toMatchObject({ finger: "RIGHT_INDEX", image: { format: "PNG", dpi: 500 } });
  const decoded = decodePng(Buffer.from(impression!.image.data, "base64"));
  expect(decoded).toMatchObject({ ok: true, value: { width: impression!.image.width, height: impression!.image.height } });
});

it("captures four, four and two, without the missing", async () => {
  const missing = [{ finger: "RIGHT_RING" as const, reason: "AMPUTATED" as const }];
  const right = await client().capture(fingerOrder({ position: "PLAIN_RIGHT_FOUR_FINGERS", missing, format: "RAW" }));
  expect(right.result).toMatchObject({ kind: "fingers", missing });
  const taken = right.result?.kind === "fingers" ? right.result.impressions : [];
  expect(taken.map(({ finger }) => finger)).toEqual(["RIGHT_INDEX", "RIGHT_MIDDLE", "RIGHT_LITTLE"]);
  for (const { image } of taken) expect(Buffer.from(image.data, "base64").length).toBe(image.width * image.height);
  expect([...fingersOf("PLAIN_RIGHT_FOUR_FINGERS"), ...fingersOf("PLAIN_LEFT_FOUR_FINGERS"), ...fingersOf("PLAIN_THUMBS")].sort()).toEqual(
    [...fingers].sort(),
  );
});

it("takes a portrait", async () => {
  const view = await client().capture({ kind: "portrait" });
  const image = view.result?.kind === "portrait" ? view.result.image.data : "";
  expect(decodePortrait(Buffer.from(image, "base64"))).toMatchObject({ ok: true, value: { width: 480, height: 720 } });
});

it("shows another finger when another person stands there, and the same print never twice", async () => {
  const take = async () => {
    const view = await client().capture(fingerOrder());
    return view.result?.kind === "fingers" ? view.result.impressions[0]?.image.data : undefined;
  };
  const [first, second] = [await take(), await take()];
  device.setPerson("another");
  const third = await take();
  device.setPerson("test");
  expect(new Set([first, second, third]).size).toBe(3);
});

it("cancels, and takes one order at a time", async () => {
  const started = await client().start(fingerOrder());
  await expect(client().start(fingerOrder())).rejects.toThrow(new CaptureError("busy"));
  expect(await client().cancel(started.captureId)).toMatchObject({ state: "cancelled", result: null });
  const aborted = new AbortController();
  aborted.abort();
  expect(await client().capture(fingerOrder(), undefined, aborted.signal)).toMatchObject({ state: "cancelled" });
  expect(await client().device()).toMatchObject({ state: "ready" });
});

it("gives up when nothing is laid on in time", async () => {
  const slow = await createSoftwareDevice({ seed: "slow", port: 0, origin, takesMs: 5000 });
  try {
    const view = await createCaptureClient({ port: slow.port, token: slow.token }).capture(fingerOrder({ timeoutMs: 1000 }));
    expect(view).toMatchObject({ state: "failed", failure: "timed-out", result: null });
  } finally {
    await slow.close();
  }
});

const refusals: [string, () => Promise<unknown>, DeviceRefusal][] = [
  ["a wrong token", () => client("nonsense").device(), "wrong-token"],
  ["no token", () => client("").device(), "wrong-token"],
  ["a format it has not", () => client().start(fingerOrder({ format: "WSQ" })), "unsupported-format"],
  [
    "a missing finger of the other hand",
    () => client().start(fingerOrder({ missing: [{ finger: "LEFT_INDEX", reason: "UNABLE" }] })),
    "malformed-request",
  ],
  ["a finger that nobody has", () => client().start(fingerOrder({ position: "RIGHT_TAIL" } as never)), "malformed-request"],
  ["an unknown key", () => client().start(fingerOrder({ extra: 1 } as never)), "malformed-request"],
  ["an unknown capture", () => client().look("0190a1b2-0000-7000-8000-000000000000"), "unknown-capture"],
  ["an unknown address", () => client().look("not/one"), "unknown-address"],
  ["an order of megabytes", () => client().start(fingerOrder({ extra: "x".repeat(100_000) } as never)), "request-too-large"],
];

it.each(refusals)("refuses %s", async (_, act, code) => {
  await expect(act()).rejects.toMatchObject({ code });
});

it("answers one page alone", async () => {
  const allowed = await send("/v1/device", "GET", { ...bearer(), origin });
  expect(allowed).toMatchObject({ status: 200, headers: { "access-control-allow-origin": origin } });
  const foreign = await send("/v1/device", "GET", { ...bearer(), origin: "https://evil.example" });
  expect(foreign).toMatchObject({ status: 403, body: '{"code":"foreign-origin"}' });
  expect(foreign.headers).not.toHaveProperty("access-control-allow-origin");
  const rebound = await send("/v1/device", "GET", { ...bearer(), host: "evil.example" });
  expect(rebound).toMatchObject({ status: 403, body: '{"code":"foreign-origin"}' });
});

it("lets the page's browser ask first, private network included", async () => {
  const asking = { origin, "access-control-request-method": "POST", "access-control-request-private-network": "true" };
  const preflight = await send("/v1/captures", "OPTIONS", asking);
  expect(preflight.status).toBe(204);
  expect(preflight.headers).toMatchObject({
    "access-control-allow-origin": origin,
    "access-control-allow-private-network": "true",
    "access-control-allow-headers": "authorization, content-type",
  });
  const foreign = await send("/v1/captures", "OPTIONS", { ...asking, origin: "https://evil.example" });
  expect(foreign.status).toBe(403);
  expect(foreign.headers).not.toHaveProperty("access-control-allow-private-network");
});

it("answers any body with a refusal by name", async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string(), fc.json(), fc.constant("\0\0")), async (body) => {
      const sent = await send("/v1/captures", "POST", { ...bearer(), "content-type": "application/json" }, body);
      expect(sent).toMatchObject({ status: 400, body: '{"code":"malformed-request"}' });
    }),
    { numRuns: 60 },
  );
});

it("knows nobody at a port where nothing listens, and no device that speaks otherwise", async () => {
  await expect(createCaptureClient({ port: 1, token: "x" }).device()).rejects.toMatchObject({ code: "unreachable" });
  expect(deviceViewSchema.safeParse({ protocol: 2 }).success).toBe(false);
});
