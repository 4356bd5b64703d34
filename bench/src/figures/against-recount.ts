import { toDay } from "@dinhdanh/kernel";
import { readFigures, type UnitFigures } from "@dinhdanh/progress";
import type { Register } from "@dinhdanh/server";
import { measured } from "../output.ts";
import { spreadOf, timed } from "../quantile.ts";
import type { ProvinceUnits } from "./reading.ts";
import { actMeasures, differences, recountActs, recountStandings } from "./recount.ts";

const runs = 3;
/** In the middle of the campaign: about half of everything has happened. */
const day = toDay("2022-06-15");

/** Two recounts of the communes on one day, as fast as one statement can be, and whether they agree with the figures. */
export async function againstRecount(register: Register, units: ProvinceUnits, readMs: number): Promise<void> {
  const { sql, engine } = register;
  const { communes } = units;
  const figures = await readFigures(sql, engine, communes, day);
  const recount = async (title: string, keys: readonly string[], count: () => Promise<Map<number, UnitFigures>>) => {
    const differ = differences(figures, await count(), communes, keys);
    const times: number[] = [];
    for (let run = 0; run < runs; run += 1) times.push(await timed(count));
    const { p50 } = spreadOf(times);
    const verdict = differ === 0 ? "agrees with the figures" : `${differ} FIGURES DIFFER`;
    measured(title, p50, "ms", `${keys.length} measures, ${verdict}; ${Math.round(p50 / readMs)} × the p50 of reading`);
  };
  const allMeasures = engine.measures.map(({ key }) => key);
  await recount("recount from standing", allMeasures, () => recountStandings(sql, engine, communes, day));
  await recount("recount from acts", actMeasures, () => recountActs(sql, engine, communes, day));
}
