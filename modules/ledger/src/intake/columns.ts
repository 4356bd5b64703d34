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

/**
 * For each field, the position of its column in the file, or -1.
 * @throws {UnusableFile} a column is unknown, or two columns name one field
 */
export function locateColumns(headers: readonly string[], fields: readonly IntakeField[], mapping: Mapping): number[] {
  if (headers.every((header) => header === "")) throw new UnusableFile("no-header");
  const positions = fields.map(() => -1);
  headers.forEach((header, position) => {
    if ((rejectColumns as readonly string[]).includes(header)) return;
    const name = mapping[header] ?? fieldFor(header, fields);
    if (name === "") return;
    const index = fields.findIndex((field) => field.name === name);
    if (index < 0) throw new UnusableFile("unknown-column", header);
    if (positions[index] !== -1) throw new UnusableFile("column-twice", header);
    positions[index] = position;
  });
  return positions;
}
