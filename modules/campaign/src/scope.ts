import { accept, type Actor, addDays, type Clock, type Day, dayOf, type Outcome, refuse } from "@dinhdanh/kernel";
import type { Queryable } from "@dinhdanh/postgres";
import { type Engine, openingDay } from "@dinhdanh/progress";
import { isWithin, lastUnitByCode, type Unit, unitByCode, unitView } from "@dinhdanh/territory";
import type { Campaign } from "./contract.ts";
import { campaigns } from "./store/campaigns.ts";
import { plainCounting } from "./target.ts";

/** What every figure is read from. */
export type FigureDeps = { sql: Queryable; engine: Engine; clock: Clock };

export type FigureRefusal = "unit-not-found" | "before-opening" | "no-campaign";

/** Which unit, in which borders, counted how. */
export type Scope = {
  unit: Unit;
  /** the day whose tree the page walks down */
  treeDay: Day;
  campaign: Campaign | null;
  counting: Pick<Campaign, "programme" | "basis" | "frozenOn">;
};

export type ScopeRequest = { unit: string; asOf: Day; borders?: "day" | "today" | undefined; campaign?: string | undefined };

/**
 * Finds the unit in the borders of the day, or in today's (a unit that was taken over whole leads to its successor), and the
 * campaign: the one named, else the one of the unit itself, else the latest that covers it, else the latest.
 */
export async function openScope(deps: FigureDeps, _actor: Actor, request: ScopeRequest): Promise<Outcome<Scope, FigureRefusal>> {
  if (request.asOf < dayOf(openingDay)) return refuse("before-opening", { opening: dayOf(openingDay) });
  const all = await campaigns(deps.sql);
  if (request.campaign !== undefined && !all.some((one) => one.key === request.campaign)) return refuse("no-campaign");
  const treeDay = request.borders === "today" ? deps.clock.today() : request.asOf;
  const unit =
    request.borders === "today" ? await unitOfToday(deps.sql, request, treeDay) : await unitByCode(deps.sql, request.unit, treeDay);
  if (unit === undefined) return refuse("unit-not-found", { unit: request.unit });
  const named = all.find((one) => one.key === request.campaign);
  const campaign = named ?? (await campaignCovering(deps.sql, all, request.unit, unit));
  return accept({ unit, treeDay, campaign, counting: campaign ?? plainCounting });
}

async function campaignCovering(sql: Queryable, all: readonly Campaign[], code: string, unit: Unit): Promise<Campaign | null> {
  const own = all.find((one) => one.unit === code);
  if (own !== undefined) return own;
  for (const one of all) if (await isWithin(sql, unit.unitId, one.unit, one.startsOn)) return one;
  return all[0] ?? null;
}

/** The unit that has taken the place of the one that bore the code on the day asked for. */
async function unitOfToday(sql: Queryable, request: ScopeRequest, today: Day): Promise<Unit | undefined> {
  let unit = (await unitByCode(sql, request.unit, request.asOf)) ?? (await lastUnitByCode(sql, request.unit, today));
  while (unit !== undefined && unit.validUntil !== null && unit.validUntil <= today) {
    const view = await unitView(sql, unit.code, addDays(unit.validUntil, -1));
    unit = view?.successors.find((successor) => successor.whole);
  }
  return unit;
}
