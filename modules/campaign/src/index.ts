import type { MigrationSource } from "@dinhdanh/postgres";

export * from "./contract.ts";
export { actsIntake } from "./acts-intake.ts";
export { type CollectedQuery, collectedBetween } from "./collected-between.ts";
export { coverage, type CoverageRequest } from "./coverage.ts";
export { endExclusion, excludePerson } from "./exclude-person.ts";
export { exportRemaining } from "./export-remaining.ts";
export { openCampaign } from "./open-campaign.ts";
export { numbersToSettle, sharedNumberView } from "./shared-numbers.ts";
export { inChargeOfAll, likeThisPerson, pairsToJudge, pairView } from "./pairs.ts";
export { type PeopleQuery, peopleBehind } from "./people-behind.ts";
export type { PeopleDeps } from "./people-deps.ts";
export { personView } from "./person-view.ts";
export { makeMend, mendsOf, previewMend } from "./quality/bulk-mend.ts";
export { exportCheckSheet } from "./quality/check-sheet.ts";
export { findingQueue } from "./quality/finding-queue.ts";
export { qualityOf } from "./quality/quality-of.ts";
export { ranking } from "./ranking.ts";
export { remaining } from "./remaining.ts";
export { reportedProgramme } from "./reported-programme.ts";
export { type FigureDeps, unitInBorders, yearsBorn } from "./scope.ts";
export { indexNext, startIndexer } from "./search/index-people.ts";
export { type SearchDeps, searchPeople } from "./search-people.ts";
export { startView } from "./start.ts";
export { campaigns } from "./store/campaigns.ts";
export { trend } from "./trend.ts";

export const migrations: MigrationSource = { schema: "campaign", folder: new URL("migrations/", import.meta.url) };
