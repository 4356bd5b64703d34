import type { Actor } from "@dinhdanh/kernel";
import type { z } from "zod";
import { logListRead } from "../list-reads.ts";
import type { PeopleDeps } from "../people-deps.ts";
import { unitInBorders } from "../scope.ts";
import { nameOwners } from "./name-owners.ts";
import { countOf, findingsInOrder, type FindingScope } from "../store/quality.ts";
import type { FindingQueue, findingQueueQuerySchema } from "./quality-contract.ts";

/** Findings of people registered under a unit within the actor's territory, what blocks a dossier first, then the oldest. */
export async function findingQueue(deps: PeopleDeps, actor: Actor, query: z.output<typeof findingQueueQuerySchema>): Promise<FindingQueue> {
  const { sql, units, clock } = deps;
  const { unit } = await unitInBorders(deps, query);
  if (unit === undefined) return { name: query.unit, total: 0, findings: [] };
  const scope: FindingScope = { actor, today: clock.today(), unitId: unit.unitId, kind: query.kind, owner: query.owner };
  const rows = await findingsInOrder(sql, scope, query.offset, query.limit);
  await logListRead(deps, actor, "findings", rows, "verify");
  const named = await nameOwners(sql, rows);
  const findings = named.map(({ unitId, ...row }) => {
    const { code = "", name = "" } = units.byId(unitId) ?? {};
    return { ...row, unit: code, unitName: name };
  });
  return { name: unit.name, total: await countOf(sql, scope), findings };
}
