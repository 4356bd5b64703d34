import { BadInput } from "../result.ts";
import type { ImageFormat } from "./image.ts";

/** A picture of a face and what is said of it (ISO/IEC 19794-5:2005 5.5 to 5.7). Codes as in the standard, 0 = unspecified. */
export type FaceImage = {
  format: ImageFormat;
  /** the bytes of the image file */
  image: Buffer;
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

/** A facial record without feature points: header, facial information, image information, image. */
export function writeFaceRecord(faces: readonly FaceImage[]): Buffer[] {
  const blocks = faces.flatMap((face) => {
    // from the pool, which `alloc` does not use
    const information = Buffer.allocUnsafe(informationLength + imageInformationLength).fill(0);
    information.writeUInt32BE(information.length + face.image.length, 0);
    information.writeUInt8(face.gender, 6);
    information.writeUInt8(face.imageType, informationLength);
    information.writeUInt8(face.format === "jpeg" ? 0 : 1, informationLength + 1);
    information.writeUInt16BE(face.width, informationLength + 2);
    information.writeUInt16BE(face.height, informationLength + 4);
    // colour space: 24 bit RGB as a digital camera has it
    information.writeUInt8(1, informationLength + 6);
    information.writeUInt8(face.sourceType, informationLength + 7);
    return [information, face.image];
  });
  const header = Buffer.allocUnsafe(headerLength).fill(0);
  magic.copy(header);
  header.writeUInt32BE(headerLength + blocks.reduce((sum, block) => sum + block.length, 0), 8);
  header.writeUInt16BE(faces.length, 12);
  return [header, ...blocks];
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
