export type { Fault, FaultCode, Result } from "./result.ts";
export { type LengthRule, readTlv, type TlvNode } from "./tlv/read.ts";
export { FileMemory } from "./tlv/memory.ts";
export { encode as encodeTlv, tlv, type TlvElement } from "./tlv/write.ts";
export { checkDigit } from "./mrz/check-digit.ts";
export type { MrzDate } from "./mrz/date.ts";
export type { HolderName, MrzFault, MrzFields, Sex } from "./mrz/fields.ts";
export type { NameComponents } from "./mrz/name-field.ts";
export { parseTd1, type Td1Layout, writeTd1, type WrittenMrz } from "./mrz/td1.ts";
export { parseTd3, type Td3Fields, writeTd3 } from "./mrz/td3.ts";
export { type NameFault, transliterate } from "./mrz/transliterate.ts";
export { type CommonData, currentVersion, type LdsVersion, readEfCom, writeEfCom } from "./lds/ef-com.ts";
export { readDg1, writeDg1 } from "./lds/dg1.ts";
export { readDg2, writeDg2 } from "./lds/dg2.ts";
export type { FaceImage } from "./lds/face-record.ts";
export { type ImageFormat, type ImageSize, readImageSize } from "./lds/image.ts";
export { type FingerImage, writeDg3 } from "./lds/dg3.ts";
export { readFingerImageSize } from "./lds/finger-image.ts";
export { type NationalDetails, readDg13, type ReadNationalDetails, writeDg13 } from "./lds/dg13.ts";
export { activeAuthenticationInfo, readDg14, type SecurityInfo, securityInfo, writeDg14 } from "./lds/dg14.ts";
export { readDg15, writeDg15 } from "./lds/dg15.ts";
export { type DocumentSecurityObject, readEfSod, sodWriter } from "./lds/ef-sod.ts";
export { ecdsaSignature, type SignatureAlgorithm, type Signer, softwareSigner } from "./cms/signer.ts";
export { type Certificate, readCertificate } from "./pki/certificate.ts";
export { readCrl, type RevocationList } from "./pki/crl.ts";
export { readTrustList, type TrustList } from "./pki/trust-list.ts";
export { type MasterList, type MasterListVerdict, readMasterList, verifyMasterList, writeMasterList } from "./master-list.ts";
export {
  type Alteration,
  type DocumentFiles,
  type FileName,
  type Inspection,
  type Verdict,
  verifyDocument,
} from "./verify/verify-document.ts";
export type { ExpiryCause, SignerName } from "./verify/verify-signer.ts";
