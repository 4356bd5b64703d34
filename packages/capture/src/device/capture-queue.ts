import { randomUUID } from "node:crypto";
import type { CaptureRequest, CaptureResult, CaptureView } from "../protocol.ts";

/** Captures kept for looking at; older ones are forgotten. */
const mostKept = 20;

type Entry = { view: CaptureView; timer: NodeJS.Timeout | undefined };

/** One capture at a time, as glass has room for one hand: waiting, then capturing, then done. */
export class CaptureQueue {
  readonly #takesMs: number;
  readonly #entries = new Map<string, Entry>();

  constructor(takesMs: number) {
    this.#takesMs = takesMs;
  }

  get busy(): boolean {
    return [...this.#entries.values()].some(({ timer }) => timer !== undefined);
  }

  begin(order: CaptureRequest, take: () => { result: CaptureResult; preview: string | null }): CaptureView {
    const captureId = randomUUID();
    const entry: Entry = {
      view: { captureId, state: "waiting", progress: 0, preview: null, failure: null, result: null },
      timer: undefined,
    };
    this.#entries.set(captureId, entry);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > mostKept && oldest !== undefined) this.#entries.delete(oldest);
    const late = this.#takesMs > order.timeoutMs;
    const capture = () => {
      const { result, preview } = take();
      entry.view = { ...entry.view, state: "capturing", progress: 0.5, preview };
      entry.timer = setTimeout(() => {
        entry.timer = undefined;
        entry.view = { ...entry.view, state: "done", progress: 1, result };
      }, this.#takesMs / 2);
    };
    const giveUp = () => {
      entry.timer = undefined;
      entry.view = { ...entry.view, state: "failed", failure: "timed-out" };
    };
    entry.timer = late ? setTimeout(giveUp, order.timeoutMs) : setTimeout(capture, this.#takesMs / 2);
    return entry.view;
  }

  look(captureId: string): CaptureView | undefined {
    return this.#entries.get(captureId)?.view;
  }

  /** Nothing happens to one that has ended. */
  cancel(captureId: string): CaptureView | undefined {
    const entry = this.#entries.get(captureId);
    if (entry?.timer === undefined) return entry?.view;
    clearTimeout(entry.timer);
    entry.timer = undefined;
    entry.view = { ...entry.view, state: "cancelled" };
    return entry.view;
  }

  close(): void {
    for (const captureId of this.#entries.keys()) this.cancel(captureId);
  }
}
