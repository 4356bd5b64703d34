import { accept, type Actor, addDays, type Clock, type Day, dayNumber, dayOf, type Outcome, refuse } from "@dinhdanh/kernel";
import type { Queryable } from "@dinhdanh/postgres";
import { type Engine, openingDay } from "@dinhdanh/progress";
import { isWithin, lastUnitByCode, type Unit, unitByCode, unitView } from "@dinhdanh/territory";
import type { Campaign } from "./contract.ts";
import type { PeopleDeps } from "./people-deps.ts";
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
  const { unit, treeDay } = await unitInBorders(deps, request);
  if (unit === undefined) return refuse("unit-not-found", { unit: request.unit });
  const named = all.find((one) => one.key === request.campaign);
  const campaign = named ?? (await campaignCovering(deps.sql, all, request.unit, unit));
  return accept({ unit, treeDay, campaign, counting: campaign ?? plainCounting });
}

/** The unit that a code means on a day, in the borders of the day or in today's; and the day of these borders. */
export async function unitInBorders(
  { sql, clock }: Pick<FigureDeps, "sql" | "clock">,
  request: Pick<ScopeRequest, "unit" | "asOf" | "borders">,
): Promise<{ unit: Unit | undefined; treeDay: Day }> {
  if (request.borders !== "today") return { unit: await unitByCode(sql, request.unit, request.asOf), treeDay: request.asOf };
  const today = clock.today();
  return { unit: await unitOfToday(sql, request, today), treeDay: today };
}

/** {@link unitInBorders} for lists, which know the units of every day without asking the database. */
export async function unitOfList(
  deps: PeopleDeps,
  { unit: code, asOf, borders }: { unit: string; asOf: Day; borders: "day" | "today" },
): Promise<{ unit: Pick<Unit, "unitId" | "name"> | undefined; treeDay: Day }> {
  if (borders === "today") return unitInBorders(deps, { unit: code, asOf, borders });
  return { unit: deps.units.find(code, dayNumber(asOf)), treeDay: asOf };
}

/** The years that `2004-2008` spans. */
export function yearsBorn(born: string | undefined): { from: number; to: number } | undefined {
  if (born === undefined) return undefined;
  const [from = 0, to = 0] = born.split("-").map(Number);
  return { from, to };
}

async function campaignCovering(sql: Queryable, all: readonly Campaign[], code: string, unit: Unit): Promise<Campaign | null> {
  const own = all.find((one) => one.unit === code);
  if (own !== undefined) return own;
  for (const one of all) if (await isWithin(sql, unit.unitId, one.unit, one.startsOn)) return one;
  return all[0] ?? null;
}

/**
 * The unit that bears the code today: links in the tree of today lead to it. Else the one that has taken the place of the unit that bore it on the
 * day asked for.
 */
async function unitOfToday(sql: Queryable, request: Pick<ScopeRequest, "unit" | "asOf">, today: Day): Promise<Unit | undefined> {
  let unit =
    (await unitByCode(sql, request.unit, today)) ??
    (await unitByCode(sql, request.unit, request.asOf)) ??
    (await lastUnitByCode(sql, request.unit, today));
  while (unit !== undefined && unit.validUntil !== null && unit.validUntil <= today) {
    const view = await unitView(sql, unit.code, addDays(unit.validUntil, -1));
    unit = view?.successors.find((successor) => successor.whole);
  }
  return unit;
}
