import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Clock, type Outcome, systemClock } from "@dinhdanh/kernel";
import { initPki } from "./init-pki.ts";
import type { KeyAccess } from "./key-store.ts";
import { type Ceremony, openPki, type Pki } from "./pki.ts";
import { pkiSettingsSchema } from "./settings.ts";
import { type TranscriptProof, verifyTranscript } from "./verify-transcript.ts";

export const ceremony: Ceremony = { operators: ["Operator One", "Operator Two"], command: "test" };
export const open: KeyAccess = { kind: "software", passphrase: null };

/** A new place in the temporary folder. `after`: `afterAll` where the file's tests share it, outside any hook or test, in which it would not be heard; else `onTestFinished`. */
export function testFolder(after: (undo: () => void) => void): string {
  const folder = mkdtempSync(join(tmpdir(), "dinhdanh-pki-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

type Made = { settings?: object; access?: KeyAccess; clock?: Clock };

/** A PKI made and opened at `dir`; without encryption, so that tests are quick. */
export async function testPki(dir: string, { settings = {}, access = open, clock = systemClock }: Made = {}): Promise<Pki> {
  valueOf(await initPki({ dir, settings: pkiSettingsSchema.parse(settings), access, keepPassphrase: false }, ceremony, clock));
  return valueOf(await openPki(dir, access, clock));
}

export function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.code} ${JSON.stringify(outcome.refusal.details)}`);
  return outcome.value;
}

export const codeOf = (outcome: Outcome<unknown>): string => (outcome.ok ? "accepted" : outcome.refusal.code);

export const proofOf = (dir: string): TranscriptProof => valueOf(verifyTranscript(dir));

/** What OpenSSL says, both streams; its exit code first. */
export function openssl(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync("openssl", args, { encoding: "utf8" });
  return `${status} ${stdout}${stderr}`;
}
