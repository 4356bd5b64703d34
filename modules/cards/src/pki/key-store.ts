import type { KeyObject } from "node:crypto";
import type { EcdsaSignature } from "./algorithm.ts";
import type { KeyAlgorithm } from "./settings.ts";

/** A key pair of a store. `publicKey`: SubjectPublicKeyInfo, DER, named curve. */
export type StoredKey = { label: string; algorithm: KeyAlgorithm; publicKey: Buffer };

/**
 * Where private keys live. A label names one pair for ever: labels carry random digits, so that a pair left behind by a killed
 * ceremony is never taken for another.
 */
export type KeyStore = {
  kind: "software" | "pkcs11";
  /** @throws when the label is taken */
  generate: (label: string, algorithm: KeyAlgorithm) => Promise<StoredKey>;
  /** Signs the hash of `data`, SHA-256 under P-256 and SHA-384 under P-384. @throws when there is no such key */
  sign: (label: string, data: Uint8Array) => Promise<EcdsaSignature>;
  find: (label: string) => Promise<StoredKey | undefined>;
  list: () => Promise<StoredKey[]>;
  /** Does nothing when there is no such key. */
  destroy: (label: string) => Promise<void>;
  /** The private key itself, for worker threads that sign in bulk; undefined where the hardware keeps it. */
  privateKey: (label: string) => Promise<KeyObject | undefined>;
  close: () => Promise<void>;
};

/** How to reach the keys. `passphrase: null` is a store without encryption, for development only. */
export type KeyAccess =
  | { kind: "software"; passphrase: string | null }
  /** `slot`: number of the slot with a token, as the module counts them; null takes the only one */
  | { kind: "pkcs11"; module: string; slot: number | null; pin: string };
