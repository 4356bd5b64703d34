import { nfcStream } from "./nfc-stream.ts";
import { SINGLE_BYTE_TABLES } from "./single-byte.ts";
import { VniReader } from "./vni.ts";

/** Encodings in which Vietnamese rolls arrive. `tcvn3` is what ABC fonts (.VnTime) use. */
export const ENCODINGS = ["utf-8", "utf-16le", "windows-1258", "tcvn3", "vni", "viscii"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Bytes in, NFC text out. Pieces may be cut anywhere, also inside a character; joined, the answers are the whole text. */
export type StreamingDecoder = {
  /** Text that is certain so far; the last letter and its marks may come with a later call. */
  readonly write: (chunk: Uint8Array) => string;
  /** The rest. The decoder then starts afresh. */
  readonly end: () => string;
};

/**
 * A streaming decoder to NFC text. Bytes that mean nothing in the encoding become U+FFFD, one or more, so a caller can refuse the rows that
 * contain it; nothing is dropped and nothing throws. A BOM of the encoding at the start is dropped (UTF-8, UTF-16LE).
 *
 * Limits: `tcvn3` is read as TCVN 5712 VN1. Capitals that a file shows by switching to a capitals font (.VnTimeH) come out as small letters
 * ("NGUYễN THị"; `normaliseName` mends names), and windows-1252 quotes and dashes (0x80-0x9F) come out as capitals. `vni` and `windows-1258`
 * replace every byte without meaning; `viscii` and `tcvn3` give all 256 a meaning, so nothing in them can be invalid.
 */
export function decoderFor(encoding: Encoding): StreamingDecoder {
  const raw = rawDecoder(encoding);
  const nfc = nfcStream();
  return {
    write: (chunk) => nfc.push(raw.write(chunk)),
    end: () => nfc.push(raw.end()) + nfc.end(),
  };
}

function rawDecoder(encoding: Encoding): StreamingDecoder {
  switch (encoding) {
    case "utf-8":
    case "utf-16le":
      return unicodeDecoder(encoding);
    case "vni":
      return vniDecoder();
    case "tcvn3":
    case "viscii":
    case "windows-1258":
      return tableDecoder(SINGLE_BYTE_TABLES[encoding]);
  }
}

function unicodeDecoder(encoding: "utf-8" | "utf-16le"): StreamingDecoder {
  const decoder = new TextDecoder(encoding);
  return {
    write: (chunk) => decoder.decode(chunk, { stream: true }),
    end: () => decoder.decode(),
  };
}

function tableDecoder(table: Uint16Array): StreamingDecoder {
  return {
    write(chunk) {
      const units = new Uint16Array(chunk.length);
      for (let i = 0; i < chunk.length; i += 1) units[i] = table[chunk[i] as number] as number;
      return textOf(units);
    },
    end: () => "",
  };
}

function vniDecoder(): StreamingDecoder {
  const reader = new VniReader();
  return { write: (chunk) => textOf(reader.write(chunk)), end: () => textOf(reader.end()) };
}

/** Code units to a string; several times faster than String.fromCharCode on slices. Every machine Node 24 and browsers run on is little-endian. */
const unitsToText = new TextDecoder("utf-16le", { ignoreBOM: true });

function textOf(units: Uint16Array): string {
  return unitsToText.decode(units);
}
