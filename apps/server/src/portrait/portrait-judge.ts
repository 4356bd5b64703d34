import { createHash } from "node:crypto";
import { Worker } from "node:worker_threads";
import { largestPortraitBytes, type PortraitLook } from "@dinhdanh/dossiers";
import type { Judged } from "./judge-worker.ts";

export type PortraitJudge = { judge: (image: Buffer) => Promise<PortraitLook>; close: () => Promise<void> };

/** Looks remembered, by the picture's SHA-256: a dossier that waits for the matcher is taken up again every two seconds. */
const mostRemembered = 1000;
const memoryMb = 1024;

const fault = (key: string, vi: string, en: string): PortraitLook => ({ measures: {}, faults: [{ key, text: { vi, en } }] });
const unreadable = fault("unreadable", "Không đọc được ảnh: chụp lại", "The picture cannot be read: take it again");
const tooSlow = fault("too-slow", "Không xét được ảnh trong thời hạn: chụp lại", "The picture could not be judged in time: take it again");

/**
 * Judges portraits from their pixels, one after the other in a thread of its own, so that no request waits for it: some 60 ms each, and a second for
 * the first. A picture that is no picture, too large, or takes too long is a fault with its name; the thread is then begun anew.
 * @param answerWithinMs of one picture
 */
export function portraitJudge(answerWithinMs = 20_000): PortraitJudge {
  const known = new Map<string, PortraitLook>();
  let worker: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let next = 0;
  const close = async () => {
    const ending = worker;
    worker = undefined;
    await ending?.terminate();
  };
  const look = async (bytes: Buffer): Promise<PortraitLook> => {
    worker ??= openWorker();
    const judged = await answerOf(worker, (next += 1), bytes, answerWithinMs);
    if (judged === "late" || judged === "failed") await close();
    if (typeof judged === "string") return judged === "late" ? tooSlow : unreadable;
    const { measures, faults } = judged;
    return { measures: Object.fromEntries(Object.entries(measures)), faults: faults.map(({ code, mend }) => ({ key: code, text: mend })) };
  };
  const judge = async (image: Buffer): Promise<PortraitLook> => {
    if (image.length > largestPortraitBytes) return unreadable;
    const key = createHash("sha256").update(image).digest("hex");
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    const looking = last.then(() => look(image));
    last = looking.catch(() => undefined);
    const found = await looking;
    if (found !== tooSlow) known.set(key, found);
    const [oldest] = known.keys();
    if (known.size > mostRemembered && oldest !== undefined) known.delete(oldest);
    return found;
  };
  return { judge, close };
}

function openWorker(): Worker {
  const worker = new Worker(new URL("judge-worker.ts", import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: memoryMb } });
  // a command that is done must not wait for it
  worker.unref();
  return worker;
}

type Answer = NonNullable<Judged["judgement"]> | "unreadable" | "late" | "failed";

const answerOf = (worker: Worker, id: number, bytes: Buffer, withinMs: number) =>
  new Promise<Answer>((resolve) => {
    const done = (answer: Answer) => {
      clearTimeout(timer);
      worker.off("message", onMessage).off("error", onFailure).off("exit", onFailure);
      resolve(answer);
    };
    const onMessage = (judged: Judged) => {
      if (judged.id === id) done(judged.judgement ?? "unreadable");
    };
    const onFailure = () => done("failed");
    const timer = setTimeout(() => done("late"), withinMs);
    worker.on("message", onMessage).on("error", onFailure).on("exit", onFailure);
    worker.postMessage({ id, bytes });
  });
