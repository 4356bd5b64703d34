/** An element that knows its size before any byte is written, so that nested structures are copied once. */
export type TlvElement = { tag: number; length: number; size: number; pieces: readonly Piece[] };
export type Piece = Uint8Array | TlvElement;

const sizeOf = (piece: Piece): number => ("tag" in piece ? piece.size : piece.length);
export const octetsOf = (n: number): number => (n < 0x100 ? 1 : n < 0x10000 ? 2 : n < 0x1000000 ? 3 : 4);

/** One BER-TLV element with a definite length in the fewest octets (valid DER). `tag` as written in the standard: `0x61`, `0x5f1f`. */
export function tlv(tag: number, ...pieces: readonly Piece[]): TlvElement {
  let length = 0;
  for (const piece of pieces) length += sizeOf(piece);
  return { tag, length, size: octetsOf(tag) + (length < 0x80 ? 1 : 1 + octetsOf(length)) + length, pieces };
}

export function encode(element: TlvElement): Buffer {
  const out = Buffer.allocUnsafe(element.size);
  writeInto(out, 0, element);
  return out;
}

/** @returns where the next byte goes */
function writeInto(out: Buffer, start: number, element: TlvElement): number {
  let at = writeNumber(out, start, element.tag, octetsOf(element.tag));
  if (element.length < 0x80) {
    out[at] = element.length;
    at += 1;
  } else {
    const octets = octetsOf(element.length);
    out[at] = 0x80 | octets;
    at = writeNumber(out, at + 1, element.length, octets);
  }
  for (const piece of element.pieces) {
    if ("tag" in piece) at = writeInto(out, at, piece);
    else at = put(out, at, piece);
  }
  return at;
}

/** Octet by octet what is short, as most pieces are: a call that copies a range costs more. */
function put(out: Buffer, at: number, piece: Uint8Array): number {
  if (piece.length > 24) out.set(piece, at);
  else for (let i = 0; i < piece.length; i += 1) out[at + i] = piece[i] as number;
  return at + piece.length;
}

function writeNumber(out: Buffer, at: number, value: number, octets: number): number {
  for (let i = octets - 1, left = value; i >= 0; i -= 1, left = Math.floor(left / 256)) out[at + i] = left & 0xff;
  return at + octets;
}
