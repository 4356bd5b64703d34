import { BadInput } from "../result.ts";
import { readSmallInteger, smallInteger, tag } from "../tlv/der.ts";
import type { TlvCursor } from "../tlv/read.ts";
import { encode, type Piece, tlv, type TlvElement } from "../tlv/write.ts";

/** Biometric type, subtype and format of a CBEFF header (ISO/IEC 19785-1, 9303-10 4.7.2.1). */
export type BiometricHeader = { type: number; subtype: number; format: number };

/** ISO/IEC JTC 1/SC 37. */
const formatOwner = Buffer.of(0x01, 0x01);
const headerVersion = Buffer.of(0x01, 0x01);

const group = 0x7f61;
const template = 0x7f60;
const header = 0xa1;
const dataBlock = 0x5f2e;
const constructedDataBlock = 0x7f2e;

/** A biometric header template, with the version 1.1 of ICAO's header (9303-10 table 45). */
export const biometricHeader = ({ type, subtype, format }: BiometricHeader): Buffer =>
  encode(
    tlv(
      header,
      tlv(0x80, headerVersion),
      tlv(0x81, Buffer.of(type)),
      tlv(0x82, Buffer.of(subtype)),
      tlv(0x87, formatOwner),
      tlv(0x88, Buffer.of(0, format)),
    ),
  );

/** A biometric information template group: one template per record (ISO/IEC 7816-11, 9303-10 4.7.2.1). */
export function biometricGroup(records: readonly { header: Piece; record: readonly Piece[] }[]): TlvElement {
  const templates = records.map(({ header: written, record }) => tlv(template, written, tlv(dataBlock, ...record)));
  return tlv(group, smallInteger(records.length), ...templates);
}

/** The data blocks of a group, with their place in the file. Of the headers only the form is checked: readers go by the record's own format identifier. */
export function readBiometricGroup(file: TlvCursor, what: string): { record: Buffer; offset: number }[] {
  const templates = file.enter(group, what);
  const counter = templates.take(tag.integer, "number of templates");
  const count = readSmallInteger(counter, "number of templates");
  const blocks: { record: Buffer; offset: number }[] = [];
  while (!templates.done) {
    const inside = templates.enter(template, "biometric information template");
    inside.take(header, "biometric header template");
    const block = inside.element("biometric data block");
    if (block.tag !== dataBlock && block.tag !== constructedDataBlock)
      throw new BadInput("unexpected-tag", block.offset, "biometric data block");
    inside.close("biometric information template");
    blocks.push({ record: block.value, offset: block.valueOffset });
  }
  if (blocks.length !== count) throw new BadInput("bad-value", counter.offset, "number of templates");
  return blocks;
}
