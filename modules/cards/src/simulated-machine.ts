import { createHash, randomInt } from "node:crypto";
import { createReadStream } from "node:fs";
import { accept, type Outcome, refuse } from "@dinhdanh/kernel";
import type { MachineOutcome } from "./result-file-rules.ts";

const sha256 = (data: string) => createHash("sha256").update(data).digest("hex");

export type MachineRow = { serial: string; outcome: MachineOutcome; reason?: string };

/** The result file that a machine writes (docs/file-formats.md). @param machineFileSha256 of the whole machine file that it answers */
export function writeResultFile(of: { batchId: string; sha256: string }, rows: readonly MachineRow[]): string {
  const { batchId, sha256: machineFileSha256 } = of;
  const header = { type: "header", format: "dinhdanh-result", version: 1, batchId, machineFileSha256 };
  const lines = [header, ...rows.map((row) => ({ type: "result", ...row }))].map((line) => `${JSON.stringify(line)}\n`).join("");
  return `${lines}${JSON.stringify({ type: "trailer", batchId, cards: rows.length, sha256: sha256(lines) })}\n`;
}

/** Of 1: how many cards fail with a whole blank, and how many are spoiled, by chance. */
export type Mishaps = { failRate: number; spoilRate: number };
export type MachineRun = { batchId: string; result: string; printed: number; failed: number; spoiled: number };

/**
 * Plays a personalisation machine, for development and training: reads a machine file as a machine must, whole or not at all, and answers what became of
 * each card. It makes no card.
 */
export async function runSimulatedMachine(
  path: string,
  { failRate, spoilRate }: Mishaps,
): Promise<Outcome<MachineRun, "machine-file-unreadable" | "machine-file-truncated" | "machine-file-altered">> {
  const read = await readMachineFile(path);
  if (!read.ok) return read;
  const rows = read.value.serials.map((serial): MachineRow => {
    const chance = randomInt(1_000_000) / 1_000_000;
    if (chance < failRate) return { serial, outcome: "failed", reason: "Mô phỏng: không nạp được phôi" };
    return chance < failRate + spoilRate ? { serial, outcome: "spoiled", reason: "Mô phỏng: hỏng khi in" } : { serial, outcome: "printed" };
  });
  const n = (outcome: MachineOutcome) => rows.filter((row) => row.outcome === outcome).length;
  const counts = { printed: n("printed"), failed: n("failed"), spoiled: n("spoiled") };
  return accept({ batchId: read.value.batchId, result: writeResultFile(read.value, rows), ...counts });
}

type Line = { type?: unknown; format?: unknown; batchId?: unknown; serial?: unknown; cards?: unknown; sha256?: unknown };
type Read = { batchId: string; sha256: string; serials: string[] };

/** Line by line: a file of 10,000 cards has 1 GB. */
async function readMachineFile(
  path: string,
): Promise<Outcome<Read, "machine-file-unreadable" | "machine-file-truncated" | "machine-file-altered">> {
  const [whole, before] = [createHash("sha256"), createHash("sha256")];
  const serials: string[] = [];
  let batchId: string | undefined;
  let trailer: Line | undefined;
  for await (const text of linesOf(path)) {
    whole.update(text);
    const line = parsed(text);
    if (line === undefined || trailer !== undefined) return refuse("machine-file-unreadable");
    if (batchId === undefined) {
      if (line.type !== "header" || line.format !== "dinhdanh-machine" || typeof line.batchId !== "string")
        return refuse("machine-file-unreadable");
      batchId = line.batchId;
    }
    if (line.type === "trailer") trailer = line;
    else before.update(text);
    if (line.type === "card") serials.push(String(line.serial));
  }
  if (batchId === undefined || trailer === undefined || trailer.cards !== serials.length) return refuse("machine-file-truncated");
  if (trailer.sha256 !== before.digest("hex") || trailer.batchId !== batchId) return refuse("machine-file-altered");
  return accept({ batchId, sha256: whole.digest("hex"), serials });
}

function parsed(text: string): Line | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** With their line ends, which the digests cover. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of createReadStream(path, { encoding: "utf8" }) as AsyncIterable<string>) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield `${line}\n`;
  }
  if (rest !== "") yield rest;
}
