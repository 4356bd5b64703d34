import { attempt, BadInput, type Result } from "../result.ts";

export type ImageFormat = "jpeg" | "jpeg2000";
export type ImageSize = { format: ImageFormat; width: number; height: number };

/**
 * What an image is, by its own headers: JPEG (ISO/IEC 10918-1), JPEG 2000 (ISO/IEC 15444-1) as a file or a bare codestream. The picture is not decoded. Anything else,
 * and anything without a size, is `unsupported`, `truncated` or `bad-value`.
 */
export function readImageSize(image: Uint8Array): Result<ImageSize> {
  return attempt(() => {
    const bytes = Buffer.from(image.buffer, image.byteOffset, image.byteLength);
    const size = isJpeg(bytes) ? sizeOfJpeg(bytes) : sizeOfJpeg2000(bytes);
    if (size.width === 0 || size.height === 0 || size.width > 0xffff || size.height > 0xffff)
      throw new BadInput("bad-value", 0, "image size");
    return size;
  });
}

const isJpeg = (bytes: Buffer) => bytes.subarray(0, 3).equals(Buffer.of(0xff, 0xd8, 0xff));

/** Markers that start a frame and so carry the size: SOF0 to SOF15 but for DHT, JPG and DAC. */
const startsFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function sizeOfJpeg(bytes: Buffer): ImageSize {
  let at = 2;
  while (at + 9 <= bytes.length) {
    if (bytes[at] !== 0xff) throw new BadInput("bad-value", at, "JPEG marker");
    const marker = bytes[at + 1] as number;
    if (marker === 0xff) at += 1;
    else if (startsFrame(marker)) return { format: "jpeg", height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) at += 2;
    else if (marker === 0xd9 || marker === 0xda) throw new BadInput("missing", at, "JPEG frame header");
    else at += 2 + Math.max(2, bytes.readUInt16BE(at + 2));
  }
  throw new BadInput("truncated", bytes.length, "JPEG");
}

const codestream = Buffer.from("ff4fff51", "hex");
const signatureBox = Buffer.from("0000000c6a5020200d0a870a", "hex");

function sizeOfJpeg2000(bytes: Buffer): ImageSize {
  if (bytes.subarray(0, 4).equals(codestream)) return sizeOfCodestream(bytes, 0);
  if (!bytes.subarray(0, 12).equals(signatureBox)) throw new BadInput("unsupported", 0, "image");
  const header = bytes.indexOf("ihdr", 12, "latin1");
  if (header < 0) throw new BadInput("missing", 12, "JPEG 2000 image header");
  if (header + 12 > bytes.length) throw new BadInput("truncated", header, "JPEG 2000 image header");
  return { format: "jpeg2000", height: bytes.readUInt32BE(header + 4), width: bytes.readUInt32BE(header + 8) };
}

/** Xsiz, Ysiz, XOsiz and YOsiz of the SIZ segment. */
function sizeOfCodestream(bytes: Buffer, at: number): ImageSize {
  if (at + 24 > bytes.length) throw new BadInput("truncated", at, "JPEG 2000 codestream");
  const [x, y, left, top] = [8, 12, 16, 20].map((offset) => bytes.readUInt32BE(at + offset)) as [number, number, number, number];
  return { format: "jpeg2000", width: Math.max(0, x - left), height: Math.max(0, y - top) };
}
