import { BackwardWriter, headLength } from "../tlv/write-backwards.ts";
import { biometricHeader, closeGroup, closeTemplate, groupLength, templateLength } from "./biometric-template.ts";
import { groupTag } from "./files.ts";

/** One finger. `position` 1 to 5: right thumb to little finger, 6 to 10: left thumb to little finger (ISO/IEC 19794-4 table 5). */
export type FingerImage = {
  position: number;
  image: Buffer;
  compression: keyof typeof compressions;
  width: number;
  height: number;
  /** pixels per inch */
  resolution: number;
};

/** ISO/IEC 19794-4:2005 table 3. */
const compressions = { none: 0, wsq: 2, jpeg: 3, jpeg2000: 4, png: 5 } as const;

const type = 0x08;
const format = 0x07;
const pixelsPerInch = 1;
/** Acquisition level 31: 500 ppi, 8 bits (table 1). */
const acquisitionLevel = 31;
const plainLiveScan = 0;
const headerLength = 32;
const viewHeaderLength = 14;

/**
 * EF.DG3 (9303-10 4.7.3): a biometric information template per finger. Readable only after extended access control, so this package writes it and does not read
 * it.
 * @param filler for a person without fingers: random bytes of at least 8, under tag 53, so that the hash in EF.SOD does not tell that the group is empty
 */
export function writeDg3(fingers: readonly FingerImage[], filler: Uint8Array): Buffer {
  const images = fingers.reduce((sum, { image }) => sum + templateLength + headerLength + viewHeaderLength + image.length, 0);
  const out = new BackwardWriter(2 * headLength + groupLength + images + filler.length);
  const { end } = out;
  if (fingers.length === 0) {
    out.bytes(filler);
    out.head(0x53, end);
  }
  const groupEnd = out.end;
  for (const finger of fingers.toReversed()) {
    const ends = out.end;
    out.bytes(finger.image);
    out.bytes(recordHead(finger));
    closeTemplate(out, ends, biometricHeader({ type, subtype: subtypeOf(finger.position), format }));
  }
  closeGroup(out, groupEnd, fingers.length);
  out.head(groupTag(3), end);
  return out.take();
}

/** CBEFF: bits 1-2 right or left hand, bits 3-5 thumb to little finger (9303-10 table 48). */
function subtypeOf(position: number): number {
  const isRight = position <= 5;
  return (isRight ? 0b01 : 0b10) | ((isRight ? position : position - 5) << 2);
}

/** Of a record of one view, up to the image. */
function recordHead({ position, image, compression, width, height, resolution }: FingerImage): Buffer {
  const header = Buffer.alloc(headerLength + viewHeaderLength);
  header.write("FIR\x00010\0", "latin1");
  header.writeUIntBE(header.length + image.length, 8, 6);
  header.writeUInt16BE(acquisitionLevel, 16);
  header.writeUInt8(1, 18);
  header.writeUInt8(pixelsPerInch, 19);
  for (const at of [20, 22, 24, 26]) header.writeUInt16BE(resolution, at);
  header.writeUInt8(8, 28);
  header.writeUInt8(compressions[compression], 29);
  header.writeUInt32BE(viewHeaderLength + image.length, headerLength);
  header.writeUInt8(position, headerLength + 4);
  // the only view of this finger
  header.writeUInt8(1, headerLength + 5);
  header.writeUInt8(1, headerLength + 6);
  // quality: undefined
  header.writeUInt8(254, headerLength + 7);
  header.writeUInt8(plainLiveScan, headerLength + 8);
  header.writeUInt16BE(width, headerLength + 9);
  header.writeUInt16BE(height, headerLength + 11);
  return header;
}
