import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { type KeyAccess, openPki, passphraseFile, type Pki, readPki } from "@dinhdanh/cards";
import { accept, type Outcome, refuse, systemClock } from "@dinhdanh/kernel";
import { valueOf } from "./output.ts";
import { askPassword } from "./password.ts";

export type PkiOptions = { dir: string; pkcs11?: string; slot?: number };

/** Opens the PKI of a folder for `work`, with the keys as it keeps them, and closes them again. @throws {Refused} */
export async function withPki<T>(options: PkiOptions, work: (pki: Pki) => Promise<T>): Promise<T> {
  const { protection } = valueOf(await readPki(options.dir));
  const pki = valueOf(await openPki(options.dir, valueOf(await keyAccess(options, protection)), systemClock));
  try {
    return await work(pki);
  } finally {
    await pki.keys.close();
  }
}

type AccessRefusal = "wrong-key-store" | "passphrase-needed" | "pin-needed";

/** Secrets come from the environment or a prompt, never from arguments: those are seen by everyone on the machine. */
async function keyAccess(options: PkiOptions, protection: "passphrase" | "none" | "pkcs11"): Promise<Outcome<KeyAccess, AccessRefusal>> {
  const module = moduleOf(options);
  if ((module !== undefined) !== (protection === "pkcs11")) return refuse("wrong-key-store");
  if (module !== undefined) return hardware(module, options);
  if (protection === "none") return accept({ kind: "software", passphrase: null });
  const kept = passphraseFile(options.dir);
  const passphrase =
    fromEnvironment("DINHDANH_PKI_PASSPHRASE") ?? (existsSync(kept) ? readFileSync(kept, "utf8").trimEnd() : await asked("Passphrase: "));
  return passphrase === undefined ? refuse("passphrase-needed") : accept({ kind: "software", passphrase });
}

/** How the keys of a PKI that is being made shall be kept. `kept`: nobody could be asked, so a passphrase was made that stays beside them. */
export async function newKeyAccess(
  options: PkiOptions & { unprotected?: boolean },
): Promise<Outcome<{ access: KeyAccess; kept: boolean }, "pin-needed" | "passphrases-differ" | "passphrase-needed">> {
  const module = moduleOf(options);
  if (module !== undefined) {
    const access = await hardware(module, options);
    return access.ok ? accept({ access: access.value, kept: false }) : access;
  }
  const software = (passphrase: string | null, kept = false) => accept({ access: { kind: "software" as const, passphrase }, kept });
  if (options.unprotected === true) return software(null);
  const given = fromEnvironment("DINHDANH_PKI_PASSPHRASE");
  if (given !== undefined) return software(given);
  if (!process.stdin.isTTY) return software(randomBytes(24).toString("base64url"), true);
  const passphrase = await asked("New passphrase: ");
  if (passphrase === undefined) return refuse("passphrase-needed");
  return passphrase === (await asked("The same again: ")) ? software(passphrase) : refuse("passphrases-differ");
}

const moduleOf = ({ pkcs11 }: PkiOptions) => pkcs11 ?? fromEnvironment("DINHDANH_PKI_PKCS11");

async function hardware(module: string, { slot }: PkiOptions): Promise<Outcome<KeyAccess, "pin-needed">> {
  const pin = fromEnvironment("DINHDANH_PKI_PIN") ?? (await asked("PIN of the token: "));
  return pin === undefined ? refuse("pin-needed") : accept({ kind: "pkcs11", module, slot: slot ?? null, pin });
}

/** Set or typed but empty counts as not given. */
const nothing = (text: string | undefined) => (text === "" ? undefined : text);
const fromEnvironment = (name: string): string | undefined => nothing(process.env[name]);

/** @returns undefined when nobody is there, or nothing was typed */
const asked = async (question: string): Promise<string | undefined> =>
  process.stdin.isTTY ? nothing(await askPassword(question)) : undefined;
