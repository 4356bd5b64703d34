export { type NdjsonRow, readNdjson } from "./ndjson.ts";
export { guessDelimiter } from "./records.ts";
export { inspectTable, readTable, type TableBatch, type TableInfo, type TableRow } from "./table.ts";
