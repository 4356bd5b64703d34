import type { RgbaImage } from "@dinhdanh/portrait";
import type { Look, ReadLook } from "./eye.ts";

declare const FACE_FOLDER: string;

type Order = { kind: "open"; folder: string } | { kind: "look"; picture: RgbaImage } | { kind: "read"; bytes: Uint8Array };
export type EyeOrder = Order & { id: number };
export type EyeAnswer = { id: number; value: Look | ReadLook | null; failed?: string };

export type PortraitEye = {
  look: (picture: RgbaImage) => Promise<Look>;
  /** of a file: strictly decoded, then judged; or why it is refused */
  read: (bytes: Uint8Array) => Promise<ReadLook>;
};

function startWorker(): (order: Order) => Promise<EyeAnswer["value"]> {
  const worker = new Worker(new URL("eye-worker.ts", import.meta.url), { type: "module" });
  const waiting = new Map<number, (answer: EyeAnswer) => void>();
  worker.addEventListener("message", ({ data }: MessageEvent<EyeAnswer>) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  });
  let sent = 0;
  return (order) =>
    new Promise((done, fail) => {
      sent += 1;
      waiting.set(sent, ({ value, failed }) => (failed === undefined ? done(value) : fail(new Error(failed))));
      // a worker whose script cannot be fetched answers nobody
      worker.addEventListener("error", () => fail(new Error("the portrait checks did not start")), { once: true });
      worker.postMessage({ ...order, id: sent });
    });
}

async function start(): Promise<PortraitEye> {
  const ask = startWorker();
  await ask({ kind: "open", folder: FACE_FOLDER });
  return {
    look: async (picture) => (await ask({ kind: "look", picture })) as Look,
    read: async (bytes) => (await ask({ kind: "read", bytes })) as ReadLook,
  };
}

let loading: Promise<PortraitEye> | undefined;

/** The face detector with its models, 3 MB, in a worker: loaded once. A failed load is tried again at the next call. */
export function loadPortraitEye(): Promise<PortraitEye> {
  loading ??= start().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** Loads it while the officer is still busy with the steps before the portrait; whoever needs it will see why it failed. */
export function prefetchPortraitEye(): void {
  loadPortraitEye().catch(() => {});
}
