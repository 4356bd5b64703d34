import { expect, it } from "vitest";
import { packRows, unpackRows } from "./packed.ts";
import type { SourceRow } from "./source.ts";

const positions = [0, 2];
const row = (source: string[], more: Partial<SourceRow> = {}): SourceRow => ({
  rowNo: 7,
  source,
  values: [source[0] ?? "", source[2] ?? ""],
  ...more,
});

it.each<[string, SourceRow]>([
  ["of any text", row(["Nguyễn Văn\nThử", "", "Thôn 1"])],
  ["of one cell", row(["a"])],
  ["of a NUL in a column that is left out", row(["a", "ghi\u0000chú\u0000", "Thôn 1"])],
  ["that may not enter", row(["a\u0000", "b", "c"], { rejection: { kind: "rejected", field: "id", reason: "nul" } })],
])("gives a row %s back, with the same values", (_, before) => {
  const [after] = unpackRows(packRows([before]), positions);
  expect({ rowNo: after?.rowNo, rejection: after?.rejection }).toEqual({ rowNo: 7, rejection: before.rejection });
  if (before.rejection === undefined) expect(after?.values).toEqual(before.values);
  expect(after?.source).toEqual(before.source.map((cell) => cell.replaceAll("\u0000", "")));
});
