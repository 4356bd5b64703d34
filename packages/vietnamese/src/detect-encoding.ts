import { FREQUENT_SYLLABLES } from "./frequent-syllables.ts";
import { decoderFor, type Encoding } from "./decoder.ts";
import { isSyllable } from "./syllable.ts";

/** What a sample looks like. `confidence` runs from 0 (a guess) to 1; below 0.5 a person should look at a few decoded rows. */
export type DetectedEncoding = { readonly encoding: Encoding; readonly bom: boolean; readonly confidence: number };

/** More than this tells nothing new; all candidates over 64 kB take 20-40 ms. */
const SAMPLE_BYTES = 65_536;
/** In this order where scores are equal. */
const LEGACY = ["tcvn3", "windows-1258", "vni", "viscii"] as const;

/**
 * Guesses the encoding of the first bytes of a file (some kB are plenty; a few names do). BOMs decide; then the zero bytes of UTF-16LE; then valid
 * UTF-8. Anything else is decoded in every candidate, UTF-8 included (a few broken rows do not make it another), and the words with non-ASCII
 * letters are judged: common in rolls, a possible Vietnamese syllable, or neither.
 * A pure ASCII sample reads the same in all of them: `utf-8` with confidence 1. Where no candidate finds Vietnamese it is `utf-8`
 * with confidence 0. UTF-16BE is not known: its NUL bytes show in whatever is read.
 */
export function detectEncoding(sample: Uint8Array): DetectedEncoding {
  const bytes = sample.subarray(0, SAMPLE_BYTES);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: "utf-8", bom: true, confidence: 1 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: "utf-16le", bom: true, confidence: 1 };
  if (looksLikeUtf16(bytes)) return { encoding: "utf-16le", bom: false, confidence: 0.95 };
  const { sequences, broken, unfinished } = countUtf8(bytes);
  if (broken > 0 || (unfinished && sequences === 0)) return bestByWords(bytes);
  // Legacy bytes form a valid sequence by chance now and then, but hardly ever only valid ones.
  return { encoding: "utf-8", bom: false, confidence: sequences === 0 ? 1 : 1 - 0.2 ** sequences };
}

/** UTF-16LE Vietnamese has a zero as every second byte of separators, digits and plain letters; UTF-8 and legacy text have none. */
function looksLikeUtf16(bytes: Uint8Array): boolean {
  let odd = 0;
  let even = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    if (bytes[i] !== 0) continue;
    if (i % 2 === 1) odd += 1;
    else even += 1;
  }
  const units = bytes.length >> 1;
  return units > 0 && odd > units * 0.3 && even < odd / 8;
}

type Utf8Count = { readonly sequences: number; readonly broken: number; readonly unfinished: boolean };

/** Complete multi-byte sequences, stray bytes, and whether the sample ends within a sequence. */
function countUtf8(bytes: Uint8Array): Utf8Count {
  let sequences = 0;
  let broken = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    const following = followersOf(bytes[i] as number);
    if (following === 0) continue;
    if (following === Number.POSITIVE_INFINITY) {
      broken += 1;
      continue;
    }
    let seen = 0;
    while (seen < following && isContinuation(bytes[i + seen + 1])) seen += 1;
    if (seen < following && i + seen + 1 >= bytes.length) return { sequences, broken, unfinished: true };
    if (seen === following) sequences += 1;
    else broken += 1;
    i += seen;
  }
  return { sequences, broken, unfinished: false };
}

/** How many bytes must follow this one; Infinity when it begins none. */
function followersOf(lead: number): number {
  if (lead < 0x80) return 0;
  if (lead < 0xc2 || lead > 0xf4) return Number.POSITIVE_INFINITY;
  if (lead < 0xe0) return 1;
  return lead < 0xf0 ? 2 : 3;
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

type Score = { readonly encoding: Encoding; readonly mean: number; readonly words: number };

function bestByWords(bytes: Uint8Array): DetectedEncoding {
  const scores = (["utf-8", ...LEGACY] as const).map((encoding) => scoreOf(bytes, encoding)).sort((a, b) => b.mean - a.mean);
  const [best, second] = scores as [Score, Score];
  if (best.mean <= 0) return { encoding: "utf-8", bom: false, confidence: 0 };
  const lead = Math.min(1, (best.mean - Math.max(0, second.mean)) / best.mean);
  const evidence = best.words / (best.words + 1);
  return { encoding: best.encoding, bom: false, confidence: Math.min(1, best.mean) * (0.4 + 0.6 * lead) * evidence };
}

/** Mean worth of the different words with non-ASCII letters: 1.5 common, 1 possible, -1 impossible. */
function scoreOf(bytes: Uint8Array, encoding: Encoding): Score {
  const decoder = decoderFor(encoding);
  const text = decoder.write(bytes) + decoder.end();
  const words = new Set(text.match(/[a-z\u0080-\uffff]*[\u0080-\uffff][a-z\u0080-\uffff]*/giu));
  let worth = 0;
  let judged = 0;
  for (const word of words) {
    const value = worthOf(word);
    if (value === undefined) continue;
    worth += value;
    judged += 1;
  }
  return { encoding, mean: judged === 0 ? 0 : worth / judged, words: judged };
}

/** Punctuation of good files that may cling to a word. */
const EDGES = /^[\s“”‘’«»–—…•°·]+|[\s“”‘’«»–—…•°·]+$/gu;

function worthOf(raw: string): number | undefined {
  const word = raw.replace(EDGES, "");
  if (word === "") return undefined;
  const lower = word.toLowerCase();
  if (!isSyllable(lower)) return -1;
  const value = FREQUENT_SYLLABLES.has(lower) ? 1.5 : 1;
  return hasUsualCase(word) ? value : value / 2;
}

/** "Đặng", "đặng", "ĐẶNG", and "NGUYễN" from a capitals font; not "ĐặNg". */
function hasUsualCase(word: string): boolean {
  const rest = word.slice(1);
  return rest === rest.toLowerCase() || word === word.toUpperCase() || !/[a-z]/.test(word);
}
