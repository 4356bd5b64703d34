import type { Queryable } from "@dinhdanh/postgres";
import type { CommuneIndex } from "@dinhdanh/territory";
import { type Area, calendarOf } from "./contract.ts";
import type { DossierSettings } from "./deps.ts";
import { areasVersion, calendarDays, effectiveAreas } from "./store/settings.ts";

/** Names of what the law calls cities and towns (thành phố, thị xã), and of their parts. A thị trấn lies in a rural district. */
const urban = /^(phường|thị xã|thành phố|quận) /i;

/**
 * Reads calendar and areas. A unit of which nothing is stated is urban by its own name or its district's, or elsewhere: Law on Citizen Identification 2014, art.
 * 25, goes by the district, so a xã of a city has the city's limit.
 */
export async function loadDossierSettings(sql: Queryable, units: CommuneIndex, sampleRate = 0.02): Promise<DossierSettings> {
  // before the areas: what is stated in between is found at the next refresh
  let version = await areasVersion(sql);
  let areas = await effectiveAreas(sql);
  const byName = (unitId: number): Area => {
    const named = units.ancestors(unitId).filter((unit) => unit.unitId === unitId || unit.level === "district");
    return named.some(({ name }) => urban.test(name)) ? "urban" : "other";
  };
  return {
    ...{ calendar: calendarOf(await calendarDays(sql)), sampleRate },
    areaOf: (unitId) => areas.get(unitId)?.area ?? byName(unitId),
    areaStatedOf: (unitId) => areas.get(unitId)?.statedOf,
    refreshAreas: async (again) => {
      const now = await areasVersion(again);
      if (now === version) return false;
      [version, areas] = [now, await effectiveAreas(again)];
      return true;
    },
  };
}
