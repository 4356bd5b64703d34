import { accept, type Actor, type Outcome, refuse } from "@dinhdanh/kernel";
import {
  captureKind,
  type CaptureSlot,
  captureTypes,
  type DossierRefusal,
  largestFingerprintBytes,
  type MissingFinger,
  readPortrait,
  readSignature,
  type SavedCapture,
} from "./contract.ts";
import { type DossierDeps, nowOf } from "./deps.ts";
import { editing } from "./save-step.ts";
import { writeCapture } from "./store/contents.ts";

/** An image as uploaded; `quality`: NFIQ 2, 0 to 100. */
export type UploadedImage = { mediaType: string; bytes: Buffer; quality: number | null };

/** What an image of a media type begins with. */
const beginnings: Record<string, readonly number[]> = {
  "image/jpeg": [0xff, 0xd8, 0xff],
  "image/png": [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  // start of image, WSQ gray-scale fingerprint specification, IAFIS-IC-0110
  "image/x-wsq": [0xff, 0xa0],
  // "FMR" and NUL: ISO/IEC 19794-2, 8.4.1
  "application/x-iso19794-2": [0x46, 0x4d, 0x52, 0x00],
};

/**
 * Keeps the portrait, a finger's image or a signature, or notes why a finger cannot be taken. What was there before is replaced.
 * Refusals, in the order checked: `capture-type`, those of {@link readPortrait}, `signature-invalid`, `capture-too-large`, `not-permitted`, `dossier-not-found`, `outside-territory`, `dossier-<state>`.
 */
export async function saveCapture(
  deps: DossierDeps,
  actor: Actor,
  where: { dossierId: string; slot: CaptureSlot },
  given: UploadedImage | { missing: MissingFinger },
): Promise<Outcome<SavedCapture, DossierRefusal>> {
  const { slot, dossierId } = where;
  const image = "missing" in given ? null : given;
  const fault = image === null ? (captureKind(slot) === "finger" ? undefined : "capture-type") : imageFault(slot, image);
  if (fault !== undefined) return refuse(fault);
  return editing(deps, actor, dossierId, async (tx, dossier) => {
    const missing = "missing" in given ? given.missing : null;
    const savedAt = nowOf(deps);
    await writeCapture(tx, dossier, { slot, image, missing, savedAt, savedBy: actor.code });
    return accept({ slot, savedAt });
  });
}

function imageFault(slot: CaptureSlot, { mediaType, bytes }: UploadedImage): DossierRefusal | undefined {
  const kind = captureKind(slot);
  const accepted: readonly string[] = captureTypes[kind];
  if (!accepted.includes(mediaType)) return "capture-type";
  // one byte a letter: what is written with other letters is no signature of ours
  if (kind === "portrait") {
    const portrait = readPortrait(bytes);
    return portrait.ok ? undefined : portrait.refusal.code;
  }
  if (kind === "signature") return readSignature(bytes.toString("latin1")) === undefined ? "signature-invalid" : undefined;
  if (bytes.length > largestFingerprintBytes) return "capture-too-large";
  const beginning = beginnings[mediaType] ?? [];
  return bytes.length > beginning.length && beginning.every((byte, index) => bytes[index] === byte) ? undefined : "capture-type";
}
