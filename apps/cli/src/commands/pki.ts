import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import {
  type CertificateEntry,
  type Ceremony,
  currentCsca,
  destroyKey,
  dueOf,
  initPki,
  issueCrl,
  issueMasterList,
  issueSigner,
  type PkiSettings,
  pkiSettingsSchema,
  readPki,
  revocationOf,
  type RevocationReason,
  revocationReasonNames,
  revokeSigner,
  rotateCsca,
  verifyTranscript,
} from "@dinhdanh/cards";
import { refuse, systemClock } from "@dinhdanh/kernel";
import { type Command, InvalidArgumentError, Option } from "commander";
import { exitCodes, type JsonOption, print, valueOf } from "../output.ts";
import { outputFolder, presentFolder } from "../paths.ts";
import { newKeyAccess, type PkiOptions, withPki } from "../pki-access.ts";
import { reporting } from "../session.ts";
import { printTable } from "../table.ts";

type Options = JsonOption & PkiOptions & { operator: string[] };

export function pkiCommands(program: Command): void {
  const group = program.command("pki").description("keys that sign cards: CSCA, document signers, revocation list (docs/pki.md)");
  const command = (name: string, description: string) =>
    group
      .command(name)
      .description(description)
      .option("--dir <dir>", "folder of the PKI", join(process.env["DINHDANH_DATA"] ?? ".data", "pki"))
      .option("--json", "print as JSON");
  const ceremony = (name: string, description: string) =>
    command(name, description)
      .option("--operator <name>", "who is present, for the transcript; may be given several times", collect, [])
      .option("--pkcs11 <module>", "PKCS#11 module of the token that keeps the keys; the PIN is that of DINHDANH_PKI_PIN")
      .option("--slot <number>", "slot of the token (default: the only one)", numberArgument);

  ceremony("init", "make the CSCA: its key, its self-signed certificate and the transcript")
    .option("--settings <file>", "JSON with names, periods and algorithms (docs/pki.md)")
    .option("--unprotected", "write private keys without encryption: for development only")
    .action(init);
  ceremony("issue-signer", "make a document signer, usable from now on").action(issue);
  ceremony("revoke-signer", "revoke a document signer for good, and sign the list that says so")
    .requiredOption("--signer <number>", "number of the signer", numberArgument)
    .addOption(new Option("--reason <reason>", "as in RFC 5280").choices([...revocationReasonNames]).default("unspecified"))
    .action(revoke);
  ceremony("crl", "sign the next revocation list").action(crl);
  ceremony("rotate-csca", "replace the CSCA key; the old one signs a link certificate for the new one")
    .option("--without-link", "when the old key's usage period is over")
    .action(rotate);
  ceremony("master-list", "sign the list of all CSCA certificates").action(masterList);
  ceremony("destroy-key", "destroy a private key that has done its work; its certificate stays")
    .option("--signer <number>", "of a signer whose period is over, or that is revoked", numberArgument)
    .option("--csca <number>", "of a CSCA that was replaced", numberArgument)
    .action(destroy);
  command("show", "certificates, periods and what is due").action(show);
  command("transcript", "check the transcript and every file against it; exit code 1 when anything was altered").action(transcript);
}

const collect = (name: string, names: string[]) => [...names, name];

function numberArgument(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError("must be a number");
  return Number(text);
}

/** Arguments hold no secrets. */
const ceremonyOf = ({ operator }: Options): Ceremony => ({
  operators: operator,
  command: ["dinhdanh", ...process.argv.slice(2)].join(" "),
});

const lineOf = ({ role, number, path, keyUseFrom, keyUseUntil, validUntil, sha256 }: CertificateEntry) => ({
  ...{ role, number, file: path, keyUse: `${keyUseFrom.slice(0, 10)} – ${keyUseUntil.slice(0, 10)}`, validUntil: validUntil.slice(0, 10) },
  sha256: `${sha256.slice(0, 16)}…`,
});

function settingsOf(file: string | undefined): PkiSettings {
  const checked = pkiSettingsSchema.safeParse(file === undefined ? {} : valueOf(readJson(file)));
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  return valueOf(refuse("invalid-setting", { setting: issue?.path.join(".") ?? "", reason: issue?.message ?? "" }));
}

function readJson(file: string) {
  try {
    return { ok: true as const, value: JSON.parse(readFileSync(file, "utf8")) as unknown };
  } catch {
    return refuse("no-settings-file", { file });
  }
}

const init = (options: Options & { settings?: string; unprotected?: boolean }) =>
  reporting(async () => {
    const settings = settingsOf(options.settings);
    outputFolder(dirname(resolve(options.dir)));
    if (existsSync(options.dir)) presentFolder(options.dir);
    const { access, kept } = valueOf(await newKeyAccess(options));
    const state = valueOf(await initPki({ dir: options.dir, settings, access, keepPassphrase: kept }, ceremonyOf(options), systemClock));
    const csca = currentCsca(state);
    const { protection, head } = state;
    print({ dir: options.dir, csca, protection, passphraseKept: kept, transcript: head }, options, () => {
      console.log(`${options.dir}/csca.pem is the CSCA certificate. SHA-256 ${csca.sha256}`);
      console.log(`Its key signs until ${csca.keyUseUntil}. Transcript: ${head.hash}`);
      console.log("Write both hashes down and keep them elsewhere. Next: dinhdanh pki issue-signer, dinhdanh pki crl.");
    });
    if (protection === "none") console.error("The private keys are NOT encrypted: for development only.");
    if (kept)
      console.error(`Nobody could be asked: a passphrase was made and stands in ${options.dir}/keys/passphrase.txt. Move it elsewhere.`);
  });

const issue = (options: Options) =>
  reporting(async () => {
    const entry = valueOf(await withPki(options, (pki) => issueSigner(pki, ceremonyOf(options))));
    print(entry, options, () => console.log(`${options.dir}/${entry.path} signs until ${entry.keyUseUntil}. SHA-256 ${entry.sha256}`));
  });

const revoke = (options: Options & { signer: number; reason: RevocationReason }) =>
  reporting(async () => {
    const signer = { number: options.signer, reason: options.reason };
    const done = valueOf(await withPki(options, (pki) => revokeSigner(pki, signer, ceremonyOf(options))));
    print(done, options, () =>
      console.log(`Signer ${options.signer} is revoked. Publish ${options.dir}/crl.pem, number ${done.crl.number}, now.`),
    );
  });

const crl = (options: Options) =>
  reporting(async () => {
    const entry = valueOf(await withPki(options, (pki) => issueCrl(pki, ceremonyOf(options))));
    print(entry, options, () =>
      console.log(`${options.dir}/crl.pem, number ${entry.number}: ${entry.revoked} revoked. The next is due by ${entry.nextUpdate}.`),
    );
  });

const rotate = (options: Options & { withoutLink?: boolean }) =>
  reporting(async () => {
    const done = valueOf(await withPki(options, (pki) => rotateCsca(pki, options.withoutLink !== true, ceremonyOf(options))));
    print(done, options, () => {
      console.log(`${options.dir}/${done.csca.path} signs from now on. SHA-256 ${done.csca.sha256}`);
      if (done.link !== null) console.log(`${options.dir}/${done.link.path} links it to the one before. Publish both, and csca.pem.`);
    });
  });

const masterList = (options: Options) =>
  reporting(async () => {
    const done = valueOf(await withPki(options, (pki) => issueMasterList(pki, ceremonyOf(options))));
    print(done, options, () => console.log(`${options.dir}/${done.path}: ${done.certificates} certificates.`));
  });

const destroy = (options: Options & { signer?: number; csca?: number }) =>
  reporting(async () => {
    const { signer, csca } = options;
    const which = csca === undefined ? { role: "signer" as const, number: signer ?? 0 } : { role: "csca" as const, number: csca };
    const entry = valueOf(await withPki(options, (pki) => destroyKey(pki, which, ceremonyOf(options))));
    print(entry, options, () => console.log(`The private key of ${entry.path} is destroyed.`));
  });

const show = (options: JsonOption & { dir: string }) =>
  reporting(async () => {
    const state = valueOf(await readPki(options.dir));
    const certificates = state.certificates.map((entry) => ({ ...entry, revocation: revocationOf(state, entry) ?? null }));
    const { settings, protection, head } = state;
    const due = dueOf(state, systemClock);
    print({ settings, protection, certificates, crl: state.crl, due, transcript: head }, options, () => {
      printTable(certificates.map((entry) => ({ ...lineOf(entry), revoked: entry.revocation?.reason ?? "" })));
      for (const { act, by, overdue } of due) console.log(`${act}: ${overdue ? "OVERDUE since" : "by"} ${by}`);
    });
  });

const transcript = (options: JsonOption & { dir: string }) =>
  reporting(async () => {
    const proof = valueOf(verifyTranscript(options.dir));
    // what the files hold stands in the files
    const records = proof.records.map((record) => ({ ...record, files: record.files.map(({ path, sha256 }) => ({ path, sha256 })) }));
    print({ ...proof, records }, options, () => {
      for (const { number, at, act, operators, command, files, hash } of records) {
        console.log(`${number}. ${at} ${act} · ${operators.length === 0 ? "no operator named" : operators.join(", ")}\n   ${command}`);
        for (const { path, sha256 } of files) console.log(`   ${sha256} ${path}`);
        console.log(`   record ${hash}`);
      }
      console.log(
        `${proof.genuine ? "Genuine" : "NOT genuine"}: ${records.length} records. Compare the last hash with the one written down.`,
      );
      for (const fault of proof.faults) console.log(`- ${fault}`);
    });
    if (!proof.genuine) process.exitCode = exitCodes.no;
  });
