import { BadInput } from "../result.ts";
import type { Element } from "./read.ts";
import { type Piece, tlv, type TlvElement } from "./write.ts";

/** Tags of ASN.1's universal types (ISO/IEC 8824-1 8.4), as they stand in DER. */
export const tag = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8String: 0x0c,
  printableString: 0x13,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
  /** context-specific, constructed */
  context: (n: number): number => 0xa0 + n,
} as const;

export const sequence = (...pieces: Piece[]): TlvElement => tlv(tag.sequence, ...pieces);
export const set = (...pieces: Piece[]): TlvElement => tlv(tag.set, ...pieces);
export const octetString = (...pieces: Piece[]): TlvElement => tlv(tag.octetString, ...pieces);
export const explicit = (n: number, ...pieces: Piece[]): TlvElement => tlv(tag.context(n), ...pieces);
export const printableString = (text: string): TlvElement => tlv(tag.printableString, Buffer.from(text, "latin1"));

/** A small number, 0 to 127: versions, data group numbers. */
export const smallInteger = (n: number): TlvElement => tlv(tag.integer, Buffer.of(n));

export function oid(dotted: string): TlvElement {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const octets: number[] = [];
  for (const arc of [first * 40 + second, ...rest]) {
    const base128: number[] = [arc & 0x7f];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) base128.unshift((left & 0x7f) | 0x80);
    octets.push(...base128);
  }
  return tlv(tag.oid, Buffer.from(octets));
}

/** UTCTime through 2049, GeneralizedTime from 2050 (RFC 5652 11.3, 9303-12 table 5); whole seconds. */
export function time(moment: Date): TlvElement {
  const digits = moment.toISOString().replace(/[-:T]|\.\d+Z$/g, "");
  const year = moment.getUTCFullYear();
  const inUtcTime = year >= 1950 && year < 2050;
  return tlv(inUtcTime ? tag.utcTime : tag.generalizedTime, Buffer.from(`${inUtcTime ? digits.slice(2) : digits}Z`, "latin1"));
}

/** The elements of a SET OF in the order that DER wants: by their encodings (ISO/IEC 8825-1 11.6). */
export const sortedSet = (members: readonly Uint8Array[]): TlvElement => tlv(tag.set, ...[...members].sort((a, b) => Buffer.compare(a, b)));

export function readOid(element: Element, what: string): string {
  const bad = () => new BadInput("bad-value", element.offset, what);
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of element.value) {
    if (arc > 2 ** 40 || (arc === 0 && byte === 0x80)) throw bad();
    arc = arc * 128 + (byte & 0x7f);
    if ((byte & 0x80) === 0) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const first = arcs[0];
  if (first === undefined || arcs.length > 32 || ((element.value.at(-1) ?? 0) & 0x80) !== 0) throw bad();
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - root * 40, ...arcs.slice(1)].join(".");
}

/** A non-negative INTEGER of at most 4 octets in its shortest form. */
export function readSmallInteger(element: Element, what: string): number {
  const { value } = element;
  const [first = 0x80, second = 0x80] = value;
  if (value.length > 4 || first >= 0x80 || (value.length > 1 && first === 0 && second < 0x80)) {
    throw new BadInput("bad-value", element.offset, what);
  }
  return value.readUIntBE(0, value.length);
}

/** UTCTime or GeneralizedTime, ending in Z, with seconds. */
export function readTime(element: Element, what: string): Date {
  const bad = () => new BadInput("bad-value", element.offset, what);
  const text = element.value.toString("latin1");
  const isUtc = element.tag === tag.utcTime;
  if (!isUtc && element.tag !== tag.generalizedTime) throw new BadInput("unexpected-tag", element.offset, what);
  if (!(isUtc ? /^\d{12}Z$/ : /^\d{14}Z$/).test(text)) throw bad();
  const digits = isUtc ? `${Number(text.slice(0, 2)) < 50 ? "20" : "19"}${text}` : text;
  const iso = digits.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6.000Z");
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime()) || moment.toISOString() !== iso) throw bad();
  return moment;
}

export function readUtf8(element: Element, what: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(element.value);
  } catch {
    throw new BadInput("bad-value", element.offset, what);
  }
}
