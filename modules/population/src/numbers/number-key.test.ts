import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openNumberKey } from "./number-key.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "number-key-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("is made once, for its owner's eyes, and leaves nothing else behind", () => {
  const first = openNumberKey(folder);
  expect(openNumberKey(folder)).toEqual(first);
  expect(readdirSync(folder)).toEqual(["number-key.hex"]);
  expect(statSync(join(folder, "number-key.hex")).mode & 0o077).toBe(0);
  expect(first.keyId).toMatch(/^[0-9a-f]{16}$/);
  expect(first.secret.toString("hex")).not.toContain(first.keyId);
});

it("is never guessed from a file that was cut", () => {
  writeFileSync(join(folder, "number-key.hex"), "00ff");
  expect(() => openNumberKey(folder)).toThrow("32 bytes");
});
