import type { Actor, Outcome } from "@dinhdanh/kernel";
import type { Ledger } from "@dinhdanh/ledger";
import { bulkMends, changesOf, digestOf, factsOfMany, latestMends, mendMany, type MendRefusal, mostMended } from "@dinhdanh/population";
import type { z } from "zod";
import { logListRead } from "../list-reads.ts";
import type { SearchDeps } from "../search-people.ts";
import { unitInBorders } from "../scope.ts";
import { peopleWith } from "../store/quality.ts";
import type { MendPreview, mendQuerySchema, mendRequestSchema, Mends } from "./quality-contract.ts";

export type MendDeps = SearchDeps & { ledger: Ledger };

const mostShown = 50;
const mostListed = 20;

/** Whom a mend is for: people of the unit, within the actor's territory, with the finding that it mends. */
async function chosen(deps: MendDeps, actor: Actor, query: z.output<typeof mendQuerySchema>): Promise<string[]> {
  const { unit } = await unitInBorders(deps, query);
  if (unit === undefined) return [];
  const scope = { actor, today: deps.clock.today(), unitId: unit.unitId, kind: bulkMends[query.mend].finds };
  return peopleWith(deps.sql, scope, mostMended);
}

/** What a mend would change: how many records, and the first of them before and after. Nothing is written. */
export async function previewMend(deps: MendDeps, actor: Actor, query: z.output<typeof mendQuerySchema>): Promise<MendPreview> {
  const people = await factsOfMany(deps.sql, await chosen(deps, actor, query));
  const changes = [...people].flatMap(([personId, facts]) =>
    changesOf(query.mend, facts).map((change) => ({ personId, fullName: facts.fullName, ...change })),
  );
  const sample = changes.slice(0, mostShown);
  await logListRead(deps, actor, "findings", [...new Map(sample.map((one) => [one.personId, one])).values()], "verify");
  return { people: new Set(changes.map(({ personId }) => personId)).size, digest: digestOf(changes), sample };
}

/** Makes the mend that was shown. Refusals: `changed-meanwhile`, `act-differs`. */
export async function makeMend(
  deps: MendDeps,
  actor: Actor,
  request: z.output<typeof mendRequestSchema>,
): Promise<Outcome<{ people: number }, MendRefusal>> {
  const { mendId, mend, unit, shown } = request;
  return mendMany(deps, actor, { mendId, mend, unit, shown, ids: await chosen(deps, actor, request) });
}

/** The latest mends of a unit. */
export async function mendsOf({ sql }: MendDeps, unit: string): Promise<Mends> {
  const mends = await latestMends(sql, unit, mostListed);
  return mends.map(({ mendId, mend, officer, people, mendedAt, undoneAt }) => ({ mendId, mend, officer, people, mendedAt, undoneAt }));
}
