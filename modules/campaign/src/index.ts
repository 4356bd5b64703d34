import type { MigrationSource } from "@dinhdanh/postgres";

export * from "./contract.ts";
export { reportedProgramme } from "./reported-programme.ts";

export const migrations: MigrationSource = { schema: "campaign", folder: new URL("migrations/", import.meta.url) };
