import { accept, addDays, type Actor, type Outcome, refuse, toDay } from "@dinhdanh/kernel";
import { may } from "@dinhdanh/staff";
import { childrenOf, lastUnitByCode, type Unit, unitView } from "@dinhdanh/territory";
import { areaKeys, type AreaRow, type AreaView, type DossierRefusal, limitPeriods } from "./contract.ts";
import type { DossierDeps } from "./deps.ts";
import { type StatedArea, statedAreas } from "./store/settings.ts";

const limits = Object.fromEntries(areaKeys.map((area) => [area, limitPeriods(area)])) as AreaView["limits"];

/**
 * The area of a unit and of those right below it, what it follows from, and what the law gives there. A unit that has ended is shown as on its last day.
 * Refusals, in the order checked: `not-permitted`, `unit-not-found`.
 */
export async function readAreas(
  deps: DossierDeps,
  actor: Actor,
  { unit: code, asOf: asked }: { unit: string; asOf?: string | undefined },
): Promise<Outcome<AreaView, DossierRefusal>> {
  const { sql, ledger, settings } = deps;
  if (!may(actor, "set-areas")) return refuse("not-permitted");
  const last = await lastUnitByCode(sql, code, asked ?? ledger.clock.today());
  if (last === undefined) return refuse("unit-not-found", { unit: code });
  const [view, asOf] = await standing(deps, last, asked ?? ledger.clock.today());
  if (view === undefined) return refuse("unit-not-found", { unit: code });
  await settings.refreshAreas(sql);
  const below = await childrenOf(sql, view.unitId, asOf);
  const shown = [view, ...below].map(({ unitId }) => unitId);
  const own = new Map((await statedAreas(sql, shown)).map((one) => [one.unitId, one]));
  const row = (unit: Unit) => areaRow(deps, unit, own.get(unit.unitId));
  const above = view.ancestors.map(({ code: aboveCode, name }) => ({ code: aboveCode, name }));
  return accept({ asOf, unit: row(view), above, below: below.map(row), limits });
}

/** The unit on the day, or on its last one when it has ended. */
async function standing({ sql }: DossierDeps, { code, validUntil }: Unit, day: string) {
  const asOf = validUntil !== null && validUntil <= day ? addDays(validUntil, -1) : toDay(day);
  return [await unitView(sql, code, asOf), asOf] as const;
}

function areaRow({ settings, units }: DossierDeps, { unitId, code, name, level }: Unit, own: StatedArea | undefined): AreaRow {
  const statedOf = settings.areaStatedOf(unitId);
  const source = statedOf === undefined ? undefined : units.byId(statedOf);
  return {
    ...{ code, name, level, area: settings.areaOf(unitId) },
    from: source === undefined ? null : { code: source.code, name: source.name },
    stated: own === undefined ? null : { area: own.area, by: own.by, at: own.at },
  };
}
