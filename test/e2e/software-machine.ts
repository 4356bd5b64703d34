import { createHash } from "node:crypto";

type Made = { serial: string; qr: string; mrz: string[]; chip: Record<string, string> };
export type MachineFile = { batchId: string; sha256: string; cards: Made[] };
export type ResultRow = { serial: string; outcome: "printed" | "failed" | "spoiled"; reason?: string };

const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest("hex");

/** Reads a machine file as the machine does (docs/file-formats.md). */
export function readMachineFile(file: Buffer): MachineFile {
  const lines = file.toString().trimEnd().split("\n").map((line) => JSON.parse(line) as Made & { batchId: string }); // prettier-ignore
  return { batchId: lines[0]!.batchId, sha256: sha256(file), cards: lines.slice(1, -1) };
}

/** The result file that the machine writes. */
export function writeResultFile({ batchId, sha256: machineFileSha256 }: MachineFile, rows: readonly ResultRow[]): string {
  const header = { type: "header", format: "dinhdanh-result", version: 1, batchId, machineFileSha256 };
  const lines = [header, ...rows.map((row) => ({ type: "result", ...row }))].map((line) => `${JSON.stringify(line)}\n`).join("");
  return `${lines}${JSON.stringify({ type: "trailer", batchId, cards: rows.length, sha256: sha256(lines) })}\n`;
}
