import type { Queryable } from "@dinhdanh/postgres";
import type { CommuneIndex } from "@dinhdanh/territory";
import { type Area, calendarOf } from "./contract.ts";
import type { DossierSettings } from "./deps.ts";
import { calendarDays, statedAreas } from "./store/settings.ts";

/** Names of what the law calls cities and towns. */
const urban = /^(phường|thị trấn|thị xã|thành phố|quận) /i;

/** Reads calendar and areas. A unit of which nothing is stated is urban by its name, or elsewhere. */
export async function loadDossierSettings(sql: Queryable, units: CommuneIndex, sampleRate = 0.02): Promise<DossierSettings> {
  const stated = await statedAreas(sql);
  const areaOf = (unitId: number): Area => stated.get(unitId) ?? (urban.test(units.byId(unitId)?.name ?? "") ? "urban" : "other");
  return { calendar: calendarOf(await calendarDays(sql)), areaOf, sampleRate };
}
