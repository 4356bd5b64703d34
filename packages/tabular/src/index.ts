export { type TableFault, tableFaults } from "./faults.ts";
export { type FaultyTable, type KnownColumns, type KnownTable, openKnownTable } from "./known-columns.ts";
export { type NdjsonRow, readNdjson } from "./ndjson.ts";
export { guessDelimiter } from "./records.ts";
export { type CutRow, textsOf } from "./row-cutter.ts";
export {
  type CutSpan,
  inspectTable,
  readSpan,
  readTable,
  type Span,
  spansOf,
  tableOf,
  type TableBatch,
  type TableInfo,
  type TableRow,
  WorkbookGiven,
} from "./table.ts";
export { UnusableWorkbook, type WorkbookFault } from "./unusable-workbook.ts";
export { readWorkbook, type SheetRow } from "./workbook.ts";
