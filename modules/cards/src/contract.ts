export * from "./card-contract.ts";
export { expiryOf, expiryRules } from "./expiry-rules.ts";
export * from "./life-rules.ts";
export * from "./production-contract.ts";
export { parseQr, type QrCard, type QrNote, type QrReading, type QrRefusal, qrRefusals, writeQr } from "./qr-rules.ts";
export { type CardRefusalCode, cardRefusals } from "./refusals.ts";
export { largestRange, makeSerial, readSerial, serialPattern } from "./serial-rules.ts";
export * from "./verify-contract.ts";
