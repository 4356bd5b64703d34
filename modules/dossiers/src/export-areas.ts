import { accept, type Actor, type Outcome, refuse } from "@dinhdanh/kernel";
import { may } from "@dinhdanh/staff";
import { unitsByIds } from "@dinhdanh/territory";
import type { DossierRefusal } from "./contract.ts";
import type { DossierDeps } from "./deps.ts";
import { statedAreas } from "./store/settings.ts";

/** All that is stated, as a file that {@link importAreas} takes in again (UTF-8 CSV, a line a unit, by code and first day). Refusals: `not-permitted`. */
export async function exportAreas({ sql }: DossierDeps, actor: Actor): Promise<Outcome<string, DossierRefusal>> {
  if (!may(actor, "set-areas")) return refuse("not-permitted");
  const stated = await statedAreas(sql);
  const units = await unitsByIds(sql, stated.map(({ unitId }) => unitId)); // prettier-ignore
  const lines = stated.flatMap(({ unitId, area }) => {
    const unit = units.get(unitId);
    return unit === undefined ? [] : [[unit.code, area, unit.validFrom, `"${unit.name.replaceAll('"', '""')}"`].join(",")];
  });
  return accept(`${["unit,area,validFrom,name", ...lines.toSorted()].join("\n")}\n`);
}
