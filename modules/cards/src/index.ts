import type { MigrationSource } from "@dinhdanh/postgres";

export * from "./contract.ts";
export { listBatches, readBatch } from "./batch-view.ts";
export { chipSigner } from "./chip-signer.ts";
export { cardPicture } from "./card-picture.ts";
export { cardProgramme } from "./card-programme.ts";
export { type CardAtStake, cardsAtStake } from "./cards-at-stake.ts";
export { cardsInForce } from "./cards-in-force.ts";
export { personCards } from "./card-view.ts";
export { type ChangeCardRefusal, expireCards, reportCard, returnUndelivered, revokeCard } from "./change-card.ts";
export { checkBatch, type CheckBatchRefusal } from "./check-batch.ts";
export { countStock, type CountStockRefusal } from "./count-stock.ts";
export { createBatch, type CreateBatchRefusal } from "./create-batch.ts";
export type { CalendarDeps, CardsDeps } from "./deps.ts";
export { type CardContent, contentOfDossier } from "./dossier-content.ts";
export { dispatchParcel, type DispatchParcelRefusal } from "./dispatch-parcel.ts";
export { handOver, type HandOverRefusal } from "./hand-over.ts";
export { listBlanks, listWaiting } from "./list-line.ts";
export { orderApproved } from "./order-cards.ts";
export { listParcels, readParcel } from "./parcel-view.ts";
export { handOverDesk, productionView } from "./production.ts";
export { type CardData, cardDataRefusals, cardLineSchema, readCardLine } from "./card-data-rules.ts";
export { newChipKey } from "./chip/chip-key.ts";
export { cardWriter, chipWriter } from "./chip/write-card.ts";
export { readChipFiles } from "./chip/card-folder.ts";
export { personaliseFile, type PersonaliseReport } from "./chip/personalise-file.ts";
export { type ChipAnswer, type ChipFiles, openTrust, verifyChip } from "./chip/verify-chip.ts";
export {
  machineFile,
  type OpenedSigner,
  personaliseBatch,
  signingProgress,
  type PersonaliseBatchRefusal,
  type PersonaliseDeps,
} from "./personalise-batch.ts";
export { readPortrait } from "@dinhdanh/dossiers/contract";
export { portraitRefusals } from "./content-faults.ts";
export { largestResultBytes } from "./result-file-rules.ts";
export { checkRevocationList, revocationList, type RevocationListDeps } from "./revocation-list.ts";
export { type CardFolder, verifyCardFolder } from "./verify-folder.ts";
export { trustList, type TrustDeps, verifyCard } from "./verify-card.ts";
export { receiveBlanks, type ReceiveBlanksRefusal } from "./receive-blanks.ts";
export { closeParcel, receiveParcel, type ReceiveParcelRefusal } from "./receive-parcel.ts";
export { reconcile } from "./reconcile.ts";
export { type MachineRow, runSimulatedMachine, writeResultFile } from "./simulated-machine.ts";
export { listSetAside, retrySetAside } from "./set-aside.ts";
export { takeResult, type TakeResultRefusal } from "./take-result.ts";
export type { EcdsaSignature } from "./pki/algorithm.ts";
export { destroyKey, type DestroyKeyRefusal } from "./pki/destroy-key.ts";
export { type Due, dueOf } from "./pki/due.ts";
export { initPki, type InitRefusal, type InitRequest, passphraseFile } from "./pki/init-pki.ts";
export { issueCrl, type IssueCrlRefusal } from "./pki/issue-crl.ts";
export { issueSigner, type IssueSignerRefusal } from "./pki/issue-signer.ts";
export type { KeyAccess, KeyStore, StoredKey } from "./pki/key-store.ts";
export { type IssuedMasterList, issueMasterList, type IssueMasterListRefusal } from "./pki/master-list.ts";
export { type DocumentSigner, openSigner, type OpenSignerRefusal, type SignRefusal } from "./pki/open-signer.ts";
export { openPkcs11Keys } from "./pki/pkcs11-keys.ts";
export { type Ceremony, openPki, type OpenRefusal, type Pki, readPki, type ReadRefusal } from "./pki/pki.ts";
export { type CertificateEntry, type CrlEntry, type Revocation, revocationReasonNames, type RevocationReason } from "./pki/records.ts";
export { type RevokedSigner, revokeSigner, type RevokeSignerRefusal } from "./pki/revoke-signer.ts";
export { rotateCsca, type RotateCscaRefusal, type RotatedCsca } from "./pki/rotate-csca.ts";
export { openSoftwareKeys } from "./pki/software-keys.ts";
export { currentCsca, ofRole, type PkiState, revocationOf } from "./pki/state.ts";
export { type TranscriptProof, verifyTranscript } from "./pki/verify-transcript.ts";

export const migrations: MigrationSource = { schema: "cards", folder: new URL("migrations/", import.meta.url) };
