import { coverage } from "@dinhdanh/campaign";
import { type Day, dayNumber, systemActor } from "@dinhdanh/kernel";
import { readFigures } from "@dinhdanh/progress";
import type { Register } from "@dinhdanh/server";
import { descendantsByLevel } from "@dinhdanh/territory";
import { province, snapshotDay } from "../people.ts";
import { timed } from "../quantile.ts";

export type ProvinceUnits = { all: number[]; communes: number[]; districts: number };

/** The province, its districts and its communes. */
export async function provinceUnits({ sql, units }: Register): Promise<ProvinceUnits> {
  const unit = units.find(province, dayNumber(snapshotDay));
  if (unit === undefined) throw new Error(`no province ${province}`);
  const below = async (level: "district" | "commune") =>
    (await descendantsByLevel(sql, unit.unitId, snapshotDay, level)).map(({ unitId }) => unitId);
  const [districts, communes] = [await below("district"), await below("commune")];
  return { all: [unit.unitId, ...districts, ...communes], communes, districts: districts.length };
}

/** How long one reading of all measures of the units takes, in ms. */
export const timeReading = ({ sql, engine }: Register, unitIds: number[], day: Day): Promise<number> =>
  timed(() => readFigures(sql, engine, unitIds, day));

/** How long the answer of the overview takes, in ms: the province and its districts with targets, forecasts, completion and ranks. */
export const timeCoverage = (register: Register, asOf: Day): Promise<number> =>
  timed(async () => {
    const answer = await coverage(register, systemActor, { unit: province, asOf });
    if (!answer.ok) throw new Error(`coverage was refused: ${answer.refusal.code}`);
  });
