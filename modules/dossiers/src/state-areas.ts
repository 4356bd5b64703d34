import { type Actor, newId, type Outcome, refuse } from "@dinhdanh/kernel";
import type { Act } from "@dinhdanh/ledger";
import type { Tx } from "@dinhdanh/postgres";
import { may } from "@dinhdanh/staff";
import { lastUnitByCode, unitsByIds, unitSubjectId } from "@dinhdanh/territory";
import type { Area, AreaView, DossierRefusal } from "./contract.ts";
import { type DossierDeps, nowOf } from "./deps.ts";
import { readAreas } from "./read-areas.ts";
import { lockAreas, statedAreas, writeAreas } from "./store/settings.ts";

export type AreaChange = { unitId: number; area: Area | null };

/**
 * States the area of a unit and of all below it, or takes that away. Limits of dossiers that were submitted before stay as they are. The same again changes
 * nothing. Refusals, in the order checked: `not-permitted`, `unit-not-found`.
 */
export async function stateArea(
  deps: DossierDeps,
  actor: Actor,
  { unit: code, area }: { unit: string; area: Area | null },
): Promise<Outcome<AreaView, DossierRefusal>> {
  if (!may(actor, "set-areas")) return refuse("not-permitted");
  const unit = await lastUnitByCode(deps.sql, code, deps.ledger.clock.today());
  if (unit === undefined) return refuse("unit-not-found", { unit: code });
  await deps.sql.begin(async (tx) => {
    await lockAreas(tx);
    await recordAreas(tx, deps, actor, await changedAreas(tx, [{ unitId: unit.unitId, area }]));
  });
  return readAreas(deps, actor, { unit: code });
}

/** Those that say something else than what is stated now, with what that is. */
export async function changedAreas(tx: Tx, wanted: readonly AreaChange[]): Promise<(AreaChange & { was: Area | null })[]> {
  const stated = new Map((await statedAreas(tx)).map(({ unitId, area }) => [unitId, area]));
  return wanted.flatMap(({ unitId, area }) => {
    const was = stated.get(unitId) ?? null;
    return was === area ? [] : [{ unitId, area, was }];
  });
}

/** Writes areas, and an act about each unit: who, when, what it was. */
export async function recordAreas(
  tx: Tx,
  deps: DossierDeps,
  actor: Actor,
  changes: readonly (AreaChange & { was: Area | null })[],
): Promise<void> {
  const at = nowOf(deps);
  await writeAreas(tx, changes, { by: actor.code, at });
  const units = await unitsByIds(tx, changes.map(({ unitId }) => unitId)); // prettier-ignore
  const acts = changes.flatMap(({ unitId, area, was }): Act[] => {
    const unit = units.get(unitId);
    if (unit === undefined) throw new Error(`no unit ${unitId}`);
    return [
      {
        ...{ actId: newId(), subjectId: unitSubjectId(unit.code, unit.validFrom), kind: "unit.area-stated", occurredAt: at },
        ...{ unit: unit.code, officer: actor.code, team: null, device: null, payload: { area, was } },
      },
    ];
  });
  await deps.ledger.record(tx, acts);
}
