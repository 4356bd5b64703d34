import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseDay } from "../calendar.ts";
import { Random, spread } from "../random.ts";
import { RowFile } from "../row-file.ts";
import { communesOfProvince, territoryTree, type Commune } from "../territory-tree.ts";
import { Families } from "./families.ts";
import { OTHERS, recordColumns, REGISTER, writeDown } from "./write-down.ts";

export interface RecordsRequest {
  /** Records to write, exactly. */
  readonly count: number;
  /** The same seed gives the same bytes. */
  readonly seed: number;
  /** Folder for records.csv and truth.csv; made when missing. */
  readonly out: string;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface RecordsSummary {
  readonly records: number;
  readonly people: number;
  /** Pairs of records of one person. */
  readonly pairs: number;
  readonly files: readonly string[];
}

const PROVINCE = "35";
const ON = parseDay("2023-06-01");
/** Records of one person, and how many in a hundred have so many. */
const COPIES = [
  [1, 82],
  [2, 12],
  [3, 4.5],
  [4, 1.5],
] as const;
/** Later copies wait among so many others, so that those of one person lie far apart in the file. */
const WAITING = 20_000;
const RECORDS_PER_COMMUNE = 8000;

/**
 * Writes labelled records of synthetic people: records.csv with errors as offices make them, and truth.csv, which says whose each record is.
 * Memory does not grow with the count.
 */
export async function simulateRecords({ count, seed, out, onProgress }: RecordsRequest): Promise<RecordsSummary> {
  await mkdir(out, { recursive: true });
  const order = new Random(`${seed}/order`);
  const files = ["records.csv", "truth.csv"] as const;
  const records = await RowFile.create(join(out, files[0]), "utf8", `${recordColumns.join(",")}\n`);
  const truth = await RowFile.create(join(out, files[1]), "latin1", "record,entity\n");
  const waiting: Waiting[] = [];
  const summary = { records: 0, people: 0, pairs: 0, files };
  const write = async ({ cells, entity }: Waiting): Promise<void> => {
    summary.records += 1;
    const id = `r${String(1_000_000_000 + summary.records).slice(1)}`;
    records.add(`${[id, ...cells.map(quoted)].join(",")}\n`);
    truth.add(`${id},e${entity}\n`);
    if (!records.isFull()) return;
    await Promise.all([records.flush(), truth.flush()]);
    onProgress?.(summary.records, count);
  };
  for (const person of recordsOf(count, seed)) {
    summary.people += 1;
    summary.pairs += (person.length * (person.length - 1)) / 2;
    for (const record of person) {
      const place = order.below(waiting.length);
      if (waiting.length < WAITING) waiting.push(record);
      else await write(waiting.splice(place, 1, record)[0]!);
    }
  }
  while (waiting.length > 0) await write(waiting.splice(order.below(waiting.length), 1)[0]!);
  await Promise.all([records.complete(), truth.complete()]);
  onProgress?.(count, count);
  return summary;
}

/** The records of one person after the other, `count` in all. */
function* recordsOf(count: number, seed: number): Generator<Waiting[]> {
  const random = new Random(`${seed}/records`);
  const families = new Families(new Random(`${seed}/families`), PROVINCE, communesFor(count), ON);
  const copies = spread(COPIES, 200);
  let written = 0;
  for (;;) {
    for (const person of families.next()) {
      const many = Math.min(random.pick(copies), count - written);
      if (many === 0) return;
      written += many;
      yield Array.from({ length: many }, (_, copy) => ({
        cells: writeDown(person, copy === 0 ? REGISTER : random.pick(OTHERS), families, random),
        entity: person.entity,
      }));
    }
  }
}

/** A record without its number. */
type Waiting = { cells: string[]; entity: number };
const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** A province's communes, and those of others when there are more people than it holds. */
function communesFor(count: number): Commune[] {
  const needed = Math.max(3, Math.ceil(count / RECORDS_PER_COMMUNE));
  const provinces = [PROVINCE, ...[...territoryTree().provinces.keys()].filter((code) => code !== PROVINCE)];
  return provinces.flatMap((code) => communesOfProvince(code)).slice(0, needed);
}
