import { Readable } from "node:stream";
import type { Text } from "@dinhdanh/kernel";
import { commonRejections, type IntakeKind, type IntakeReason, type ReasonCount, reasonCounts, rejectLines } from "@dinhdanh/ledger";
import { inspectTable } from "@dinhdanh/tabular";
import { Problem } from "../problems/problem.ts";
import type { Register } from "../register.ts";
import type { ImportDesk } from "./desk.ts";
import type { ImportRecord } from "./record.ts";

/** Why rows of an import came back or entered with findings, most rows first. */
export async function reasonsOf({ sql }: Pick<Register, "sql">, kind: IntakeKind, intakeId: string): Promise<(ReasonCount & Text)[]> {
  return (await reasonCounts(sql, intakeId)).map((one) => ({ ...one, ...wordsOf(kind, one) }));
}

function wordsOf({ rejections, findings = {} }: IntakeKind, { outcome, reason }: Pick<IntakeReason, "outcome" | "reason">): Text {
  const texts = outcome === "rejected" ? { ...commonRejections, ...rejections } : findings;
  return texts[reason] ?? { vi: reason, en: reason };
}

/** The rows that came back for one reason, as the file of all of them. @throws {Problem} `no-rejects` */
export async function rejectsFor({ sql }: Register, desk: ImportDesk, record: ImportRecord, reason: string): Promise<Readable> {
  const { intakeId, storedName, report } = record;
  const kind = desk.kindOf(record);
  const known = intakeId === null ? [] : await reasonCounts(sql, intakeId);
  if (intakeId === null || report?.rejectsFile === undefined || !known.some((one) => one.outcome === "rejected" && one.reason === reason))
    throw new Problem("no-rejects");
  const { delimiter } = await inspectTable(desk.rejectsPathOf(record));
  const headers = storedName === "upload.ndjson" ? kind.fields.map(({ name }) => name) : record.headers;
  return Readable.from(rejectLines(sql, intakeId, { layout: { headers, delimiter }, reasons: kind.rejections, reason }));
}
