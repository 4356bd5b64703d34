import type { ImportView } from "@dinhdanh/ledger/contract";

/** header → field; `""` leaves the column out. */
export type Mapping = Record<string, string>;

export const mappingOf = ({ columns }: ImportView): Mapping =>
  Object.fromEntries(columns.map(({ header, field }) => [header, field ?? ""]));

/** A field that two columns claim: one of them must give way. */
export function claimedTwice(mapping: Mapping): string | undefined {
  const seen = new Set<string>();
  return Object.values(mapping).find((field) => {
    if (field === "") return false;
    if (seen.has(field)) return true;
    seen.add(field);
    return false;
  });
}

/** What every row needs and no column gives. */
export const missingIn = (mapping: Mapping, required: readonly string[]): string[] =>
  required.filter((field) => !Object.values(mapping).includes(field));

export const leftOut = (mapping: Mapping): number => Object.values(mapping).filter((field) => field === "").length;
