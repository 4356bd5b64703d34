import type { Queryable } from "@dinhdanh/postgres";
import { officerNames } from "@dinhdanh/staff";
import type { StoredOwner } from "../store/finding-owners.ts";
import type { FindingOwner } from "./quality-contract.ts";

/** Owners with what they are called. */
export async function nameOwners<T extends { owner: StoredOwner | null }>(
  sql: Queryable,
  findings: readonly T[],
): Promise<(T & { owner: FindingOwner })[]> {
  const codes = [...new Set(findings.flatMap(({ owner }) => owner?.officer ?? []))];
  const names = await officerNames(sql, codes);
  return findings.map((finding) => ({
    ...finding,
    owner: finding.owner === null ? null : { ...finding.owner, name: names.get(finding.owner.officer) ?? null },
  }));
}
