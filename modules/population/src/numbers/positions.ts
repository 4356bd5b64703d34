/** Positions of a bucket in ascending order, as they are kept in a row and told in an act. */

/** Distances between neighbours, seven bits a byte: a byte or two a position. The first distance is that from `first`. */
export function packPositions(positions: ArrayLike<number>, first: number): Buffer {
  const bytes = Buffer.alloc(positions.length * 3);
  let length = 0;
  let before = first;
  for (let index = 0; index < positions.length; index += 1) {
    const position = positions[index] ?? 0;
    let distance = position - before;
    before = position;
    while (distance > 127) {
      bytes[length++] = (distance & 127) | 128;
      distance >>>= 7;
    }
    bytes[length++] = distance;
  }
  return bytes.subarray(0, length);
}

export function unpackPositions(packed: Buffer, first: number): number[] {
  const positions: number[] = [];
  let position = first;
  let distance = 0;
  let shift = 0;
  for (const byte of packed) {
    distance |= (byte & 127) << shift;
    if (byte > 127) shift += 7;
    else {
      position += distance;
      positions.push(position);
      distance = 0;
      shift = 0;
    }
  }
  return positions;
}

/** What acts say: as packed, from position 0, in base64. Without the key it tells nothing about the numbers. */
export const positionsText = (positions: ArrayLike<number>): string => packPositions(positions, 0).toString("base64");

export const positionsIn = (text: string): number[] => unpackPositions(Buffer.from(text, "base64"), 0);
