import { type IntakeField, UnusableFile } from "./kind.ts";

/** Columns that the rejects file adds; they are skipped when it comes back. */
export const rejectColumns = ["_row", "_column", "_reason"] as const;

/** header → field name; `""` leaves the column out. Headers that are not in the mapping go by their own name. */
export type Mapping = Record<string, string>;

const fold = (header: string) =>
  header
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("đ", "d")
    .replaceAll("Đ", "D")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");

/** The field that a header names, by its own name or an alias, in any case and with or without diacritics. */
export function fieldFor(header: string, fields: readonly IntakeField[]): string | undefined {
  const key = fold(header);
  return fields.find((field) => [field.name, ...field.aliases].some((name) => fold(name) === key))?.name;
}

/** Whether a column is one of those that the rejects file adds. */
export const isRejectColumn = (header: string): boolean => (rejectColumns as readonly string[]).includes(header);

/**
 * For each field, the position of its column in the file, or -1. Columns are named by nobody when none of them is known: the first row of a
 * file without a header is a person.
 * @throws {UnusableFile} columns are unknown, two name one field, one is missing, or the mapping names what is not there
 */
export function locateColumns(headers: readonly string[], fields: readonly IntakeField[], mapping: Mapping): number[] {
  if (headers.every((header) => header === "")) throw new UnusableFile("no-header");
  checkMapping(headers, fields, mapping);
  const named = headers.map((header) => {
    if (isRejectColumn(header)) return "";
    return Object.hasOwn(mapping, header) ? mapping[header] : fieldFor(header, fields);
  });
  if (named.every((name) => name === undefined)) throw new UnusableFile("no-header");
  const unknown = headers.filter((_, position) => named[position] === undefined);
  if (unknown.length > 0) throw new UnusableFile("unknown-column", ...unknown);
  const twice = headers.find((_, position) => named[position] !== "" && named.indexOf(named[position]) < position);
  if (twice !== undefined) throw new UnusableFile("column-twice", twice);
  const missing = fields.filter(({ name, required }) => required === true && !named.includes(name));
  if (missing.length > 0) throw new UnusableFile("missing-column", ...missing.map(({ name }) => name));
  return fields.map(({ name }) => named.indexOf(name));
}

function checkMapping(headers: readonly string[], fields: readonly IntakeField[], mapping: Mapping): void {
  for (const [header, field] of Object.entries(mapping)) {
    if (!headers.includes(header)) throw new UnusableFile("mapping-mismatch", header);
    if (field !== "" && !fields.some(({ name }) => name === field)) throw new UnusableFile("unknown-field", field);
  }
}
