import type { MigrationSource } from "@dinhdanh/postgres";

export * from "./contract.ts";
export { listBatches, readBatch } from "./batch-view.ts";
export { cardProgramme } from "./card-programme.ts";
export { personCards } from "./card-view.ts";
export { type ChangeCardRefusal, expireCards, reportCard, returnUndelivered, revokeCard } from "./change-card.ts";
export { checkBatch, type CheckBatchRefusal } from "./check-batch.ts";
export { countStock, type CountStockRefusal } from "./count-stock.ts";
export { createBatch, type CreateBatchRefusal } from "./create-batch.ts";
export type { CalendarDeps, CardsDeps } from "./deps.ts";
export { dispatchParcel, type DispatchParcelRefusal } from "./dispatch-parcel.ts";
export { handOver, type HandOverRefusal } from "./hand-over.ts";
export { listBlanks, listWaiting } from "./list-line.ts";
export { orderApproved } from "./order-cards.ts";
export { listParcels, readParcel } from "./parcel-view.ts";
export { handOverDesk, productionView } from "./production.ts";
export {
  type CardWithPortrait,
  machineFilePath,
  type Personalise,
  personaliseBatch,
  type PersonaliseBatchRefusal,
  type PersonaliseDeps,
} from "./personalise-batch.ts";
export { receiveBlanks, type ReceiveBlanksRefusal } from "./receive-blanks.ts";
export { closeParcel, receiveParcel, type ReceiveParcelRefusal } from "./receive-parcel.ts";
export { reconcile } from "./reconcile.ts";
export { takeResult, type TakeResultRefusal } from "./take-result.ts";
export type { EcdsaSignature } from "./pki/algorithm.ts";
export { initPki, type InitRefusal, type InitRequest, passphraseFile } from "./pki/init-pki.ts";
export { issueCrl, type IssueCrlRefusal } from "./pki/issue-crl.ts";
export { issueSigner, type IssueSignerRefusal } from "./pki/issue-signer.ts";
export type { KeyAccess, KeyStore, StoredKey } from "./pki/key-store.ts";
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
