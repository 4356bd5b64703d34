import type { Text } from "@dinhdanh/kernel";
import type { Queryable, Tx } from "@dinhdanh/postgres";
import type { ImportKind, IntakeReport } from "../contract.ts";

/** `required`: a file without the column is not one of this kind; a row without the value may still be one. */
export type IntakeField = { name: string; aliases: readonly string[]; required?: true };

/** A row of the file; `values` stand in the order of the kind's fields, trimmed, `""` where the file has no such column. */
export type IntakeRow = { rowNo: number; values: string[] };

/** `findings`: their kinds, as the kind of file names them. */
export type Verdict =
  | { kind: "accepted" | "unchanged" }
  | { kind: "acceptedWithFindings"; findings: readonly string[] }
  | { kind: "rejected"; field: string; reason: string };

/** What can be imported: a roll, acts. The framework reads, cuts into chunks, resumes and counts; the kind decides each row. */
export type IntakeKind = {
  kind: ImportKind;
  fields: readonly IntakeField[];
  /** rows a transaction */
  chunkRows: number;
  /** what else decides how the file is read: the same file read otherwise is another import */
  reading?: Record<string, string>;
  /** words for each reason of rejection, beside the common ones */
  rejections: Record<string, Text>;
  /** words for each kind of finding */
  findings?: Record<string, Text>;
  /** Writes the rows that may enter and answers each row's verdict, in order. May be run again after a conflict. */
  write: (tx: Tx, rows: IntakeRow[], intakeId: string) => Promise<Verdict[]>;
  /** Rows that share a key are written in the order of the file; without it, in any order. */
  keysOf?: (row: IntakeRow) => string[];
  /** About whom a row is: rows of one subject that follow each other are not cut into two chunks, whose transactions would wait for each other. */
  subjectOf?: (row: IntakeRow) => string;
  /** Runs when the whole file is written. */
  finish?: (sql: Queryable, intakeId: string) => Promise<Pick<IntakeReport, "duplicatePairs"> | undefined>;
};

export type UnusableCode =
  | "missing-file"
  | "no-header"
  | "mapping-mismatch"
  | "unknown-field"
  | "unknown-column"
  | "column-twice"
  | "missing-column";

/** Why a file cannot be imported at all. */
export class UnusableFile extends Error {
  readonly code: UnusableCode;
  /** the columns, or the field or file, that the code is about; never cells of a row */
  readonly names: readonly string[];

  constructor(code: UnusableCode, ...names: readonly string[]) {
    super(`${code}${names.length === 0 ? "" : `: ${names.join(", ")}`}`);
    this.code = code;
    this.names = names;
  }
}
