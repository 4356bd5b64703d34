import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { importKinds } from "@dinhdanh/ledger";
import { isId, isoDaySchema } from "@dinhdanh/kernel";
import { intakeReportSchema } from "@dinhdanh/ledger";
import { z } from "zod";

/** What is known of an import, as kept beside the upload. `running` includes waiting for its turn. */
const recordSchema = z.strictObject({
  importId: z.uuid(),
  kind: z.enum(importKinds),
  /** as the client called it, for showing only */
  fileName: z.string(),
  /** as it is called here */
  storedName: z.enum(["upload.csv", "upload.ndjson"]),
  sizeBytes: z.int(),
  encoding: z.string(),
  headers: z.array(z.string()),
  officer: z.string(),
  uploadedAt: z.string(),
  state: z.enum(["preview", "running", "finished", "failed"]),
  mapping: z.record(z.string(), z.string()).nullable(),
  unitsOn: isoDaySchema.nullable(),
  /** of the import in the ledger, once it has begun; null in records from before it was kept */
  intakeId: z.uuid().nullable().default(null),
  queuedAt: z.string().nullable(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  report: intakeReportSchema.nullable(),
  /** code of the problem that ended it */
  problem: z.string().nullable(),
});
export type ImportRecord = z.infer<typeof recordSchema>;

const recordFile = "import.json";

/** The uploads of a register: a folder each, with the file, its record and the rejected rows. Only we may read them. */
export class UploadShelf {
  readonly #folder: string;
  #writing = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
  }

  folderOf(importId: string): string {
    if (!isId(importId)) throw new Error("an import's id is a UUID");
    return join(this.#folder, importId);
  }

  rejectsPath = (importId: string): string => join(this.folderOf(importId), "rejects.csv");

  async makeFolder(importId: string): Promise<string> {
    const folder = this.folderOf(importId);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return folder;
  }

  removeFolder = (importId: string): Promise<void> => rm(this.folderOf(importId), { recursive: true, force: true });

  /** Writes then renames, one after the other: a kill leaves the record of before or of after, whole. */
  save(record: ImportRecord): Promise<void> {
    const written = this.#write(this.#writing, record);
    this.#writing = written.catch(() => {});
    return written;
  }

  async #write(before: Promise<void>, record: ImportRecord): Promise<void> {
    const path = join(this.folderOf(record.importId), recordFile);
    await before;
    await writeFile(`${path}.new`, JSON.stringify(record), { mode: 0o600, flush: true });
    await rename(`${path}.new`, path);
  }

  /**
   * All records, oldest first. Uploads that never came to have one, because the process ended first, are thrown away; one that cannot be
   * read is left as it is and named in `unreadable`.
   */
  async load(): Promise<{ records: ImportRecord[]; unreadable: string[] }> {
    const names = await readdir(this.#folder).catch(() => [] as string[]);
    const records: ImportRecord[] = [];
    const unreadable: string[] = [];
    for (const name of names.filter(isId)) {
      const text = await readFile(join(this.#folder, name, recordFile), "utf8").catch(() => undefined);
      const record = text === undefined ? undefined : parseRecord(text);
      if (text === undefined) await this.removeFolder(name);
      else if (record === undefined) unreadable.push(name);
      else records.push(record);
    }
    return { records: records.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)), unreadable };
  }
}

const orderOf = ({ uploadedAt, importId }: ImportRecord) => uploadedAt + importId;

function parseRecord(text: string): ImportRecord | undefined {
  try {
    return recordSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
