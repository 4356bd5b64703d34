import type { MigrationSource } from "@dinhdanh/postgres";

export * from "./contract.ts";
export { unitActKinds } from "./acts.ts";
export { loadBuiltinTerritory } from "./builtin/load.ts";
export { reformDay } from "./builtin/reform-2025.ts";
export { type CommuneIndex, communeIndex, type IndexedUnit } from "./commune-index.ts";
export { type ImportedUnits, type ImportOutcome, type ImportRefusal, type ImportRefusalCode, importUnits } from "./import-units.ts";
export { ancestorIds, isBelow, isWithin, shareCommunes } from "./store/closure.ts";
export { searchUnits } from "./store/search.ts";
export {
  childrenOf,
  descendantsByLevel,
  lastDaysOfTrees,
  lastUnitByCode,
  unplacedCommunes,
  unitByCode,
  unitsAround,
  unitsByIds,
  unitView,
} from "./store/units.ts";
export { whereabouts } from "./store/whereabouts.ts";
export { unitsVersion } from "./store/write.ts";
export { countryId, derivedId, openingDay, unitSubjectId } from "./unit.ts";

/** Other modules may join `territory.ancestor`, `territory.unit` and `territory.placement`: reference tables. */
export const migrations: MigrationSource = { schema: "territory", folder: new URL("migrations/", import.meta.url) };
