import type { MigrationSource } from "@dinhdanh/postgres";

export { type Act, occurredDay, type RecordedAct } from "./act.ts";
export * from "./contract.ts";
export { fieldFor, locateColumns, type Mapping } from "./intake/columns.ts";
export { type IntakeField, type IntakeKind, type IntakeRow, UnusableFile, type Verdict } from "./intake/kind.ts";
export { rejectLines } from "./intake/rejects-file.ts";
export { type PackedRow, packRows, unpackRows } from "./intake/packed.ts";
export { type Chunk, type ChunkWriters, type IntakeOptions, type IntakeProgress, runIntake, writeRows } from "./intake/run.ts";
export { ActIdTaken, createLedger, type Ledger, type Projection, recordNew } from "./record.ts";
export { openSigningKey, type SigningKey } from "./seal/checkpoint.ts";
export { exportLedger } from "./seal/export.ts";
export { sealNext, startSealer } from "./seal/sealer.ts";
export { type LedgerProof, verifyLedgerFiles } from "./seal/verify-files.ts";
export { actsBySubject, actsOf, countActs, knownActs } from "./store/acts.ts";
export { type ReasonCount, reasonCounts } from "./store/intake.ts";
export { logReads, type Read, readsOf } from "./store/reads.ts";

export const migrations: MigrationSource = { schema: "ledger", folder: new URL("migrations/", import.meta.url) };
