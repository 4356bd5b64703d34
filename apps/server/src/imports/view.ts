import type { Day, Locale } from "@dinhdanh/kernel";
import type { ImportView } from "@dinhdanh/ledger";
import { problemBody } from "../problems/body.ts";
import { isProblemCode } from "../problems/table.ts";
import type { ImportDesk } from "./desk.ts";
import { columnsOf, previewOf } from "./preview.ts";
import { reasonsOf } from "./reasons.ts";
import type { Register } from "../register.ts";
import type { ImportRecord } from "./record.ts";
import { unknownUnits } from "./units-day.ts";

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
    ...{ units: null, reasons: [] },
  };
}

/** With the first rows while it has not begun, as they would read on a day or the one that is guessed; else with the reasons of what came back. */
export async function importViewWithRows(
  { register, desk }: { register: Register; desk: ImportDesk },
  record: ImportRecord,
  locale: Locale,
  day?: Day,
): Promise<ImportView> {
  const view = importView(desk, record, locale);
  if (record.state !== "preview") {
    const reasons = record.intakeId === null ? [] : await reasonsOf(register, desk.kindOf(record), record.intakeId);
    return { ...view, reasons: reasons.map(({ outcome, reason, rows, ...words }) => ({ outcome, reason, rows, words: words[locale] })) };
  }
  const preview = await previewOf(desk.pathOf(record), record.headers, desk.kindOf(record).fields);
  const units = await desk.unitsOf(record, day);
  return { ...view, preview, units: units === null ? null : { ...units, marks: unknownUnits(register, view.columns, preview, units.on) } };
}

function problemWords({ problem, importId }: ImportRecord, locale: Locale): string | null {
  if (problem === null) return null;
  const { title, detail } = problemBody(isProblemCode(problem) ? problem : "unexpected", locale, { errorId: importId });
  return `${title}. ${detail}`;
}
