import { BadInput } from "../result.ts";
import { readSmallInteger, tag } from "../tlv/der.ts";
import type { TlvCursor } from "../tlv/read.ts";
import { type BackwardWriter, headLength } from "../tlv/write-backwards.ts";
import { encode, tlv } from "../tlv/write.ts";

/** Biometric type, subtype and format of a CBEFF header (ISO/IEC 19785-1, 9303-10 4.7.2.1). */
export type BiometricHeader = { type: number; subtype: number; format: number };

/** ISO/IEC JTC 1/SC 37. */
const formatOwner = Buffer.of(0x01, 0x01);
/** Tags, lengths and headers of a group and of a template in it, at most. */
export const groupLength = headLength + 3;
export const templateLength = 2 * headLength + 20;

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

/** A biometric information template around the record that was written since `end` (ISO/IEC 7816-11). */
export function closeTemplate(out: BackwardWriter, end: number, written: Buffer): void {
  out.head(dataBlock, end);
  out.bytes(written);
  out.head(template, end);
}

/** The group around all templates written since `end` (ISO/IEC 7816-11, 9303-10 4.7.2.1). */
export function closeGroup(out: BackwardWriter, end: number, templates: number): void {
  const ends = out.end;
  out.byte(templates);
  out.head(tag.integer, ends);
  out.head(group, end);
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
