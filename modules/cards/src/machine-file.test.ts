import { hash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { writeMachineFile } from "./machine-file.ts";

const folder = mkdtempSync(join(tmpdir(), "machine-file-"));
afterAll(() => rmSync(folder, { recursive: true }));

const header = { batchId: "0190c0de-0000-7000-8000-000000000001", cards: 0, createdAt: "2026-01-02T03:04:05.000Z" };

async function* none(): AsyncGenerator<never> {}

it("is whole on the disk when it was written", async () => {
  const path = join(folder, "file.ndjson");
  const sha256 = await writeMachineFile(path, header, none());
  const bytes = readFileSync(path);
  expect(sha256).toBe(hash("sha256", bytes));
  const lines = bytes.toString().trimEnd().split("\n");
  expect(lines.map((line) => (JSON.parse(line) as { type: string }).type)).toEqual(["header", "trailer"]);
});

it("is refused by a disk that takes nothing more, and ends nothing else", async () => {
  // where a system has no such device, it refuses to make a file there
  await expect(writeMachineFile("/dev/full", header, none())).rejects.toThrow(/^E[A-Z]+:/);
});
