import { accept, type Outcome, refuse } from "../outcome.ts";
import { readJpegStructure } from "./jpeg-structure.ts";
import { type DecodeRefusal, decodeLimits } from "./refusals.ts";

const soi = [0xff, 0xd8];
const eoi = [0xff, 0xd9];
/** JFIF 1.02, one dot per pixel, no thumbnail. */
const jfif = [0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 2, 0, 0, 1, 0, 1, 0, 0];
const adobe = (transform: number) => [0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, transform];

/**
 * The same picture with nothing else in the file: tables, frame and scans byte for byte, all application and comment segments dropped (place, device, thumbnail,
 * colour profile, scripts) and one plain JFIF header written, as ISO/IEC 19794-5 wants for the chip. Refuses what {@link readJpegStructure} refuses, and
 * `unsupported` for a picture that only stands upright by its EXIF orientation: decode and encode that one anew.
 */
export function cleanJpeg(bytes: Uint8Array): Outcome<Uint8Array, DecodeRefusal> {
  if (bytes.length > decodeLimits.bytes) return refuse("too-large");
  const read = readJpegStructure(bytes);
  if (!read.ok) return read;
  const { kept, orientation, adobeTransform } = read.value;
  if (orientation !== 1) return refuse("unsupported");
  const head = adobeTransform === 0 ? adobe(0) : jfif;
  const length = kept.reduce((sum, { from, to }) => sum + to - from, soi.length + head.length + eoi.length);
  const out = new Uint8Array(length);
  out.set([...soi, ...head]);
  let at = soi.length + head.length;
  for (const { from, to } of kept) {
    out.set(bytes.subarray(from, to), at);
    at += to - from;
  }
  out.set(eoi, at);
  return accept(out);
}
