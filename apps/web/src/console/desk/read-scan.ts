import { parseQr, readSerial, serialPattern } from "@dinhdanh/cards/contract";
import { readCode } from "../parts/read-code.ts";

/** What a scanner or a hand put into the box. */
export type Scan =
  | { kind: "parcel"; parcelId: string }
  /** of a dossier on its slips, or of a parcel in letters */
  | { kind: "code"; id: string }
  | { kind: "serial"; serial: string }
  | { kind: "bad-serial"; serial: string }
  | { kind: "name"; name: string }
  | { kind: "unknown-qr" }
  | { kind: "nothing" };

const parcelPattern = /^DINHDANH-PARCEL\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\|/i;

export function readScan(text: string): Scan {
  const trimmed = text.trim();
  if (trimmed === "") return { kind: "nothing" };
  const parcelId = parcelPattern.exec(trimmed)?.[1];
  if (parcelId !== undefined) return { kind: "parcel", parcelId: parcelId.toLowerCase() };
  const id = readCode(trimmed);
  if (id !== undefined) return { kind: "code", id };
  const serial = trimmed.toUpperCase();
  if (serialPattern.test(serial)) return { kind: readSerial(serial) === undefined ? "bad-serial" : "serial", serial };
  if (!trimmed.includes("|")) return { kind: "name", name: trimmed };
  // the QR of an older card: its name leads to the new one
  const qr = parseQr(trimmed);
  return qr.ok ? { kind: "name", name: qr.value.card.fullName } : { kind: "unknown-qr" };
}
