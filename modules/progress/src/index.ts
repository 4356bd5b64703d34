import type { MigrationSource } from "@dinhdanh/postgres";

export * from "./contract.ts";
export { createEngine, type Engine, progressProjection } from "./engine.ts";
export { readCohortFigures, readFigures, type UnitFigures } from "./figures.ts";
export { foldPending, startFolder } from "./fold.ts";
export { identityProgramme } from "./identity-programme.ts";
export { compileMeasures, holdsOn } from "./measures.ts";
export { milestonesReached } from "./milestones-reached.ts";
export { openingDay } from "./opening-day.ts";
export { type FoldContext, type FoldHistory, type Programme } from "./programme.ts";
export { registerProgramme } from "./register-programme.ts";
export { foldGaps, spansBetween } from "./spans.ts";
export { type DaySpan, fieldIndex, keepEarlier, NEVER, type Standing } from "./standing.ts";
export { measureHolds } from "./store/conditions.ts";
export { type CompleteRun, completeRuns, type CompleteTerms, deltasBetween } from "./store/figures.ts";
export { standingOf } from "./store/standing.ts";
export { tallyVersion } from "./store/tally.ts";
export { unitsOfResidence } from "./units-of-residence.ts";
export { rebuildTally } from "./rebuild.ts";
export { type Difference, type Verification, verifyProgress } from "./verify.ts";

/** Published for joining: `progress.standing`. */
export const migrations: MigrationSource = { schema: "progress", folder: new URL("migrations/", import.meta.url) };
