import { type KeyObject, X509Certificate } from "node:crypto";
import { accept, type Outcome, refuse } from "@dinhdanh/kernel";
import type { EcdsaSignature } from "./algorithm.ts";
import { now, type Pki } from "./pki.ts";
import type { CertificateEntry } from "./records.ts";
import { contentOf, keyUse, ofRole, revocationOf } from "./state.ts";

export type SignRefusal = "signer-revoked" | "signer-key-over" | "signer-key-early";
export type OpenSignerRefusal = "no-signer" | "unknown-signer" | "key-missing" | SignRefusal;

/** A document signer that may sign now. */
export type DocumentSigner = {
  entry: CertificateEntry;
  /** DER */
  certificate: Buffer;
  /** ECDSA over the hash that fits the key (SHA-256 for P-256), refused once the period is over or the signer revoked */
  sign: (data: Uint8Array) => Promise<Outcome<EcdsaSignature, SignRefusal>>;
  /** for worker threads that sign in bulk; undefined where hardware keeps it. Who takes it checks {@link DocumentSigner.mayNotSign} per batch. */
  privateKey: KeyObject | undefined;
  /** null while it may */
  mayNotSign: () => SignRefusal | null;
};

/** The signer of this number, or the newest that may sign now. */
export async function openSigner(pki: Pki, number?: number): Promise<Outcome<DocumentSigner, OpenSignerRefusal>> {
  const signers = ofRole(pki.state, "signer");
  const entry =
    number === undefined
      ? signers.findLast((candidate) => refusalOf(pki, candidate) === null)
      : signers.find((candidate) => candidate.number === number);
  if (entry === undefined) return refuse(number === undefined ? "no-signer" : "unknown-signer");
  const mayNotSign = () => refusalOf(pki, entry);
  const refusal = mayNotSign();
  if (refusal !== null) return refuse(refusal, { signer: entry.number });
  if ((await pki.keys.find(entry.keyLabel)) === undefined) return refuse("key-missing", { key: entry.keyLabel });
  return accept({
    entry,
    certificate: new X509Certificate(contentOf(pki.state, entry.path)).raw,
    sign: async (data) => {
      const late = mayNotSign();
      return late === null ? accept(await pki.keys.sign(entry.keyLabel, data)) : refuse(late, { signer: entry.number });
    },
    privateKey: await pki.keys.privateKey(entry.keyLabel),
    mayNotSign,
  });
}

function refusalOf({ state, clock }: Pki, entry: CertificateEntry): SignRefusal | null {
  if (revocationOf(state, entry) !== undefined) return "signer-revoked";
  const use = keyUse(entry, now(clock));
  return use === "in-use" ? null : `signer-key-${use}`;
}
