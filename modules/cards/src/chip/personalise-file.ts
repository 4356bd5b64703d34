import type { KeyObject } from "node:crypto";
import { createReadStream, mkdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, resolve } from "node:path";
import { Worker } from "node:worker_threads";
import type { Signer } from "@dinhdanh/icao9303";
import { accept, type Outcome, refuse, systemClock } from "@dinhdanh/kernel";
import { removeParts } from "./card-folder.ts";
import { lockFolder } from "./folder-lock.ts";
import { answerLines, type LineAnswer, type LineTask, type RefusedLine } from "./line-task.ts";
import { linePersonaliser } from "./personalise-line.ts";
import type { WorkerSetup } from "./worker.ts";

/** A key in memory signs in worker threads; one that hardware keeps signs through its own `sign`, in this thread. */
export type FileSigner = { certificateDer: Uint8Array; privateKey: KeyObject } | Signer;

export type PersonaliseFile = {
  /** `cards.ndjson`; paths of portraits lead from its folder */
  input: string;
  /** null: nothing is written, for measuring */
  out: string | null;
  signer: FileSigner;
  /** threads that sign; default: one a core */
  threads?: number;
};

/** `refusedCount` counts all that were refused, also those beyond the first 10,000 told. */
export type PersonaliseReport = {
  cards: number;
  made: number;
  unchanged: number;
  refusedCount: number;
  refused: RefusedLine[];
};

/** Lines that a thread gets at once: few wait at the end, and the message costs nothing. */
const linesAtOnce = 32;
/** A line of all fields has some 2 KB; what is longer is cut, and refused as malformed. */
const longestLine = 65_536;
const mostRefused = 10_000;

/**
 * Personalises every line of a file. Each line stands for itself: what is refused is told by line and name, and the others go on. Memory
 * does not grow with the file. Refused while another run writes into the folder.
 */
export async function personaliseFile({
  input,
  out: folder,
  signer,
  threads = availableParallelism(),
}: PersonaliseFile): Promise<Outcome<PersonaliseReport, "folder-in-use">> {
  const out = folder === null ? null : resolve(folder);
  if (out === null) return accept(await personaliseInto(null, { input, signer, threads }));
  mkdirSync(out, { recursive: true });
  // another run's half-written folders are not to be cleared away under its hands
  const release = lockFolder(out);
  if (release === undefined) return refuse("folder-in-use", { folder: out });
  try {
    removeParts(out);
    return accept(await personaliseInto(out, { input, signer, threads }));
  } finally {
    release();
  }
}

type Work = Pick<PersonaliseFile, "input" | "signer"> & { threads: number };

async function personaliseInto(out: string | null, { input, signer, threads }: Work): Promise<PersonaliseReport> {
  const portraits = dirname(resolve(input));
  const report: PersonaliseReport = { cards: 0, made: 0, unchanged: 0, refusedCount: 0, refused: [] };
  const batches = lineBatches(input);
  const workOff = async (answer: (lines: LineTask[]) => Promise<LineAnswer[]>) => {
    for (let next = await batches.next(); next.done !== true; next = await batches.next()) note(report, await answer(next.value));
  };
  if ("privateKey" in signer) {
    const privateKeyDer = signer.privateKey.export({ type: "pkcs8", format: "der" });
    const workerData: WorkerSetup = { certificateDer: signer.certificateDer, privateKeyDer, portraits, out };
    const workers = Array.from({ length: threads }, () => new Worker(new URL("worker.ts", import.meta.url), { workerData }));
    try {
      await Promise.all(workers.map((worker) => workOff((lines) => ask(worker, lines))));
    } finally {
      await Promise.all(workers.map((worker) => worker.terminate()));
    }
  } else {
    const personalise = linePersonaliser({ signer, portraits, out, nowMs: systemClock.nowMs });
    await workOff((lines) => answerLines(personalise, lines));
  }
  report.refused.sort((a, b) => a.line - b.line);
  return report;
}

function note(report: PersonaliseReport, answers: readonly LineAnswer[]): void {
  for (const answer of answers) {
    report.cards += 1;
    if (answer.outcome !== "refused") report[answer.outcome] += 1;
    else {
      report.refusedCount += 1;
      const { outcome: _, ...refused } = answer;
      if (report.refused.length < mostRefused) report.refused.push(refused);
    }
  }
}

const ask = (worker: Worker, lines: LineTask[]) =>
  new Promise<LineAnswer[]>((answered, failed) => {
    const onMessage = (answers: LineAnswer[]) => {
      worker.off("error", failed);
      answered(answers);
    };
    worker.once("message", onMessage);
    worker.once("error", failed);
    worker.postMessage(lines);
  });

/** Blank lines are counted and left out. */
async function* lineBatches(path: string): AsyncGenerator<LineTask[]> {
  let batch: LineTask[] = [];
  let number = 0;
  for await (const lines of boundedLines(path)) {
    for (const text of lines) {
      number += 1;
      if (text.trim() === "") continue;
      batch.push({ number, text });
      if (batch.length < linesAtOnce) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** Lines of a file as they are read; of an endless one only the beginning is kept. */
async function* boundedLines(path: string): AsyncGenerator<string[]> {
  let rest = "";
  for await (const chunk of createReadStream(path, { encoding: "utf8" }) as AsyncIterable<string>) {
    const lines = (rest + chunk).split("\n");
    rest = (lines.pop() ?? "").slice(0, longestLine + 1);
    yield lines.map((line) => line.slice(0, longestLine + 1));
  }
  if (rest !== "") yield [rest];
}
