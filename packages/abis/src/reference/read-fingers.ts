import { decodePng } from "@dinhdanh/portrait";
import type { GreyImage } from "../matcher/ridge-field.ts";
import { type Template, templateOf } from "../matcher/template.ts";
import type { BiometricData } from "../schemas.ts";
import type { ReferenceError } from "./errors.ts";

export type ReadFinger = { biometricSubType: string; template: Template };

/** Wider and higher than any finger at 500 dpi; a slap must be cut into fingers before. */
const mostPx = 1000;

/** Templates of the fingers among biometric data. Other types are left alone, as are items that say a finger is missing. @returns or why an image cannot be read */
export function readFingers(items: readonly BiometricData[]): ReadFinger[] | ReferenceError {
  const fingers: ReadFinger[] = [];
  for (const item of items) {
    if (item.biometricType !== "FINGER" || item.image === undefined) continue;
    const image = imageOf(item);
    if (image === undefined) return "unreadable-image";
    fingers.push({ biometricSubType: item.biometricSubType ?? "UNKNOWN", template: templateOf(image) });
  }
  return fingers;
}

/** Grey pixels from a PNG, or as they are when nothing compressed them. */
function imageOf({ image = "", compression, mimeType, width, height, resolution }: BiometricData): GreyImage | undefined {
  if (resolution !== undefined && resolution !== 500) return undefined;
  const bytes = new Uint8Array(Buffer.from(image, "base64"));
  if (compression === "PNG" || (compression === undefined && mimeType === "image/png")) return greyOf(bytes);
  if (compression !== "NONE" || width === undefined || height === undefined) return undefined;
  return fits(width, height) && bytes.length === width * height ? { width, height, data: bytes } : undefined;
}

const fits = (width: number, height: number) => width >= 40 && height >= 40 && width <= mostPx && height <= mostPx;

function greyOf(bytes: Uint8Array): GreyImage | undefined {
  const view = new DataView(bytes.buffer);
  // the header's width and height, before anything is decoded (ISO/IEC 15948 11.2.2)
  if (bytes.length < 24 || !fits(view.getUint32(16), view.getUint32(20))) return undefined;
  const decoded = decodePng(bytes, mostPx * mostPx);
  if (!decoded.ok) return undefined;
  const { width, height, data } = decoded.value;
  return { width, height, data: Uint8Array.from({ length: width * height }, (_, i) => data[i * 4] as number) };
}
