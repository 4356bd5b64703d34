import type { MigrationSource } from "@dinhdanh/postgres";

export * from "./contract.ts";
export { type Candidate, candidatesFor, checkImported } from "./duplicates/candidates.ts";
export { findDuplicates, type FoundDuplicates } from "./duplicates/find-duplicates.ts";
export { duplicateSearchDue } from "./duplicates/search-due.ts";
export type { DuplicateDeps, DuplicatePorts } from "./duplicates/deps.ts";
export { type ClaimRefusal, judgeClaim } from "./duplicates/judge-claim.ts";
export { judgePair, proposePair } from "./duplicates/judge-pair.ts";
export { previewNumber, settleNumber, type SettleRefusal, unsettleNumber } from "./duplicates/settle-number.ts";
export { previewMerge } from "./duplicates/preview-merge.ts";
export { mergePeople, unmergePeople } from "./duplicates/merge-people.ts";
export {
  type CorrectionRefusal,
  decideCorrection,
  foreseeCorrection,
  listCorrections,
  proposeCorrection,
  withdrawCorrection,
} from "./life/correct.ts";
export { declareChanges, type DeclaredChange, outcomesOfDeclared, withdrawDeclared } from "./life/declare-changes.ts";
export type { LifeDeps } from "./life/deps.ts";
export { type HistoryRequest, personHistory } from "./life/history.ts";
export { type BirthRefusal, factsOfNewborn, recordBirth } from "./life/record-birth.ts";
export { type EventRefusal, foreseeEvent, recordEvent } from "./life/record-event.ts";
export { factsKnownBy } from "./life/facts-known-by.ts";
export { foldLife, inForce, inOrder, lifeKinds, type Statement } from "./life/fold-rules.ts";
export { allocateNumbers, type AllocateRefusal } from "./numbers/allocate.ts";
export { assignNumbers, type AssignRefusal, previewAssignment } from "./numbers/assign.ts";
export type { NumberDeps } from "./numbers/deps.ts";
export { type NumberKey, numberKey, openNumberKey } from "./numbers/number-key.ts";
export { listReserved } from "./numbers/list-reserved.ts";
export { readBuckets } from "./numbers/read-buckets.ts";
export { reserveNumbers, returnNumbers, type ReturnRefusal } from "./numbers/reserve.ts";
export { takeUpList, type TakeUpRefusal } from "./numbers/take-up-list.ts";
export { verifyNumbers } from "./numbers/verify-numbers.ts";
export { projectEvents } from "./project-events.ts";
export { checkEverybody } from "./quality/check-everybody.ts";
export { checkNext, checkPeople, type QualityDeps, startQualityChecks } from "./quality/check-people.ts";
export { everybodyCheckDue } from "./quality/everybody-due.ts";
export { digestOf, mendFromSheet, mendMany, type MendRefusal, mostMended, undoMend } from "./quality/mend-many.ts";
export { latestMends } from "./quality/store/mends.ts";
export { factsOfMany } from "./store/reads.ts";
export { relationWords, rollFields, sexWords, statusWords, wordIn } from "./roll-fields.ts";
export { rollIntake, type RollOptions } from "./roll.ts";
export { idsByPins } from "./store/people.ts";
export { type FoundPair, mergeById, mergesAmong, pairStateOf, recordPairs, survivorsOf } from "./store/pairs.ts";
export { existingIds, factsOf, factsOfEach, findingsOf, findingsOfEach, householdOf, personIdByPin } from "./store/reads.ts";
export { undoneById } from "./store/undone.ts";
export { renumberingById } from "./store/renumberings.ts";
export { type PersonDifference, verifyPeople } from "./verify-people.ts";

/** Published for joining: `population.person` (person_id, full_name, search_key, birth_date, sex, address, …), `population.finding` (person_id, kind, field, found_at, conflict), `population.merge` (absorbed_id, survivor_id), `population.card_stop`, `population.number_claim`. */
export const migrations: MigrationSource = { schema: "population", folder: new URL("migrations/", import.meta.url) };
