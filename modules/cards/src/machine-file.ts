import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { once } from "node:events";
import type { PrintedData } from "./card-data-rules.ts";
import type { ChipFileName } from "./contract.ts";

/** All that a machine needs to make one card. */
export type PersonalisedCard = {
  serial: string;
  chip: Readonly<Record<ChipFileName, Uint8Array>>;
  qr: string;
  mrz: readonly string[];
  print: PrintedData;
};

export type MachineFileHeader = { batchId: string; cards: number; createdAt: string };

/**
 * Writes a machine file (docs/file-formats.md): a header, one line a card in the batch's order, a trailer with the SHA-256 of all lines
 * before it. The file is complete only with its trailer, and is on the disk when this returns.
 * @returns SHA-256 of the whole file, hex
 */
export async function writeMachineFile(path: string, header: MachineFileHeader, cards: AsyncIterable<PersonalisedCard>): Promise<string> {
  const out = createWriteStream(path, { mode: 0o600, flush: true });
  const lines = createHash("sha256");
  const whole = createHash("sha256");
  const write = async (value: unknown) => {
    const line = `${JSON.stringify(value)}\n`;
    lines.update(line);
    whole.update(line);
    if (!out.write(line)) await once(out, "drain");
  };
  try {
    await write({ type: "header", format: "dinhdanh-machine", version: 1, ...header });
    let place = 0;
    for await (const { serial, chip, qr, mrz, print } of cards) {
      place += 1;
      const files = Object.fromEntries(Object.entries(chip).map(([name, bytes]) => [name, Buffer.from(bytes).toString("base64")]));
      await write({ type: "card", place, serial, print, qr, mrz, chip: files });
    }
    if (place !== header.cards) throw new Error(`${place} cards were personalised of ${header.cards}`);
    await write({ type: "trailer", batchId: header.batchId, cards: place, sha256: lines.copy().digest("hex") });
  } finally {
    await new Promise((closed) => out.end(closed));
  }
  return whole.digest("hex");
}
