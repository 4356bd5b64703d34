import type { MigrationSource } from "@dinhdanh/postgres";

export * from "./contract.ts";
export { actsIntake } from "./acts-intake.ts";
export { coverage } from "./coverage.ts";
export { openCampaign } from "./open-campaign.ts";
export { ranking } from "./ranking.ts";
export { reportedProgramme } from "./reported-programme.ts";
export type { FigureDeps } from "./scope.ts";
export { startView } from "./start.ts";
export { campaigns } from "./store/campaigns.ts";
export { trend } from "./trend.ts";

export const migrations: MigrationSource = { schema: "campaign", folder: new URL("migrations/", import.meta.url) };
