import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { runSimulatedMachine } from "./index.ts";
import { readResultFile } from "./result-file-rules.ts";

const folder = mkdtempSync(join(tmpdir(), "dinhdanh-machine-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest("hex");
const batchId = "00000000-0000-4000-8000-000000000001";
const serials = Array.from({ length: 200 }, (_, n) => `DD${String(n).padStart(9, "0")}`);

function machineFile(change: (text: string) => string = (text) => text) {
  const header = { type: "header", format: "dinhdanh-machine", version: 1, batchId, cards: serials.length };
  const lines = [header, ...serials.map((serial, n) => ({ type: "card", place: n + 1, serial }))]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join("");
  const text = change(`${lines}${JSON.stringify({ type: "trailer", batchId, cards: serials.length, sha256: sha256(lines) })}\n`);
  const path = join(folder, "machine.ndjson");
  writeFileSync(path, text);
  return { path, machineFileSha256: sha256(text) };
}
const careful = { failRate: 0, spoilRate: 0 };

it.each([
  ["prints everything", careful],
  ["fails and spoils by chance", { failRate: 0.3, spoilRate: 0.3 }],
])("%s, and answers what the register takes", async (_, mishaps) => {
  const { path, machineFileSha256 } = machineFile();
  const run = await runSimulatedMachine(path, mishaps);
  if (!run.ok) throw new Error(run.refusal.code);
  const { result, printed, failed, spoiled } = run.value;
  expect(printed + failed + spoiled).toBe(200);
  expect(failed > 0 && spoiled > 0).toBe(mishaps !== careful);
  expect(readResultFile(Buffer.from(result), { batchId, machineFileSha256, serials, sha256 })).toMatchObject({ ok: true });
});

it.each([
  ["machine-file-truncated", (text: string) => text.slice(0, text.lastIndexOf('{"type":"trailer"'))],
  ["machine-file-truncated", (text: string) => text.replace(/.*"place":7,.*\n/, "")],
  ["machine-file-altered", (text: string) => text.replace("DD000000007", "DD000000999")],
  ["machine-file-unreadable", () => "no machine file"],
  ["machine-file-unreadable", (text: string) => text.replace("dinhdanh-machine", "other")],
])("refuses by name: %s", async (code, change) => {
  expect(await runSimulatedMachine(machineFile(change).path, careful)).toMatchObject({ ok: false, refusal: { code } });
});
