import type { Locale } from "@dinhdanh/kernel";
import type { ImportView } from "@dinhdanh/ledger";
import { problemBody } from "../problems/body.ts";
import { isProblemCode } from "../problems/table.ts";
import type { ImportDesk } from "./desk.ts";
import { columnsOf, previewOf } from "./preview.ts";
import type { ImportRecord } from "./record.ts";

/** An import without its rows, for lists: those are people. */
export function importView(desk: ImportDesk, record: ImportRecord, locale: Locale): ImportView {
  const { importId, kind, fileName, sizeBytes, encoding, state, report, startedAt, finishedAt } = record;
  const { fields } = desk.kindOf(record);
  const rejectsFile = (report?.rejectsFile ?? null) === null ? null : `/api/v1/imports/${importId}/rejects`;
  return {
    ...{ importId, kind, fileName, sizeBytes, encoding, state, startedAt, finishedAt, preview: [] },
    columns: columnsOf(record, fields),
    fields: fields.map(({ name }) => name),
    required: fields.filter(({ required }) => required === true).map(({ name }) => name),
    progress: desk.progressOf(record),
    report: report === null ? null : { ...report, rejectsFile },
    problem: problemWords(record, locale),
  };
}

/** With the first rows while it has not begun. */
export async function importViewWithRows(desk: ImportDesk, record: ImportRecord, locale: Locale): Promise<ImportView> {
  const view = importView(desk, record, locale);
  if (record.state !== "preview") return view;
  return { ...view, preview: await previewOf(desk.pathOf(record), record.headers, desk.kindOf(record).fields) };
}

function problemWords({ problem, importId }: ImportRecord, locale: Locale): string | null {
  if (problem === null) return null;
  const { title, detail } = problemBody(isProblemCode(problem) ? problem : "unexpected", locale, { errorId: importId });
  return `${title}. ${detail}`;
}
