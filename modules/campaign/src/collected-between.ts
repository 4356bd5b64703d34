import { type Actor, type Day, dayNumber } from "@dinhdanh/kernel";
import type { Collected } from "./contract.ts";
import type { PeopleDeps } from "./people-deps.ts";
import { collectedByTeam } from "./store/collected.ts";

export type CollectedQuery = { unit: string; from: Day; to: Day };

/**
 * Dossiers collected from `from` to `to`, both included, of people registered under the unit on the day of collection, wherever it
 * was done: by team, with the number of its officers, where it collected most, and how many of the people live away from home. A person's later dossiers do not count.
 * The unit's code is read as of `to`. People outside the actor's territory do not count.
 */
export async function collectedBetween(deps: PeopleDeps, actor: Actor, { unit, from, to }: CollectedQuery): Promise<Collected> {
  const found = deps.units.find(unit, dayNumber(to));
  const asker = { actor, today: deps.clock.today() };
  const teams = found === undefined || from > to ? [] : await collectedByTeam(deps.sql, asker, { unitId: found.unitId, from, to });
  const nameOf = (code: string | null) => (code === null ? null : (deps.units.find(code, dayNumber(to))?.name ?? code));
  const by = teams.map((team) => ({ ...team, unitName: nameOf(team.unit) }));
  return { unit, from, to, total: by.reduce((sum, team) => sum + team.collected, 0), by };
}
