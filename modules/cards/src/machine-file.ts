import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { PrintedData } from "./card-data-rules.ts";
import type { ChipFileName } from "./contract.ts";

/** EF.DG2 is not on the chip of a child under 6. */
export type OpenFiles = Readonly<Record<Exclude<ChipFileName, "EF_DG2">, Uint8Array> & { EF_DG2?: Uint8Array }>;

/** All that a machine needs to make one card. */
export type PersonalisedCard = {
  serial: string;
  /** what a reader with the MRZ may read */
  chip: OpenFiles;
  /** what a chip gives only after terminal authentication: fingerprints. Goes to the machine, is kept nowhere, and answered by nothing. */
  locked: { EF_DG3?: Uint8Array };
  qr: string;
  mrz: readonly string[];
  print: PrintedData;
};

/** With the chip's private key for active authentication, ECPrivateKey in DER, which nobody keeps but the chip. */
export type CardForMachine = PersonalisedCard & { chipPrivateKey: Uint8Array };

export type MachineFileHeader = { batchId: string; cards: number; createdAt: string };

/**
 * Writes a machine file (docs/file-formats.md): a header, one line a card in the batch's order, a trailer with the SHA-256 of all lines
 * before it. The file is complete only with its trailer, and is on the disk when this returns.
 * @returns SHA-256 of the whole file, hex
 * @throws what the disk refuses, e.g. ENOSPC
 */
export async function writeMachineFile(path: string, header: MachineFileHeader, cards: AsyncIterable<CardForMachine>): Promise<string> {
  const lines = createHash("sha256");
  const whole = createHash("sha256");
  const said = (value: unknown): string => {
    const line = `${JSON.stringify(value)}\n`;
    lines.update(line);
    whole.update(line);
    return line;
  };
  async function* told(): AsyncGenerator<string> {
    yield said({ type: "header", format: "dinhdanh-machine", version: 1, ...header });
    let place = 0;
    for await (const { serial, chip, locked, qr, mrz, print, chipPrivateKey } of cards) {
      place += 1;
      const files = { chip: texts(chip), locked: texts(locked) };
      yield said({ type: "card", place, serial, print, qr, mrz, ...files, chipPrivateKey: base64(chipPrivateKey) });
    }
    if (place !== header.cards) throw new Error(`${place} cards were personalised of ${header.cards}`);
    yield said({ type: "trailer", batchId: header.batchId, cards: place, sha256: lines.copy().digest("hex") });
  }
  await pipeline(told, createWriteStream(path, { mode: 0o600, flush: true }));
  return whole.digest("hex");
}

const texts = (files: Readonly<Record<string, Uint8Array>>) =>
  Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, base64(bytes)]));

const base64 = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
