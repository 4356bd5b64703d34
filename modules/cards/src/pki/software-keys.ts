import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign as signWith } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { accept, type Outcome, refuse } from "@dinhdanh/kernel";
import { algorithmOf, curves, signatureOfRaw } from "./algorithm.ts";
import { encryptedKeyPem } from "./encrypted-key.ts";
import { createAtomically, modes } from "./files.ts";
import type { KeyStore, StoredKey } from "./key-store.ts";

/**
 * Keys as files `<label>.pem` in a folder: PKCS#8, encrypted unless `passphrase` is null. For development and rehearsals: who can read
 * the memory of this process has the keys.
 */
export function openSoftwareKeys(folder: string, passphrase: string | null): Outcome<KeyStore, "wrong-passphrase"> {
  const opened = new Map<string, KeyObject>();
  const pathOf = (label: string) => join(folder, `${label}.pem`);
  const labels = () => (existsSync(folder) ? readdirSync(folder).filter((name) => /^[a-z][a-z0-9-]*\.pem$/.test(name)) : []);
  const unlock = (label: string): KeyObject => {
    const known = opened.get(label);
    if (known !== undefined) return known;
    const key = readKey(readFileSync(pathOf(label), "utf8"), passphrase);
    opened.set(label, key);
    return key;
  };
  const stored = (label: string): StoredKey => storedKey(label, unlock(label));

  const [first] = labels().sort();
  if (first !== undefined && !opens(() => unlock(first.slice(0, -".pem".length)))) return refuse("wrong-passphrase");

  return accept({
    kind: "software",
    generate: async (label, algorithm) => {
      const { privateKey } = generateKeyPairSync("ec", { namedCurve: algorithm });
      const text =
        passphrase === null ? privateKey.export({ type: "pkcs8", format: "pem" }).toString() : encryptedKeyPem(privateKey, passphrase);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      if (!(await createAtomically(pathOf(label), text, modes.private))) throw new Error(`there is a key ${label} already`);
      opened.set(label, privateKey);
      return storedKey(label, privateKey);
    },
    sign: async (label, data) => {
      const key = unlock(label);
      const { hash } = curves[algorithmOf(key)];
      return signatureOfRaw(signWith(hash, data, { key, dsaEncoding: "ieee-p1363" }));
    },
    find: async (label) => (existsSync(pathOf(label)) ? stored(label) : undefined),
    list: async () => labels().map((name) => stored(name.slice(0, -".pem".length))),
    destroy: async (label) => {
      opened.delete(label);
      await rm(pathOf(label), { force: true });
    },
    privateKey: async (label) => unlock(label),
    close: async () => opened.clear(),
  });
}

/** A file is encrypted or not, and the access must agree: a passphrase for an open key is as wrong as none for an encrypted one. */
function readKey(text: string, passphrase: string | null): KeyObject {
  if (text.includes("ENCRYPTED") !== (passphrase !== null)) throw new WrongPassphrase();
  try {
    return createPrivateKey(passphrase === null ? text : { key: text, passphrase });
  } catch {
    throw new WrongPassphrase();
  }
}

class WrongPassphrase extends Error {}

function opens(unlock: () => unknown): boolean {
  try {
    unlock();
    return true;
  } catch (error) {
    if (error instanceof WrongPassphrase) return false;
    throw error;
  }
}

const storedKey = (label: string, privateKey: KeyObject): StoredKey => ({
  label,
  algorithm: algorithmOf(privateKey),
  publicKey: createPublicKey(privateKey).export({ type: "spki", format: "der" }),
});
