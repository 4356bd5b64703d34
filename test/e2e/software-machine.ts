import { createHash } from "node:crypto";

type Made = { serial: string; qr: string; mrz: string[]; chip: Record<string, string> };
export type MachineFile = { batchId: string; sha256: string; cards: Made[] };

const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest("hex");

/** Reads a machine file as the machine does (docs/file-formats.md). */
export function readMachineFile(file: Buffer): MachineFile {
  const lines = file.toString().trimEnd().split("\n").map((line) => JSON.parse(line) as Made & { batchId: string }); // prettier-ignore
  return { batchId: lines[0]!.batchId, sha256: sha256(file), cards: lines.slice(1, -1) };
}
