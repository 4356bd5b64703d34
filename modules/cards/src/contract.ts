export { isPkiRefusal, type PkiRefusalCode, pkiRefusals } from "./pki/refusals.ts";
export { type KeyAlgorithm, keyAlgorithms, type PkiSettings, pkiSettingsSchema } from "./pki/settings.ts";
