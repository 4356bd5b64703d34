import { randomBytes } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { mkdir, rename, rm, rmdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { type Clock, type Outcome, refuse } from "@dinhdanh/kernel";
import { flush, modes, writeAtomically } from "./files.ts";
import { cscaPeriods, issueCertificate, withNewKey } from "./issue-certificate.ts";
import type { KeyAccess, KeyStore } from "./key-store.ts";
import { type Ceremony, commit, type KeyRefusal, now, openKeys, type Pki } from "./pki.ts";
import type { Protection } from "./records.ts";
import type { PkiSettings } from "./settings.ts";
import type { PkiState } from "./state.ts";
import { nothingBefore } from "./transcript.ts";

export type InitRequest = {
  dir: string;
  settings: PkiSettings;
  access: KeyAccess;
  /** writes the passphrase beside the keys, for machines without anybody to ask */
  keepPassphrase: boolean;
};

export type InitRefusal = "pki-exists" | "folder-not-empty" | KeyRefusal | "pki-busy";

/** Where {@link InitRequest.keepPassphrase} keeps it. */
export const passphraseFile = (dir: string): string => join(dir, "keys", "passphrase.txt");

/**
 * Makes a PKI: the CSCA's key and self-signed certificate, and the transcript's first record. All of it is made in a folder beside, which
 * takes its name at the end: a kill leaves no PKI, or a whole one.
 */
export async function initPki(request: InitRequest, ceremony: Ceremony, clock: Clock): Promise<Outcome<PkiState, InitRefusal>> {
  const dir = resolve(request.dir);
  const present = existsSync(dir) ? readdirSync(dir) : [];
  if (present.includes("transcript")) return refuse("pki-exists");
  if (present.length > 0) return refuse("folder-not-empty");
  const draft = `${dir}.${randomBytes(4).toString("hex")}.draft`;
  await mkdir(dirname(dir), { recursive: true });
  await mkdir(draft, { mode: 0o755 });
  try {
    const made = await found({ ...request, dir: draft }, ceremony, clock);
    if (!made.ok) return made;
    return (await takeName(draft, dir)) ? made : refuse("folder-not-empty");
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function found({ dir, settings, access, keepPassphrase }: InitRequest, ceremony: Ceremony, clock: Clock) {
  const opened = await openKeys(dir, access);
  if (!opened.ok) return opened;
  const keys = opened.value;
  try {
    if (keepPassphrase && access.kind === "software" && access.passphrase !== null)
      await writeAtomically(passphraseFile(dir), `${access.passphrase}\n`, modes.private);
    return await firstCsca({ dir, keys, clock, state: emptyState(settings, protectionOf(access)) }, ceremony);
  } finally {
    await keys.close();
  }
}

const firstCsca = (pki: Pki, ceremony: Ceremony) =>
  withNewKey(pki, "csca-01", pki.state.settings.cscaAlgorithm, async (key) => {
    const { settings, protection } = pki.state;
    const issuer = { key, sign: signer(pki.keys, key.label) };
    const periods = cscaPeriods(settings, now(pki.clock));
    const csca = await issueCertificate({ role: "csca", number: 1, key, issuer, periods }, settings);
    return commit(pki, ceremony, {
      act: "init",
      founding: { settings, protection },
      certificates: [csca.entry],
      files: [csca.file, { path: "csca.pem", content: csca.file.content }],
    });
  });

const signer = (keys: KeyStore, label: string) => (data: Uint8Array) => keys.sign(label, data);

function protectionOf(access: KeyAccess): Protection {
  if (access.kind === "pkcs11") return "pkcs11";
  return access.passphrase === null ? "none" : "passphrase";
}

const emptyState = (settings: PkiSettings, protection: Protection): PkiState => ({
  ...{ settings, protection, certificates: [], revocations: [], crl: null, files: new Map() },
  head: { number: 0, hash: nothingBefore },
});

/** An empty folder of the name makes way; on Windows a folder cannot take the name of one that is there. */
async function takeName(draft: string, dir: string): Promise<boolean> {
  try {
    if (existsSync(dir)) await rmdir(dir);
    await rename(draft, dir);
    await flush(dirname(dir));
    return true;
  } catch (error) {
    if (["ENOTEMPTY", "EEXIST", "EPERM"].includes((error as NodeJS.ErrnoException).code ?? "")) return false;
    throw error;
  }
}
