import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as cards from "@dinhdanh/cards";
import type { Calendar } from "@dinhdanh/dossiers";
import { type Ledger, openSigningKey } from "@dinhdanh/ledger";
import type { Sql } from "@dinhdanh/postgres";

/** What the commands about cards work with. */
export type CardLine = cards.PersonaliseDeps & cards.CalendarDeps & cards.RevocationListDeps & cards.TrustDeps;

/**
 * Settings from the environment: DINHDANH_PKI (folder of the PKI, default `pki` in the data folder), DINHDANH_PKI_PASSPHRASE, or
 * DINHDANH_PKI_PKCS11 and DINHDANH_PKI_PIN for keys in hardware.
 */
export function cardLine(
  register: { sql: Sql; ledger: Ledger; home: string; calendar: Calendar },
  environment: NodeJS.ProcessEnv,
): CardLine {
  const { sql, ledger, home, calendar } = register;
  const pkiFolder = environment["DINHDANH_PKI"] ?? join(home, "pki");
  return {
    ...{ sql, ledger, folder: join(home, "machine-files") },
    workingDaysAfter: (from, days) => calendar.add(from, days),
    contentOf: (card, serial, issuedOn) => cards.contentOfDossier(sql, card, serial, issuedOn),
    signing: new Map(),
    openSigner: () => openSigner(pkiFolder, environment, ledger),
    listKey: () => openSigningKey(home),
    trustFiles: () => trustFiles(pkiFolder),
  };
}

async function openSigner(folder: string, environment: NodeJS.ProcessEnv, { clock }: Ledger): Promise<cards.OpenedSigner | undefined> {
  const read = await cards.readPki(folder);
  if (!read.ok) return undefined;
  const opened = await cards.openPki(folder, keyAccess(folder, environment, read.value.protection), clock);
  if (!opened.ok) return undefined;
  const pki = opened.value;
  const signer = await cards.openSigner(pki);
  if (signer.ok) return { signer: cards.chipSigner(signer.value), close: () => pki.keys.close() };
  await pki.keys.close();
  return undefined;
}

/** Secrets stand in the environment, or beside keys that were made without anybody to ask. */
function keyAccess(folder: string, environment: NodeJS.ProcessEnv, protection: "passphrase" | "none" | "pkcs11"): cards.KeyAccess {
  if (protection === "pkcs11")
    return { kind: "pkcs11", module: environment["DINHDANH_PKI_PKCS11"] ?? "", slot: null, pin: environment["DINHDANH_PKI_PIN"] ?? "" };
  if (protection === "none") return { kind: "software", passphrase: null };
  const kept = cards.passphraseFile(folder);
  const passphrase = environment["DINHDANH_PKI_PASSPHRASE"] ?? (existsSync(kept) ? readFileSync(kept, "utf8").trimEnd() : "");
  return { kind: "software", passphrase };
}

/** Every CSCA that was ever in force, and the last list of revoked signers, as the transcript has them. */
async function trustFiles(folder: string): Promise<cards.TrustListFiles> {
  const read = await cards.readPki(folder);
  if (!read.ok) return { csca: [], crl: null };
  const text = (path: string) => read.value.files.get(path)?.at(-1)?.content?.toString() ?? null;
  const csca = cards.ofRole(read.value, "csca").flatMap(({ path }) => text(path) ?? []);
  return { csca, crl: text("crl.pem") };
}
