import { accept, type Outcome, refuse } from "@dinhdanh/kernel";
import { type Ceremony, commit, now, type Pki } from "./pki.ts";
import type { CertificateEntry } from "./records.ts";
import { currentCsca, keyUse, ofRole, revocationOf } from "./state.ts";

export type DestroyKeyRefusal = "unknown-signer" | "key-in-use" | "pki-busy";

/**
 * Destroys a private key that has done its work: of a signer whose period is over or that is revoked, or of a CSCA that was replaced. The
 * record comes first; after a kill between, the command can be repeated.
 */
export async function destroyKey(
  pki: Pki,
  which: { role: "signer" | "csca"; number: number },
  ceremony: Ceremony,
): Promise<Outcome<CertificateEntry, DestroyKeyRefusal>> {
  const entry = ofRole(pki.state, which.role).find(({ number }) => number === which.number);
  if (entry === undefined) return refuse("unknown-signer");
  if (isNeeded(pki, entry)) return refuse("key-in-use", { key: entry.keyLabel, until: entry.keyUseUntil });
  const done = await commit(pki, ceremony, { act: "destroy-key", certificates: [], destroyed: entry.keyLabel, files: [] });
  if (!done.ok) return done;
  await pki.keys.destroy(entry.keyLabel);
  return accept(entry);
}

function isNeeded({ state, clock }: Pki, entry: CertificateEntry): boolean {
  if (entry.role === "csca") return entry.number === currentCsca(state).number;
  return revocationOf(state, entry) === undefined && keyUse(entry, now(clock)) !== "over";
}
