import { Unzlib } from "fflate";
import { accept, type Outcome, refuse } from "../outcome.ts";
import { type DecodeRefusal, exceedsPixels } from "./refusals.ts";

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Samples a pixel by colour type (ISO/IEC 15948 table 11.1). */
const samples: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Text, profiles and unknown chunks are dropped before decoding. */
const kept = new Set(["IHDR", "PLTE", "tRNS", "IDAT", "IEND"]);

export type PngStructure = {
  width: number;
  height: number;
  bitDepth: number;
  colourType: number;
  chunks: { type: string; from: number; to: number }[];
};

/** Walks all chunks (ISO/IEC 15948) to the last byte, then inflates the pixels in small pieces to see that they are neither more nor less than the header says. */
export function readPngStructure(bytes: Uint8Array): Outcome<PngStructure, DecodeRefusal> {
  if (signature.some((byte, i) => bytes[i] !== byte)) return refuse("not-an-image");
  const walked = walkChunks(bytes);
  if (!walked.ok) return walked;
  const header = readHeader(bytes, walked.value);
  if (!header.ok) return header;
  const fault = inflatedFault(bytes, header.value);
  return fault === undefined ? header : refuse(fault);
}

function walkChunks(bytes: Uint8Array): Outcome<PngStructure["chunks"], DecodeRefusal> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const chunks: PngStructure["chunks"] = [];
  for (let at = 8; ;) {
    if (at + 12 > bytes.length) return refuse("truncated");
    const to = at + 12 + view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (!/^[A-Za-z]{4}$/.test(type)) return refuse("not-an-image");
    if (to > bytes.length) return refuse("truncated");
    if (kept.has(type)) chunks.push({ type, from: at, to });
    else if (/^[A-Z]/.test(type)) return refuse("unsupported");
    at = to;
    if (type === "IEND") return at === bytes.length ? accept(chunks) : refuse("trailing-data");
  }
}

/** ISO/IEC 15948 11.2.2. Interlaced pictures and fewer than 8 bits a sample are refused: no camera writes them. */
function readHeader(bytes: Uint8Array, chunks: PngStructure["chunks"]): Outcome<PngStructure, DecodeRefusal> {
  const [first, ...rest] = chunks;
  if (first?.type !== "IHDR" || first.to - first.from !== 25 || rest.some(({ type }) => type === "IHDR")) return refuse("not-an-image");
  const view = new DataView(bytes.buffer, bytes.byteOffset + first.from + 8, 13);
  const [width, height, bitDepth, colourType] = [view.getUint32(0), view.getUint32(4), view.getUint8(8), view.getUint8(9)];
  if (width === 0 || height === 0) return refuse("not-an-image");
  if (exceedsPixels(width, height)) return refuse("too-large");
  if (bitDepth !== 8 || samples[colourType] === undefined || view.getUint8(12) !== 0) return refuse("unsupported");
  if (colourType === 3 && !rest.some(({ type }) => type === "PLTE")) return refuse("not-an-image");
  if (!rest.some(({ type }) => type === "IDAT")) return refuse("truncated");
  return accept({ width, height, bitDepth, colourType, chunks });
}

/** A byte of filter and the samples, each line. 16 KiB of input inflate to 16 MiB at most, so a bomb ends within one piece of its size. */
function inflatedFault(bytes: Uint8Array, { width, height, colourType, chunks }: PngStructure): DecodeRefusal | undefined {
  const expected = (width * (samples[colourType] ?? 0) + 1) * height;
  let inflated = 0;
  const unzlib = new Unzlib((piece) => (inflated += piece.length));
  const data = chunks.filter(({ type }) => type === "IDAT");
  try {
    for (const [index, { from, to }] of data.entries()) {
      for (let at = from + 8; at < to - 4; at += 16_384) {
        unzlib.push(bytes.subarray(at, Math.min(to - 4, at + 16_384)), false);
        if (inflated > expected) return "too-large";
      }
      if (index === data.length - 1) unzlib.push(new Uint8Array(0), true);
    }
  } catch {
    return "truncated";
  }
  return inflated === expected ? undefined : "truncated";
}
