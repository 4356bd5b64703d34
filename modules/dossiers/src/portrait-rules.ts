import { accept, type Outcome, refuse, type Text } from "@dinhdanh/kernel/contract";
import { largestPortraitBytes } from "./steps.ts";

/** Of the file of a portrait, wherever it comes from. */
export const portraitFaults = {
  "portrait-too-large": {
    vi: "Ảnh chân dung lớn hơn 1 MB: chụp lại, hoặc chọn ảnh nhỏ hơn",
    en: "The portrait is larger than 1 MB: take it again, or choose a smaller one",
  },
  "portrait-not-jpeg": {
    vi: "Ảnh chân dung không phải JPEG: chụp lại, hoặc chọn tệp khác",
    en: "The portrait is not a JPEG: take it again, or choose another file",
  },
  "portrait-broken": {
    vi: "Ảnh JPEG bị hỏng hoặc bị cắt: chụp lại, hoặc chọn tệp khác",
    en: "The JPEG is broken or cut off: take it again, or choose another file",
  },
  "portrait-has-script": {
    vi: "Tệp ảnh có mã nhúng: không dùng tệp này, chụp lại",
    en: "The image carries a script: do not use this file, take the portrait again",
  },
  "portrait-trailing-bytes": {
    vi: "Có dữ liệu sau phần ảnh: chụp lại, hoặc chọn tệp khác",
    en: "There are bytes after the image: take it again, or choose another file",
  },
  "portrait-size": {
    vi: "Kích thước ảnh ngoài khoảng cho phép: chụp lại",
    en: "The image's width or height is out of bounds: take it again",
  },
} as const satisfies Record<string, Text>;
export type PortraitFault = keyof typeof portraitFaults;

const pixels = { least: 60, most: 4096 };

export type Portrait = { bytes: Uint8Array; width: number; height: number };

const marker = { startOfImage: 0xd8, endOfImage: 0xd9, startOfScan: 0xda, comment: 0xfe };
const isFrame = (code: number) => code >= 0xc0 && code <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(code);
const isMetadata = (code: number) => (code >= 0xe0 && code <= 0xef) || code === marker.comment;
const standsAlone = (code: number) => code === 0x01 || (code >= 0xd0 && code <= 0xd7);
const script = /<\s*(script|svg|html|iframe|object|embed|\?php|!doctype)|javascript:/i;

/**
 * Walks a JPEG segment by segment (ITU-T T.81 annex B) and ends exactly with its end-of-image marker: text formats such as SVG, what is
 * appended behind the image and scripts in its metadata are refused by name. The pixels are not decoded.
 */
export function readPortrait(bytes: Uint8Array): Outcome<Portrait, PortraitFault> {
  if (bytes.length > largestPortraitBytes) return refuse("portrait-too-large");
  if (bytes[0] !== 0xff || bytes[1] !== marker.startOfImage) return refuse(hasScript(bytes) ? "portrait-has-script" : "portrait-not-jpeg");
  let at = 2;
  let size: Size | undefined;
  let hasPixels = false;
  for (let segment = readSegment(bytes, at); ; segment = readSegment(bytes, at)) {
    if (segment === undefined) return refuse("portrait-broken");
    at = segment.end;
    if (segment.code === marker.endOfImage) break;
    hasPixels ||= segment.code === marker.startOfScan;
    if (isMetadata(segment.code) && hasScript(segment.content)) return refuse("portrait-has-script");
    if (isFrame(segment.code) && segment.content.length >= 6)
      size ??= { height: word(segment.content, 1), width: word(segment.content, 3) };
  }
  if (at < bytes.length) return refuse(hasScript(bytes.subarray(at)) ? "portrait-has-script" : "portrait-trailing-bytes");
  if (size === undefined || !hasPixels) return refuse("portrait-broken");
  const fits = [size.width, size.height].every((length) => length >= pixels.least && length <= pixels.most);
  return fits ? accept({ bytes, ...size }) : refuse("portrait-size");
}

type Size = { width: number; height: number };
type Segment = { code: number; content: Uint8Array; end: number };

/** The marker at `from`, what belongs to it, and where the next one stands; undefined when there is none or it is cut off. */
function readSegment(bytes: Uint8Array, from: number): Segment | undefined {
  let at = from;
  if (bytes[at] !== 0xff) return undefined;
  while (bytes[at + 1] === 0xff) at += 1;
  const code = bytes[at + 1];
  if (code === undefined) return undefined;
  at += 2;
  if (code === marker.endOfImage || standsAlone(code)) return { code, content: bytes.subarray(at, at), end: at };
  const length = word(bytes, at);
  if (length < 2 || at + length > bytes.length) return undefined;
  const end = code === marker.startOfScan ? endOfScan(bytes, at + length) : at + length;
  return { code, content: bytes.subarray(at + 2, at + length), end };
}

const word = (bytes: Uint8Array, at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

/** Entropy-coded data goes on to the next marker that is not a stuffed zero or a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0x00 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}

const hasScript = (bytes: Uint8Array): boolean => script.test(new TextDecoder("latin1").decode(bytes));
