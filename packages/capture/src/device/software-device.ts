import { randomBytes } from "node:crypto";
import { syntheticPortrait } from "@dinhdanh/portrait/node";
import { encode } from "fast-png";
import {
  type CaptureRequest,
  type CaptureResult,
  type Finger,
  type FingerFormat,
  fingers,
  fingersOf,
  type Impression,
  protocolVersion,
  slaps,
} from "../protocol.ts";
import { type GreyPrint, syntheticPrint } from "../synthetic/impression.ts";
import { CaptureQueue } from "./capture-queue.ts";
import { type Device, serveDevice } from "./serve-device.ts";

export type SoftwareDeviceOptions = {
  /** who stands before the device: the same text, the same fingers and face */
  seed: string;
  /** 0 takes a free one */
  port: number;
  /** of the page that may use it, `http://localhost:3000` */
  origin: string;
  /** made anew when left out */
  token?: string;
  /** from the order to the result */
  takesMs?: number;
};

export type SoftwareDevice = {
  port: number;
  token: string;
  /** another person stands before the device */
  setPerson: (seed: string) => void;
  close: () => Promise<void>;
};

type FingerOrder = Extract<CaptureRequest, { kind: "fingers" }>;

/** A scanner and a camera that are programs: fingers and faces of nobody, through the same protocol as real ones. For development, tests and training; it says so in its name and by `simulated`. */
export async function createSoftwareDevice(options: SoftwareDeviceOptions): Promise<SoftwareDevice> {
  const token = options.token ?? randomBytes(16).toString("base64url");
  const person = { seed: options.seed };
  const server = await serveDevice(deviceOf(person, options.takesMs ?? 900), options.port, { origin: options.origin, token });
  return { port: server.port, token, setPerson: (seed) => void (person.seed = seed), close: server.close };
}

function deviceOf(person: { seed: string }, takesMs: number): Device {
  const queue = new CaptureQueue(takesMs);
  /** how often each finger was laid on: each touch is a little different */
  const touches = new Map<string, number>();
  const touched = (finger: Finger) => {
    const key = `${person.seed} ${finger}`;
    const touch = (touches.get(key) ?? 0) + 1;
    touches.set(key, touch);
    return syntheticPrint(person.seed, finger, touch);
  };
  return {
    view: () => ({
      protocol: protocolVersion,
      name: "Software device, simulated",
      simulated: true,
      state: queue.busy ? "busy" : "ready",
      fingers: { positions: [...fingers, ...(Object.keys(slaps) as (keyof typeof slaps)[])], formats: ["PNG", "RAW"] },
      portrait: { width: 480, height: 720 },
    }),
    start: (order) => {
      if (order.kind === "fingers" && order.format === "WSQ") return "unsupported-format";
      if (order.kind === "fingers" && !missingFit(order)) return "malformed-request";
      if (queue.busy) return "busy";
      return queue.begin(order, () => (order.kind === "portrait" ? takePortrait(person.seed) : takeFingers(order, touched)));
    },
    look: (captureId) => queue.look(captureId),
    cancel: (captureId) => queue.cancel(captureId),
    close: () => queue.close(),
  };
}

/** A finger is missing once at most, and only where it belongs. */
function missingFit({ position, missing }: FingerOrder): boolean {
  const named = missing.map(({ finger }) => finger);
  return new Set(named).size === named.length && named.every((finger) => fingersOf(position).includes(finger));
}

type Taken = { result: CaptureResult; preview: string | null };

function takePortrait(seed: string): Taken {
  const data = Buffer.from(syntheticPortrait(seed)).toString("base64");
  return { result: { kind: "portrait", image: { mimeType: "image/jpeg", data } }, preview: null };
}

function takeFingers({ position, missing, format }: FingerOrder, touched: (finger: Finger) => GreyPrint): Taken {
  const laidOn = fingersOf(position).filter((finger) => !missing.some((absent) => absent.finger === finger));
  const prints = laidOn.map((finger) => ({ finger, print: touched(finger) }));
  const impressions = prints.map(({ finger, print }) => impressionOf(finger, print, format));
  const [first] = prints;
  return { result: { kind: "fingers", impressions, missing }, preview: first === undefined ? null : previewOf(first.print) };
}

function impressionOf(finger: Finger, print: GreyPrint, format: FingerFormat): Impression {
  const { width, height, data, quality } = print;
  const bytes = format === "RAW" ? data : encode({ width, height, data, channels: 1, depth: 8 });
  return { finger, image: { format, width, height, dpi: 500, data: Buffer.from(bytes).toString("base64") }, quality };
}

/** A quarter of the size. */
function previewOf({ width, height, data }: GreyPrint): string {
  const [w, h] = [Math.floor(width / 4), Math.floor(height / 4)];
  const small = Uint8Array.from({ length: w * h }, (_, i) => data[Math.floor(i / w) * 4 * width + (i % w) * 4] as number);
  return Buffer.from(encode({ width: w, height: h, data: small, channels: 1, depth: 8 })).toString("base64");
}
