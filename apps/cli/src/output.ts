import { isPkiRefusal, pkiRefusals } from "@dinhdanh/cards/contract";
import type { Refusal, Text } from "@dinhdanh/kernel";
import { type LinkRefused, linkRefusals } from "@dinhdanh/linkage";
import { isProblemCode, problemTable } from "@dinhdanh/server";
import { type TableFault, tableFaults } from "@dinhdanh/tabular";
import cliProgress from "cli-progress";

/** Exit codes: 0 done, 1 the answer is no (verify differs, rows rejected is still 0), 2 refused or misused, 70 (EX_SOFTWARE) a fault of ours. */
export const exitCodes = { done: 0, no: 1, refused: 2, fault: 70 } as const;

export type JsonOption = { json?: boolean };

/** One JSON document on standard output, or what `human` prints. */
export function print(value: unknown, options: JsonOption, human: () => void): void {
  if (options.json === true) console.log(JSON.stringify(value, null, 2));
  else human();
}

/** A command that a rule forbids: said in words on standard error. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** The value of an outcome. @throws {Refused} */
export function valueOf<T>(outcome: { ok: true; value: T } | { ok: false; refusal: Refusal }): T {
  if (!outcome.ok) throw new Refused(outcome.refusal);
  return outcome.value;
}

const refusalWords = ({ code, details }: Refusal): string => withDetails(wordsOf(code), details ?? {});
export const linkRefusalWords = ({ code, details }: LinkRefused): string => withDetails(linkRefusals[code], details);

function withDetails(words: string, details: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(details).map(([key, value]) => `${key}: ${String(value)}`);
  return given.length === 0 ? words : `${words} (${given.join(", ")})`;
}

function wordsOf(code: string): string {
  if (isPkiRefusal(code)) return `${pkiRefusals[code].en}.`;
  if (isProblemCode(code)) return `${problemTable[code].title.en}. ${problemTable[code].detail.en}`;
  return inputWords[code] ?? code;
}

/** Of commands that work on files alone. */
const inputWords: Readonly<Record<string, string>> = {
  "missing-input": "There is no such file. Check the path.",
  "input-not-file": "A folder stands where a file is wanted. Name the file itself.",
  "input-not-folder": "A file stands where a folder is wanted. Name the folder itself.",
  "input-unreadable": "This account may not read it. Give it the right to, or name another file.",
  "output-not-folder": "A file stands where a folder is wanted. Name a folder, or a path at which nothing stands.",
  "output-not-file": "What stands there is no file, and is not replaced by one. Name a file in a folder that exists.",
  "output-no-folder": "The folder of the result does not exist. Make it, or name a file in one that exists.",
  "rejects-unwritable": "Rows that are rejected cannot be written beside the file. Name another place with --rejects FILE.",
  "output-unwritable": "Nothing can be written there. Name a place where this account may write, on a disk with room.",
  "output-is-input": "The result would overwrite what is read. Name another file.",
  "folder-in-use": "Another run writes into this folder. Wait until it has ended, or choose another folder.",
  "rate-malformed": "Rates are shares of 1, such as 0.02, and together not more than 1.",
  "machine-file-unreadable": "This is no machine file. Download it from the batch's page again.",
  "machine-file-truncated": "The machine file is cut off. Download it again, whole.",
  "machine-file-altered": "The machine file was altered: its checksum does not agree. Download it again.",
  "port-taken":
    "Another program listens on this port, maybe one of ours that still runs. Stop it, or choose another with --port; the server also takes PORT, as in PORT=3001 npm start.",
  "port-malformed": "The port must be a whole number from 0 to 65535; 0 takes a free one.",
  "port-forbidden": "This account may not listen on this port. Choose one above 1023 with --port.",
  "threads-malformed": "The number of threads must be a whole number from 1 to 256.",
  "chip-file-too-large": "A file of the chip is larger than 4 MB: no chip holds such a file. Read the card again.",
  "no-card": "The folder holds no card: neither EF_SOD.bin nor EF_DG1.bin is there.",
  "trust-unreadable": "The CSCA certificates or the revocation list cannot be used. Fetch them again from the issuing state.",
  "list-unreadable": "The list of revoked cards cannot be read. Download it again.",
  "list-altered": "The list of revoked cards was altered, or another key signed it. Download it again.",
  "home-unusable": "The folder of DINHDANH_DATA cannot be used. Name one that this account may write, or give it the right to.",
  "disk-full": "There is no room left on the disk of DINHDANH_DATA. Make room, or name another folder.",
  "database-newer": "The database was brought up to date by a newer version of this program. Install that version, or a later one.",
  "database-unreachable": "The PostgreSQL of DATABASE_URL does not answer. Start it, or correct host and port.",
  "database-refuses": "The PostgreSQL of DATABASE_URL refuses user or password. Correct them there or in DATABASE_URL.",
  "database-missing": "The PostgreSQL of DATABASE_URL has no such database. Create it, or correct the name.",
  "database-url-malformed": "DATABASE_URL must have the form postgres://user:password@host:5432/name.",
  "day-malformed": "The day must have the form yyyy-mm-dd.",
};

/** On standard error: words, or with --json one JSON document. Where errors are told, the options of the command are not at hand. */
export function tellError({ code, message, details, rows }: ToldError): void {
  const error = { code, message, ...(details === undefined ? {} : { details }), ...(rows === undefined ? {} : { rows }) };
  console.error(asJson() ? JSON.stringify({ error }) : message);
}

type ToldError = { code: string; message: string; details?: Readonly<Record<string, unknown>>; rows?: readonly unknown[] };

const asJson = () => process.argv.includes("--json");

type FileRefusal = Refusal & { rows: readonly { row: number; column: string; reason: string }[] };

/** Of a file of known columns that is not taken: what is wrong with it, or with which rows; with --json in the same document. */
export function tellFileRefusal({ rows, ...refusal }: FileRefusal, reasons: Readonly<Record<string, Text>>): void {
  const fault = Object.hasOwn(tableFaults, refusal.code) ? tableFaults[refusal.code as TableFault] : undefined;
  const column = String(refusal.details?.["column"] ?? "");
  const message =
    fault !== undefined
      ? `${fault.en}${column === "" ? "" : `: ${column}`}. Nothing was written.`
      : rows.length > 0
        ? `Rows at fault: ${count(rows.length)}. Nothing was written; mend them and bring the file again.`
        : refusalWords(refusal);
  tellError({ ...refusal, message, ...(rows.length === 0 ? {} : { rows }) });
  if (asJson()) return;
  for (const one of rows)
    console.error(`row ${one.row}${one.column === "" ? "" : `, ${one.column}`}: ${reasons[one.reason]?.en ?? one.reason}`);
}

export const tellRefusal = (refusal: Refusal): void => tellError({ ...refusal, message: refusalWords(refusal) });

const format = "{label} {bar} {percentage} % · {duration_formatted}";
const barOptions = { format, hideCursor: true, clearOnComplete: false, barsize: 24, fps: 5 };

export type ProgressBars = { set: (label: string, fraction: number) => void; stop: () => void };

/** Progress bars on standard error, one a label, in the order in which they first move; in a log file, a line as each is done. */
export function progressBars(): ProgressBars {
  if (!process.stderr.isTTY) return plainProgress();
  const bars = new cliProgress.MultiBar({ ...barOptions, stream: process.stderr }, cliProgress.Presets.shades_classic);
  const known = new Map<string, cliProgress.SingleBar>();
  return {
    set: (label, fraction) => {
      const bar = known.get(label) ?? bars.create(100, 0, { label: label.padEnd(36) });
      known.set(label, bar);
      bar.update(Math.floor(fraction * 100));
    },
    stop: () => bars.stop(),
  };
}

function plainProgress(): ProgressBars {
  const done = new Set<string>();
  return {
    set: (label, fraction) => {
      if (fraction < 1 || done.has(label)) return;
      done.add(label);
      console.error(`${label}: done`);
    },
    stop: () => {},
  };
}

export const count = (n: number): string => n.toLocaleString("en-US");
/** Rounded down, as on the pages: 99.96 % is not 100 %. */
export const percent = (ratio: number | null): string => (ratio === null ? "–" : `${(Math.floor(ratio * 1000) / 10).toFixed(1)} %`);
