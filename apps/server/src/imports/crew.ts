import { statSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { systemClock } from "@dinhdanh/kernel";
import {
  type Chunk,
  type ChunkWriters,
  type ImportKind,
  type IntakeOptions,
  type IntakeReport,
  packRows,
  runIntake,
  writeRows,
} from "@dinhdanh/ledger";
import type { Register } from "../register.ts";
import { type HowRead, intakeOf } from "./kinds.ts";
import type { WriterPlace, WriterTask, Written } from "./writer.ts";

/** This thread and others, which decide and write the chunks of one file with connections of their own. */
export type ImportCrew = { writers: ChunkWriters; close: () => Promise<void> };

/** Chunks that a thread has under way: one is decided while the database writes the other. */
const lanesEach = 3;
/** A smaller file is in the register before threads have started. */
const worthThreads = 16 * 2 ** 20;
/** What a chunk leaves dies young. A limit on the old generation, so that an import stays below 512 MB with a second thread, cost 0.7 of a core in collections. */
const resourceLimits = { maxYoungGenerationSizeMb: 96 };

/** @returns undefined where one is enough, or where the clock is not the system's, which threads do not share */
export function gatherCrew(register: Register, { kind, ...how }: Reading, threads: number): ImportCrew | undefined {
  const { databaseUrl, home, clock, sql } = register;
  if (threads < 2 || clock !== systemClock) return undefined;
  const others = Array.from({ length: threads - 1 }, () => new Writer({ databaseUrl, home, connections: lanesEach + 1, kind, how }));
  const intake = intakeOf(register, kind, how);
  let busy = 0;
  const writeHere = async (intakeId: string, chunk: Chunk) => {
    busy += 1;
    await writeRows(intake, sql, intakeId, chunk).finally(() => (busy -= 1));
  };
  return {
    writers: {
      lanes: threads * lanesEach,
      write: async (intakeId, chunk) => {
        const other = others.reduce((a, b) => (b.busy < a.busy ? b : a));
        const written = other.busy <= busy && (await other.write(intakeId, chunk));
        if (!written) await writeHere(intakeId, chunk);
      },
    },
    close: async () => void (await Promise.all(others.map((writer) => writer.close()))),
  };
}

class Writer {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { resolve: (written: boolean) => void; reject: (error: Error) => void }>();
  #ended = false;
  #next = 0;

  constructor(workerData: WriterPlace) {
    this.#worker = new Worker(new URL("writer.ts", import.meta.url), { workerData, resourceLimits });
    this.#worker.on("message", ({ id, failure }: Written) => {
      const task = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (failure === undefined) task?.resolve(true);
      else task?.reject(Object.assign(new Error(failure.message), failure));
    });
    // what ended it, if anything, ends the import where it happens again
    this.#worker.on("error", () => this.#end()).on("exit", () => this.#end());
  }

  /** Chunks under way; of one that has ended none can be. */
  get busy(): number {
    return this.#ended ? Infinity : this.#waiting.size;
  }

  /** @returns false where the thread has ended: whether it wrote the chunk is not known. @throws what kept it from being written */
  write(intakeId: string, { no, rows, positions }: Chunk): Promise<boolean> {
    const { promise, resolve, reject } = Promise.withResolvers<boolean>();
    const id = this.#next++;
    this.#waiting.set(id, { resolve, reject });
    this.#worker.postMessage({ id, intakeId, no, positions, rows: packRows(rows) } satisfies WriterTask);
    return promise;
  }

  #end(): void {
    this.#ended = true;
    for (const { resolve } of this.#waiting.values()) resolve(false);
    this.#waiting.clear();
  }

  close = async (): Promise<void> => void (await this.#worker.terminate());
}

type Reading = HowRead & { kind: ImportKind };
type FileOptions = Omit<IntakeOptions, "sql" | "clock" | "writers"> & {
  /** that decide rows, of a large file; 1 when absent: each other takes some 250 MB */
  threads?: number;
};

/** Imports a file. @throws {UnusableFile} */
export async function importFile(register: Register, reading: Reading, { threads = 1, ...options }: FileOptions): Promise<IntakeReport> {
  const isLarge = (statSync(options.path, { throwIfNoEntry: false })?.size ?? 0) >= worthThreads;
  const crew = isLarge ? gatherCrew(register, reading, threads) : undefined;
  try {
    return await runIntake(intakeOf(register, reading.kind, reading), {
      ...{ sql: register.sql, clock: register.clock, ...options },
      ...(crew === undefined ? {} : { writers: crew.writers }),
    });
  } finally {
    await crew?.close();
  }
}
