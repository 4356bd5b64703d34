import type { MigrationSource } from "@dinhdanh/postgres";

export * from "./contract.ts";
export { projectEvents } from "./project-events.ts";
export { rollFields } from "./roll-fields.ts";
export { rollIntake, type RollOptions } from "./roll.ts";
export { idsByPins } from "./store/people.ts";
export { existingIds, factsOf, factsOfEach, findingsOf, findingsOfEach, householdOf, personIdByPin } from "./store/reads.ts";
export { type PersonDifference, verifyPeople } from "./verify-people.ts";

/** Published for joining: `population.person` (person_id, full_name, search_key, birth_date, sex, address, …), `population.finding` (person_id, conflict). */
export const migrations: MigrationSource = { schema: "population", folder: new URL("migrations/", import.meta.url) };
