import type { MigrationSource } from "@dinhdanh/postgres";

export * from "./contract.ts";
export { projectEvents } from "./project-events.ts";
export { checkEverybody } from "./quality/check-everybody.ts";
export { checkNext, checkPeople, type QualityDeps, startQualityChecks } from "./quality/check-people.ts";
export { mendMany, mostMended, undoMend } from "./quality/mend-many.ts";
export { latestMends } from "./quality/store/mends.ts";
export { factsOfMany } from "./store/reads.ts";
export { rollFields } from "./roll-fields.ts";
export { rollIntake, type RollOptions } from "./roll.ts";
export { idsByPins } from "./store/people.ts";
export { existingIds, factsOf, findingsOf, householdOf, personIdByPin } from "./store/reads.ts";
export { type PersonDifference, verifyPeople } from "./verify-people.ts";

/** Published for joining: `population.person` (person_id, full_name, search_key, birth_date, sex, address, …), `population.finding` (person_id, kind, field, found_at, conflict). */
export const migrations: MigrationSource = { schema: "population", folder: new URL("migrations/", import.meta.url) };
