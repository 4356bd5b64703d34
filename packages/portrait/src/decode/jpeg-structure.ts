import { accept, type Outcome, refuse } from "../outcome.ts";
import { orientationOf } from "./exif-orientation.ts";
import { type DecodeRefusal, exceedsPixels } from "./refusals.ts";

export type JpegStructure = {
  width: number;
  height: number;
  /** EXIF orientation, 1 to 8; 1 is upright */
  orientation: number;
  /** what a decoder needs, byte for byte and in order: from and to in the file */
  kept: { from: number; to: number }[];
  /** Adobe's colour transform (APP14), which says whether three components are RGB (0) or YCbCr (1) */
  adobeTransform: number | undefined;
};

const marker = { soi: 0xd8, eoi: 0xd9, sos: 0xda, dqt: 0xdb, dht: 0xc4, dri: 0xdd, com: 0xfe, exif: 0xe1, adobe: 0xee } as const;
/** Baseline, extended sequential, progressive, all Huffman coded (ITU-T T.81 table B.1). */
const frames = new Set([0xc0, 0xc1, 0xc2]);
const otherFrames = new Set([0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcc, 0xcd, 0xce, 0xcf, 0xdc, 0xde, 0xdf]);
const tables = new Set<number>([marker.dqt, marker.dht, marker.dri]);
/** A progressive picture has some ten scans; each costs a pass over all pixels however few bytes it has. */
const mostScans = 64;

type Walk = { bytes: Uint8Array; at: number; structure: JpegStructure; scans: number };

/**
 * Walks all segments of a JPEG (ITU-T T.81 annex B) from the first byte to the last. Nothing is decoded, nothing allocated; a bomb is seen by its frame header.
 * The end of image must be the end of the file: what follows it is shown by no viewer and read by many scripts.
 */
export function readJpegStructure(bytes: Uint8Array): Outcome<JpegStructure, DecodeRefusal> {
  if (bytes[0] !== 0xff || bytes[1] !== marker.soi || bytes[2] !== 0xff) return refuse("not-an-image");
  const structure: JpegStructure = { width: 0, height: 0, orientation: 1, kept: [], adobeTransform: undefined };
  const walk: Walk = { bytes, at: 2, structure, scans: 0 };
  for (;;) {
    if (bytes[walk.at] !== 0xff) return refuse(walk.at >= bytes.length ? "truncated" : "not-an-image");
    while (bytes[walk.at + 1] === 0xff) walk.at += 1;
    const code = bytes[walk.at + 1];
    if (code === undefined) return refuse("truncated");
    if (code === marker.eoi) return end(walk);
    const fault = segment(walk, code);
    if (fault !== undefined) return refuse(fault);
  }
}

function end({ bytes, at, structure, scans }: Walk): Outcome<JpegStructure, DecodeRefusal> {
  if (scans === 0) return refuse("truncated");
  return at + 2 === bytes.length ? accept(structure) : refuse("trailing-data");
}

const isApplication = (code: number) => code >= 0xe0 && code <= 0xef;
const isKnown = (code: number) => isApplication(code) || tables.has(code) || frames.has(code) || code === marker.sos || code === marker.com;

/** Steps over one segment. @returns why it cannot be taken */
function segment(walk: Walk, code: number): DecodeRefusal | undefined {
  const { bytes, at, structure } = walk;
  if (otherFrames.has(code)) return "unsupported";
  if (!isKnown(code)) return "not-an-image";
  if (at + 3 >= bytes.length) return "truncated";
  const length = wordAt(bytes, at + 2);
  const next = at + 2 + length;
  if (next > bytes.length) return "truncated";
  if (length < 2) return "not-an-image";
  const body = bytes.subarray(at + 4, next);
  walk.at = next;
  if (code === marker.sos) return scan(walk, at);
  if (isApplication(code)) noteApplication(structure, code, body);
  else if (code !== marker.com) structure.kept.push({ from: at, to: next });
  return frames.has(code) ? frame(structure, body) : undefined;
}

const wordAt = (bytes: Uint8Array, at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

function noteApplication(structure: JpegStructure, code: number, body: Uint8Array): void {
  if (code === marker.exif) structure.orientation = orientationOf(body) ?? structure.orientation;
  if (code === marker.adobe && body.length >= 12) structure.adobeTransform = body[11];
}

/** T.81 B.2.2: precision, lines, samples a line, components. */
function frame(structure: JpegStructure, body: Uint8Array): DecodeRefusal | undefined {
  if (structure.width !== 0) return "unsupported";
  const components = body[5] ?? 0;
  if (body[0] !== 8 || (components !== 1 && components !== 3)) return "unsupported";
  if (body.length !== 6 + components * 3) return "not-an-image";
  structure.height = wordAt(body, 1);
  structure.width = wordAt(body, 3);
  // no lines here means that a DNL segment tells them after the first scan
  if (structure.width === 0 || structure.height === 0) return "unsupported";
  const samplings = Array.from({ length: components }, (_, i) => body[7 + i * 3] ?? 0);
  if (samplings.some((sampling) => [sampling >> 4, sampling & 15].some((factor) => factor < 1 || factor > 4))) return "not-an-image";
  return exceedsPixels(structure.width, structure.height) ? "too-large" : undefined;
}

/** Entropy-coded data reaches up to the next marker that is neither a stuffed zero nor a restart. */
function scan(walk: Walk, from: number): DecodeRefusal | undefined {
  const { bytes, structure } = walk;
  if (structure.width === 0) return "not-an-image";
  walk.scans += 1;
  if (walk.scans > mostScans) return "unsupported";
  for (let i = walk.at; ; i += 1) {
    i = bytes.indexOf(0xff, i);
    const code = i < 0 ? undefined : bytes[i + 1];
    if (code === undefined) return "truncated";
    if (code === 0 || (code >= 0xd0 && code <= 0xd7)) continue;
    walk.at = i;
    structure.kept.push({ from, to: i });
    return undefined;
  }
}
