import { attempt, BadInput, type Result } from "../result.ts";
import type { FingerImage } from "./dg3.ts";
import { readImageSize } from "./image.ts";

export type FingerImageSize = Pick<FingerImage, "compression" | "width" | "height">;

/** What an image of a finger is, by its own headers: JPEG, PNG (ISO/IEC 15948) or WSQ (IAFIS-IC-0110). The picture is not decoded; anything else is `unsupported`. */
export function readFingerImageSize(image: Uint8Array): Result<FingerImageSize> {
  return attempt(() => {
    const bytes = Buffer.from(image.buffer, image.byteOffset, image.byteLength);
    if (bytes.subarray(0, 8).equals(png)) return sizeOfPng(bytes);
    if (bytes.subarray(0, 2).equals(wsq)) return sizeOfWsq(bytes);
    const read = readImageSize(bytes);
    if (!read.ok) throw new BadInput(read.fault.code, read.fault.offset, read.fault.what);
    if (read.value.format !== "jpeg") throw new BadInput("unsupported", 0, "image");
    return { compression: "jpeg", width: read.value.width, height: read.value.height };
  });
}

const png = Buffer.from("89504e470d0a1a0a", "hex");
const wsq = Buffer.from("ffa0", "hex");
const wsqFrame = 0xffa2;

function sizeOfPng(bytes: Buffer): FingerImageSize {
  if (bytes.length < 24) throw new BadInput("truncated", bytes.length, "PNG");
  return checked({ compression: "png", width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }, 16);
}

/** Segments up to the frame header: length, black, white, height, width. */
function sizeOfWsq(bytes: Buffer): FingerImageSize {
  for (let at = 2; at + 10 <= bytes.length; at += 2 + Math.max(2, bytes.readUInt16BE(at + 2))) {
    if (bytes[at] !== 0xff) throw new BadInput("bad-value", at, "WSQ marker");
    if (bytes.readUInt16BE(at) === wsqFrame)
      return checked({ compression: "wsq", height: bytes.readUInt16BE(at + 6), width: bytes.readUInt16BE(at + 8) }, at);
  }
  throw new BadInput("truncated", bytes.length, "WSQ");
}

function checked(size: FingerImageSize, at: number): FingerImageSize {
  if ([size.width, size.height].some((length) => length === 0 || length > 0xffff)) throw new BadInput("bad-value", at, "image size");
  return size;
}
