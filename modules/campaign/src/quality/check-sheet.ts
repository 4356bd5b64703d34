import type { Writable } from "node:stream";
import type { Actor, Locale } from "@dinhdanh/kernel";
import { factsOfMany } from "@dinhdanh/population";
import type { z } from "zod";
import { logListRead } from "../list-reads.ts";
import type { PeopleDeps } from "../people-deps.ts";
import { unitInBorders } from "../scope.ts";
import { findingsInOrder, type FindingScope } from "../store/quality.ts";
import type { findingFilterSchema } from "./quality-contract.ts";
import { nameOwners } from "./name-owners.ts";
import { writeCheckSheet } from "./write-check-sheet.ts";

/** Findings of one sheet: a team's work of weeks. */
const mostFindings = 20_000;

/**
 * People with findings as a workbook for house-to-house checks: a sheet to fill in, which can be brought back as it is, and one to print and write on. In
 * order of address.
 * @returns how many people it holds
 */
export async function exportCheckSheet(
  deps: PeopleDeps,
  actor: Actor,
  query: z.output<typeof findingFilterSchema>,
  locale: Locale,
  stream: Writable,
): Promise<{ people: number }> {
  // before anything is read: what changes from now on is seen when the sheet comes back
  const drawnUp = new Date(deps.clock.nowMs()).toISOString();
  const { unit } = await unitInBorders(deps, query);
  const scope: FindingScope = { actor, today: deps.clock.today(), unitId: unit?.unitId ?? -1, kind: query.kind, owner: query.owner };
  const rows = await nameOwners(deps.sql, await findingsInOrder(deps.sql, scope, 0, mostFindings));
  const people = await factsOfMany(deps.sql, [...new Set(rows.map(({ personId }) => personId))]);
  await logListRead(deps, actor, "export", [...people.keys()].map((personId) => ({ personId })), "verify"); // prettier-ignore
  const wrongOf = Map.groupBy(rows, ({ personId }) => personId);
  const lines = [...people].map(([personId, facts]) => {
    const wrong = wrongOf.get(personId) ?? [];
    return { personId, facts, wrong, unitName: deps.units.byId(wrong[0]?.unitId ?? -1)?.name ?? null };
  });
  lines.sort((a, b) => byAddress(a.facts.address, b.facts.address) || (a.personId < b.personId ? -1 : 1));
  await writeCheckSheet({ lines, drawnUp, day: scope.today, unit: unit?.name ?? query.unit }, locale, stream);
  return { people: lines.length };
}

const byAddress = (a = "", b = "") => a.localeCompare(b, "vi", { numeric: true });
