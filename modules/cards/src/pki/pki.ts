import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { accept, type Clock, type Outcome, refuse } from "@dinhdanh/kernel";
import { fingerprint } from "./algorithm.ts";
import type { Sign } from "./certificate.ts";
import type { KeyAccess, KeyStore, StoredKey } from "./key-store.ts";
import { openPkcs11Keys, type Pkcs11Refusal } from "./pkcs11-keys.ts";
import type { CertificateEntry, RecordContent } from "./records.ts";
import { settle } from "./settle.ts";
import { openSoftwareKeys } from "./software-keys.ts";
import { currentCsca, keyUse, type PkiState, stateOf } from "./state.ts";
import { hashOf, nothingBefore, readTranscript, type Unsigned, writeRecord } from "./transcript.ts";

/** A PKI with its keys at hand. `state` moves on with every command. */
export type Pki = { readonly dir: string; readonly keys: KeyStore; readonly clock: Clock; state: PkiState };

/** Who does it, and what was typed. */
export type Ceremony = { operators: string[]; command: string };

export type ReadRefusal = "no-pki" | "transcript-altered" | "file-altered";
export type KeyRefusal = "wrong-passphrase" | Pkcs11Refusal;
export type OpenRefusal = ReadRefusal | KeyRefusal | "wrong-key-store" | "key-missing";

export const openKeys = async (dir: string, access: KeyAccess): Promise<Outcome<KeyStore, KeyRefusal>> =>
  access.kind === "pkcs11" ? openPkcs11Keys(access) : openSoftwareKeys(join(dir, "keys"), access.passphrase);

/** Reads what a folder holds, without its keys. What a killed command left undone is done: its record says how. */
export async function readPki(dir: string): Promise<Outcome<PkiState, ReadRefusal>> {
  const { records, brokenAt } = readTranscript(dir);
  if (brokenAt !== undefined) return refuse("transcript-altered", { record: brokenAt });
  const state = stateOf(records);
  if (state === undefined) return refuse("no-pki");
  const altered = await settle(dir, state);
  return altered === undefined ? accept(state) : refuse("file-altered", { file: altered });
}

/** Opens a PKI for work; close its `keys` afterwards. */
export async function openPki(dir: string, access: KeyAccess, clock: Clock): Promise<Outcome<Pki, OpenRefusal>> {
  const read = await readPki(dir);
  if (!read.ok) return read;
  if ((access.kind === "pkcs11") !== (read.value.protection === "pkcs11")) return refuse("wrong-key-store");
  const opened = await openKeys(dir, access);
  if (!opened.ok) return opened;
  const { keyLabel } = currentCsca(read.value);
  if ((await opened.value.find(keyLabel)) === undefined) {
    await opened.value.close();
    return refuse("key-missing", { key: keyLabel });
  }
  return accept({ dir, keys: opened.value, clock, state: read.value });
}

/** Now, in whole seconds, as certificates tell time. */
export const now = (clock: Clock): number => Math.floor(clock.nowMs() / 1000) * 1000;

export const instantOf = (ms: number): string => new Date(ms).toISOString();

export type CscaRefusal = "csca-key-over" | "csca-key-early" | "key-missing";

export type Issuer = { entry: CertificateEntry; key: StoredKey; sign: Sign };

/** The CSCA, ready to sign certificates and lists, if its key may be used now. */
export async function issuerOf(pki: Pki): Promise<Outcome<Issuer, CscaRefusal>> {
  const entry = currentCsca(pki.state);
  const use = keyUse(entry, now(pki.clock));
  if (use !== "in-use") return refuse(`csca-key-${use}`, { from: entry.keyUseFrom, until: entry.keyUseUntil });
  const key = await pki.keys.find(entry.keyLabel);
  if (key === undefined) return refuse("key-missing", { key: entry.keyLabel });
  return accept({ entry, key, sign: (data) => pki.keys.sign(entry.keyLabel, data) });
}

export type Draft = Omit<RecordContent, "files"> & { files: { path: string; content: string | Uint8Array }[] };

/**
 * Ends a command: its record, signed by the CSCA key that was in force before, is the moment from which it has happened. The files follow,
 * and would be written by the next command if this one were killed between.
 */
export async function commit(pki: Pki, ceremony: Ceremony, { files, ...draft }: Draft): Promise<Outcome<PkiState, "pki-busy">> {
  const { head } = pki.state;
  const unsigned: Unsigned = {
    number: head.number + 1,
    previous: head.number === 0 ? nothingBefore : head.hash,
    at: instantOf(pki.clock.nowMs()),
    operators: ceremony.operators,
    command: ceremony.command,
    ...draft,
    files: [...files.map(recorded), ...keyFiles(pki.dir, draft.certificates)],
  };
  const hash = hashOf(unsigned);
  const signer = head.number === 0 ? draft.certificates[0] : currentCsca(pki.state);
  if (signer === undefined) throw new Error("the first record must bring a CSCA");
  const { der } = await pki.keys.sign(signer.keyLabel, Buffer.from(hash));
  if (!(await writeRecord(pki.dir, { ...unsigned, hash, signature: der.toString("base64") }))) return refuse("pki-busy", {}, true);
  const state = stateOf(readTranscript(pki.dir).records);
  if (state === undefined) throw new Error("the record that was written cannot be read");
  pki.state = state;
  await settle(pki.dir, state);
  return accept(state);
}

const recorded = ({ path, content }: Draft["files"][number]) => {
  const bytes = Buffer.from(content);
  return { path, sha256: fingerprint(bytes), content: bytes.toString("base64") };
};

/** Private keys that are files are named by their hash. A link certificate repeats the key of its CSCA. */
const keyFiles = (dir: string, certificates: readonly CertificateEntry[]) =>
  [...new Set(certificates.map(({ keyLabel }) => `keys/${keyLabel}.pem`))]
    .filter((path) => existsSync(join(dir, path)))
    .map((path) => ({ path, sha256: fingerprint(readFileSync(join(dir, path))), content: null }));
