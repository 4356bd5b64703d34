import { BadInput } from "../result.ts";
import type { BackwardWriter } from "../tlv/write-backwards.ts";
import type { ImageFormat } from "./image.ts";

/** A picture of a face and what is said of it (ISO/IEC 19794-5:2005 5.5 to 5.7). Codes as in the standard, 0 = unspecified. */
export type FaceImage = {
  format: ImageFormat;
  /** the bytes of the image file */
  image: Uint8Array;
  /** pixels */
  width: number;
  height: number;
  /** 1 male, 2 female */
  gender: number;
  /** 0 basic, 1 full frontal, 2 token frontal */
  imageType: number;
  /** 2 = photograph from a digital still camera, 6 = video frame of a digital camera */
  sourceType: number;
};

const magic = Buffer.from("FAC\x00010\0", "latin1");
const headerLength = 14;
const informationLength = 20;
const imageInformationLength = 12;
const pointLength = 8;
/** more pictures or points than this are no record of a person */
const mostImages = 16;

export const faceRecordLength = ({ image }: FaceImage): number => headerLength + informationLength + imageInformationLength + image.length;

/** A facial record of one face without feature points: header, facial information, image information, image. */
export function putFaceRecord(out: BackwardWriter, face: FaceImage): void {
  const length = faceRecordLength(face);
  out.bytes(face.image);
  // image information; device and quality are unspecified
  out.number(0, 4);
  out.byte(face.sourceType);
  // colour space: 24 bit RGB as a digital camera has it
  out.byte(1);
  out.number(face.height, 2);
  out.number(face.width, 2);
  out.byte(face.format === "jpeg" ? 0 : 1);
  out.byte(face.imageType);
  // facial information; all but the sex is unspecified, and there are no feature points
  out.number(0, 13);
  out.byte(face.gender);
  out.number(0, 2);
  out.number(length - headerLength, 4);
  out.number(1, 2);
  out.number(length, 4);
  out.bytes(magic);
}

/** @param base where the record lies in the file, for the faults */
export function readFaceRecord(record: Buffer, base: number): FaceImage[] {
  if (record.length < headerLength) throw new BadInput("truncated", base, "facial record");
  if (!record.subarray(0, magic.length).equals(magic)) throw new BadInput("unsupported", base, "facial record format");
  if (record.readUInt32BE(8) !== record.length) throw new BadInput("bad-value", base + 8, "facial record length");
  const count = record.readUInt16BE(12);
  if (count === 0 || count > mostImages) throw new BadInput("bad-value", base + 12, "number of facial images");
  const faces: FaceImage[] = [];
  let at = headerLength;
  for (let i = 0; i < count; i += 1) {
    if (at + informationLength > record.length) throw new BadInput("truncated", base + at, "facial information");
    const length = record.readUInt32BE(at);
    const start = at + informationLength + record.readUInt16BE(at + 4) * pointLength;
    if (length > record.length - at || start + imageInformationLength > at + length)
      throw new BadInput("truncated", base + at, "facial information");
    faces.push(readFace(record.subarray(at, at + length), start - at, base + at));
    at += length;
  }
  if (at !== record.length) throw new BadInput("leftover-bytes", base + at, "facial record");
  return faces;
}

/** @param information where the image information begins, after the feature points */
function readFace(block: Buffer, information: number, base: number): FaceImage {
  const dataType = block[information + 1];
  if (dataType !== 0 && dataType !== 1) throw new BadInput("bad-value", base + information + 1, "image data type");
  return {
    format: dataType === 0 ? "jpeg" : "jpeg2000",
    image: block.subarray(information + imageInformationLength),
    width: block.readUInt16BE(information + 2),
    height: block.readUInt16BE(information + 4),
    gender: block.readUInt8(6),
    imageType: block.readUInt8(information),
    sourceType: block.readUInt8(information + 7),
  };
}
