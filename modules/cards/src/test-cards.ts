import { qrOf, printedData } from "./card-data-rules.ts";
import type { Personalise } from "./personalise-batch.ts";

/** The smallest JPEG that a reader takes: markers, a frame of 90 × 120, a scan of three bytes. */
export function smallJpeg(extra: readonly number[] = []): Uint8Array {
  const frame = [0xff, 0xc0, 0x00, 0x0b, 8, 0, 120, 0, 90, 1, 1, 0x11, 0];
  const scan = [0xff, 0xda, 0x00, 0x08, 1, 1, 0, 0, 63, 0, 0x12, 0xff, 0x00, 0x34];
  return Uint8Array.from([0xff, 0xd8, ...extra, ...frame, ...scan, 0xff, 0xd9]);
}

const bytes = (text: string) => new TextEncoder().encode(text);

/** For tests of the line around the machine: files that hold the serial instead of a chip's data. */
export const signWithoutChip: Personalise = async function* (cards) {
  for await (const { data } of cards) {
    const { serial } = data;
    const mrz = ["IDVNM", data.pin, data.fullName];
    const chip = {
      EF_COM: bytes("com"),
      EF_DG1: bytes("dg1"),
      EF_DG2: bytes("dg2"),
      EF_DG13: bytes("dg13"),
      EF_DG15: bytes("dg15"),
      EF_SOD: bytes(serial),
    };
    yield { serial, chip, qr: qrOf(data), mrz, print: printedData(data, mrz) };
  }
};
