import type { Minutia } from "./find-minutiae.ts";
import { neighboursOf } from "./neighbours.ts";
import type { Template } from "./template.ts";

/** Name of the reference's own format in OSIA's `templateFormat`. It is none of ISO/IEC 19794-2. */
export const templateFormat = "DINHDANH_REFERENCE_1";

const version = 1;
const perMinutia = 5;

/** Version, quality, count, then x and y in pixels at 500 dpi (two bytes each, big-endian) and the direction in 256ths of a turn. Some 200 bytes. */
export function templateToBytes({ minutiae, quality }: Template): Uint8Array {
  const out = new Uint8Array(3 + minutiae.length * perMinutia);
  out.set([version, quality, minutiae.length]);
  const view = new DataView(out.buffer);
  for (const [i, { x, y, angle }] of minutiae.entries()) {
    const at = 3 + i * perMinutia;
    view.setUint16(at, x);
    view.setUint16(at + 2, y);
    view.setUint8(at + 4, Math.round((angle / (2 * Math.PI)) * 256) & 255);
  }
  return out;
}

/** `undefined` when it is none. */
export function templateFromBytes(bytes: Uint8Array): Template | undefined {
  const [first, quality = 0, count = 0] = bytes;
  if (first !== version || quality < 1 || quality > 100 || bytes.length !== 3 + count * perMinutia) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const minutiae = Array.from({ length: count }, (_, i): Minutia => {
    const at = 3 + i * perMinutia;
    return { x: view.getUint16(at), y: view.getUint16(at + 2), angle: (view.getUint8(at + 4) / 256) * 2 * Math.PI };
  });
  return { minutiae, neighbours: neighboursOf(minutiae), quality };
}
