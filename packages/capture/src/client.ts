import type { z } from "zod";
import {
  captureLimits,
  type CaptureOrder,
  type CaptureView,
  captureViewSchema,
  deviceProblemSchema,
  type DeviceRefusal,
  type DeviceView,
  deviceViewSchema,
} from "./protocol.ts";

/** `unreachable`: nothing answers at that port, or the browser forbids it; `malformed-answer`: it does not speak this protocol. */
export type CaptureErrorCode = DeviceRefusal | "unreachable" | "malformed-answer" | "timed-out";

/** The device did not do what was asked. Its state is unknown: look at it again before the next order. */
export class CaptureError extends Error {
  readonly code: CaptureErrorCode;

  constructor(code: CaptureErrorCode) {
    super(`capture device: ${code}`);
    this.code = code;
  }
}

export type CaptureClientOptions = {
  port: number;
  /** the pairing token that the device shows where it was started */
  token: string;
  /** milliseconds to wait for one answer */
  answerWithinMs?: number;
};

export type CaptureClient = {
  device: () => Promise<DeviceView>;
  start: (order: CaptureOrder) => Promise<CaptureView>;
  look: (captureId: string) => Promise<CaptureView>;
  cancel: (captureId: string) => Promise<CaptureView>;
  /** Starts, and looks until the capture has ended, showing every look. Cancelled when `signal` is aborted. */
  capture: (order: CaptureOrder, onLook?: (view: CaptureView) => void, signal?: AbortSignal) => Promise<CaptureView>;
};

const lookEveryMs = 150;

/**
 * Speaks with the device on this machine, from a page or from Node. Answers are checked against the schemas and bounded in size. All of it throws {@link CaptureError}.
 */
export function createCaptureClient({ port, token, answerWithinMs = 5000 }: CaptureClientOptions): CaptureClient {
  const ask = async <T>(method: string, path: string, schema: z.ZodType<T>, body?: unknown): Promise<T> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(answerWithinMs),
      cache: "no-store",
      redirect: "error",
      referrerPolicy: "no-referrer",
    }).catch((cause: unknown) => {
      throw new CaptureError(cause instanceof DOMException && cause.name === "TimeoutError" ? "timed-out" : "unreachable");
    });
    const answer = await readJson(response);
    if (!response.ok) {
      const problem = deviceProblemSchema.safeParse(answer);
      throw new CaptureError(problem.success ? problem.data.code : "malformed-answer");
    }
    const read = schema.safeParse(answer);
    if (!read.success) throw new CaptureError("malformed-answer");
    return read.data;
  };
  const captures = "/v1/captures";
  const look = (captureId: string) => ask("GET", `${captures}/${captureId}`, captureViewSchema);
  const cancel = (captureId: string) => ask("DELETE", `${captures}/${captureId}`, captureViewSchema);
  const start = (order: CaptureOrder) => ask("POST", captures, captureViewSchema, order);
  return {
    device: () => ask("GET", "/v1/device", deviceViewSchema),
    start,
    look,
    cancel,
    capture: async (order, onLook, signal) => {
      let view = await start(order);
      for (; view.state === "waiting" || view.state === "capturing"; view = await look(view.captureId)) {
        onLook?.(view);
        if (signal?.aborted === true) return cancel(view.captureId);
        await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
      }
      onLook?.(view);
      return view;
    },
  };
}

/** @throws {CaptureError} when the answer is too long or no JSON */
async function readJson(response: Response): Promise<unknown> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  try {
    for (let length = 0; ;) {
      const piece = await reader?.read();
      if (piece === undefined || piece.done) return JSON.parse(text + decoder.decode());
      const bytes = piece.value as Uint8Array;
      length += bytes.length;
      if (length > captureLimits.answerBytes) throw new CaptureError("malformed-answer");
      text += decoder.decode(bytes, { stream: true });
    }
  } catch {
    await reader?.cancel().catch(() => {});
    throw new CaptureError("malformed-answer");
  }
}
