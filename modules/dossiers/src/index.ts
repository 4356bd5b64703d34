import type { MigrationSource } from "@dinhdanh/postgres";

export * from "./contract.ts";
export { applyEvent } from "./apply-event.ts";
export { confirmApproval, previewBatch } from "./approve-batch.ts";
export { approvedContent, type ApprovedContent } from "./approved-content.ts";
export { startChecker } from "./check-dossiers.ts";
export type { DossierDeps, DossierSettings } from "./deps.ts";
export { loadDossierSettings } from "./load-settings.ts";
export { exportAreas } from "./export-areas.ts";
export { type AreaImportRefusal, importAreas, previewAreas } from "./import-areas.ts";
export { openDossier } from "./open-dossier.ts";
export type { Abis, PortraitLook, Ports, Print } from "./ports.ts";
export { dossierProgramme, whileCollected } from "./programme.ts";
export { proposeDeclared } from "./propose-declared.ts";
export { projectCards } from "./project-cards.ts";
export { type Dossier, unfinishedDossiers } from "./store/dossiers.ts";
export { queryDossiers } from "./query-dossiers.ts";
export { readBacklog } from "./read-backlog.ts";
export { readAreas } from "./read-areas.ts";
export { saveCapture } from "./save-capture.ts";
export { saveStep } from "./save-step.ts";
export { stateArea } from "./state-areas.ts";
export { submitter } from "./submit-together.ts";
export { viewCapture, viewDossier } from "./view-dossier.ts";

export const migrations: MigrationSource = { schema: "dossiers", folder: new URL("migrations/", import.meta.url) };
