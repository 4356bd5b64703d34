import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Actor, type Day, newId } from "@dinhdanh/kernel";
import {
  type IntakeKind,
  type IntakeProgress,
  locateColumns,
  type IntakeReport,
  type Mapping,
  type UnitsRead,
  UnusableFile,
} from "@dinhdanh/ledger";
import type { FastifyBaseLogger, FastifyRequest } from "fastify";
import { classify } from "../problems/classify.ts";
import { Problem } from "../problems/problem.ts";
import type { Register } from "../register.ts";
import { importFile } from "./crew.ts";
import { intakeOf } from "./kinds.ts";
import { columnsOf, inspectUpload } from "./preview.ts";
import { receiveUpload } from "./receive.ts";
import { type ImportRecord, UploadShelf } from "./record.ts";
import { type CommuneCodes, countCommuneCodes, readUnits } from "./units-day.ts";

/** How long a chunk that is being written may take to end when the server stops. */
const patienceMs = 10_000;

/** Thrown out of an import that is under way when the server stops. */
class Stopping extends Error {}

/**
 * Files that are uploaded and imported: one at a time, in the order in which they were started. Records are in memory and on disk;
 * what was under way when the process ended goes on where it stopped.
 */
export class ImportDesk {
  readonly #register: Register;
  readonly #log: FastifyBaseLogger;
  readonly #shelf: UploadShelf;
  readonly #largestBytes: number;
  readonly #records = new Map<string, ImportRecord>();
  readonly #progress = new Map<string, IntakeProgress>();
  /** of uploads that have not begun: the codes of the column that was last taken for the commune */
  readonly #codes = new Map<string, { position: number; counts: Promise<CommuneCodes> }>();
  #turn = Promise.resolve();
  #stopping = false;

  constructor(register: Register, log: FastifyBaseLogger, largestBytes: number) {
    this.#register = register;
    this.#largestBytes = largestBytes;
    this.#log = log;
    this.#shelf = new UploadShelf(join(register.home, "uploads"));
  }

  /** Reads what is on disk and takes up what was under way. */
  async open(): Promise<void> {
    const { records, unreadable } = await this.#shelf.load();
    if (unreadable.length > 0) this.#log.warn({ importIds: unreadable }, "records of imports that cannot be read are left aside");
    for (const record of records) {
      this.#records.set(record.importId, record);
      if (record.state === "finished") await this.#forgetUpload(record);
    }
    const waiting = [...this.#records.values()].filter(({ state }) => state === "running");
    for (const record of waiting.toSorted((a, b) => ((a.queuedAt ?? "") < (b.queuedAt ?? "") ? -1 : 1))) this.#enqueue(record);
  }

  /** Breaks off what is under way at the next chunk; it goes on at the next {@link open}. One that is stuck is not waited for. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.race([this.#turn, wait(patienceMs, undefined, { ref: false })]);
  }

  /** Newest first. */
  list = (): ImportRecord[] => [...this.#records.values()].toReversed();

  /** @throws {Problem} `import-not-found` */
  find(importId: string): ImportRecord {
    const record = this.#records.get(importId);
    if (record === undefined) throw new Problem("import-not-found");
    return record;
  }

  progressOf = ({ importId, report }: ImportRecord): IntakeProgress =>
    report === null ? (this.#progress.get(importId) ?? { rows: 0, fraction: 0 }) : { rows: report.read, fraction: 1 };

  #howRead = ({ kind, officer, unitsOn }: Pick<ImportRecord, "kind" | "officer" | "unitsOn">) => ({
    ...{ kind, officer },
    unitsOn: unitsOn ?? this.#register.clock.today(),
  });

  kindOf = (record: Pick<ImportRecord, "kind" | "officer" | "unitsOn">): IntakeKind =>
    intakeOf(this.#register, record.kind, this.#howRead(record));

  pathOf = ({ importId, storedName }: ImportRecord): string => join(this.#shelf.folderOf(importId), storedName);

  rejectsPathOf = ({ importId }: ImportRecord): string => this.#shelf.rejectsPath(importId);

  /** Stores the file of a form; nothing is imported yet. An upload that cannot be used leaves nothing behind. */
  async receive(request: FastifyRequest, actor: Actor): Promise<ImportRecord> {
    const importId = newId();
    const folder = await this.#shelf.makeFolder(importId);
    try {
      const { path, ...file } = await receiveUpload(request, folder, this.#largestBytes);
      const whose = { officer: actor.code, unitsOn: null };
      const { encoding, headers } = await inspectUpload(path, this.kindOf({ ...whose, kind: file.kind }).fields);
      const record: ImportRecord = {
        ...{ importId, ...file, ...whose, encoding, headers, uploadedAt: this.#now(), state: "preview", mapping: null },
        ...{ intakeId: null, queuedAt: null, startedAt: null, finishedAt: null, report: null, problem: null },
      };
      await this.#shelf.save(record);
      this.#records.set(importId, record);
      return record;
    } catch (error) {
      await this.#shelf.removeFolder(importId);
      throw error;
    }
  }

  /** Queues an upload, or one that failed. @throws {Problem} `import-begun`, `units-day-in-future`, or the columns do not fit the fields */
  async start(importId: string, how: { mapping: Mapping; unitsOn: Day | undefined }): Promise<ImportRecord> {
    const before = this.find(importId);
    if (before.state !== "preview" && before.state !== "failed") throw new Problem("import-begun");
    const record: ImportRecord = {
      ...{ ...before, mapping: how.mapping, unitsOn: how.unitsOn ?? before.unitsOn },
      ...{ state: "running", queuedAt: this.#now(), startedAt: null, finishedAt: null, problem: null },
    };
    checkMapping(record, this.kindOf(record));
    if (how.unitsOn !== undefined && how.unitsOn > this.#register.clock.today()) throw new Problem("units-day-in-future");
    await this.#keep(record);
    this.#enqueue(record);
    return record;
  }

  /** Throws away an upload that has not begun, or one that failed. @throws {Problem} `import-begun` */
  async cancel(importId: string): Promise<void> {
    const { state } = this.find(importId);
    if (state !== "preview" && state !== "failed") throw new Problem("import-begun");
    this.#records.delete(importId);
    this.#codes.delete(importId);
    await this.#shelf.removeFolder(importId);
  }

  /**
   * How the communes of a roll read on a day, or on the one that is guessed; null of other kinds. The file is read once for each column that is
   * taken for the commune (3 s for a million rows). @throws {Problem} `units-day-in-future`
   */
  async unitsOf(record: ImportRecord, day?: Day): Promise<Omit<UnitsRead, "marks"> | null> {
    if (day !== undefined && day > this.#register.clock.today()) throw new Problem("units-day-in-future");
    return record.kind === "roll" ? readUnits(this.#register, await this.#codesOf(record), day) : null;
  }

  #codesOf(record: ImportRecord): Promise<CommuneCodes> {
    const { fields } = this.kindOf(record);
    // the fields of an NDJSON row are read by name, in the order of the kind
    const columns = record.storedName === "upload.ndjson" ? fields.map(({ name }) => ({ field: name })) : columnsOf(record, fields);
    const position = columns.findIndex(({ field }) => field === "permanentUnit");
    const kept = this.#codes.get(record.importId);
    if (kept?.position === position) return kept.counts;
    const counts = countCommuneCodes(this.pathOf(record), position);
    this.#codes.set(record.importId, { position, counts });
    counts.catch(() => this.#codes.delete(record.importId));
    return counts;
  }

  #now = () => new Date(this.#register.clock.nowMs()).toISOString();

  async #keep(record: ImportRecord): Promise<void> {
    this.#records.set(record.importId, record);
    await this.#shelf.save(record);
  }

  #enqueue(record: ImportRecord): void {
    this.#turn = this.#runAfter(this.#turn, record);
  }

  async #runAfter(turn: Promise<void>, record: ImportRecord): Promise<void> {
    await turn;
    if (this.#stopping) return;
    try {
      await this.#run(record);
    } catch (error) {
      this.#log.error({ err: error, importId: record.importId }, "an import's end could not be noted");
    }
  }

  async #run(queued: ImportRecord): Promise<void> {
    const { importId, kind } = queued;
    let record: ImportRecord = { ...queued, startedAt: queued.startedAt ?? this.#now() };
    await this.#keep(record);
    this.#log.info({ importId, kind, sizeBytes: record.sizeBytes }, "import started");
    try {
      if (record.unitsOn === null) await this.#keep((record = { ...record, unitsOn: await this.#unitsDay(record) }));
      this.#codes.delete(importId);
      const report = await this.#import(record, async (intakeId) => this.#keep((record = { ...record, intakeId })));
      const finished: ImportRecord = { ...record, state: "finished", finishedAt: this.#now(), report };
      await this.#shelf.save(finished);
      await this.#forgetUpload(finished);
      this.#records.set(importId, finished);
      this.#log.info({ importId, kind, ...report, rejectsFile: undefined }, "import finished");
    } catch (error) {
      if (this.#stopping) return;
      const problem = classify(error)?.code ?? "unexpected";
      this.#log.error({ err: error, importId, kind, problem }, "import failed");
      await this.#keep({ ...record, state: "failed", finishedAt: this.#now(), problem });
    } finally {
      this.#progress.delete(importId);
    }
  }

  /** Noted in the record, because an import that goes on must read the codes as it began to. */
  async #unitsDay(record: ImportRecord): Promise<Day> {
    // a file that is missing is the import's to report
    const units = existsSync(this.pathOf(record)) ? await this.unitsOf(record) : null;
    return units?.on ?? this.#register.clock.today();
  }

  /** The rows are in the register or among the rejects: people's data is not kept a second time. */
  #forgetUpload = (record: ImportRecord): Promise<void> => rm(this.pathOf(record), { force: true });

  #import(record: ImportRecord, onOpen: (intakeId: string) => Promise<void>): Promise<IntakeReport> {
    return importFile(this.#register, this.#howRead(record), {
      ...{ path: this.pathOf(record), mapping: record.mapping ?? {}, rejectsPath: this.rejectsPathOf(record) },
      actor: { code: record.officer, role: "centre", scope: null },
      onOpen,
      onProgress: (progress) => {
        if (this.#stopping) throw new Stopping("the server stops");
        this.#progress.set(record.importId, progress);
      },
    });
  }
}

/** @throws {Problem} naming a column by its position: what a file without headers has in its first row is a person */
function checkMapping({ headers, mapping, storedName }: ImportRecord, kind: IntakeKind): void {
  if (storedName === "upload.ndjson") return;
  try {
    locateColumns(headers, kind.fields, mapping ?? {});
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error;
    const [first = ""] = error.names;
    throw new Problem(
      error.code,
      error.code === "missing-column" ? { fields: error.names.join(", ") } : { position: headers.indexOf(first) + 1 },
    );
  }
}
