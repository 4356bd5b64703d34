import { existsSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import {
  cardDataRefusals,
  checkRevocationList,
  chipSigner,
  openSigner,
  openTrust,
  personaliseFile,
  portraitRefusals,
  readChipFiles,
  type RevocationList,
  type Verdict,
  verdicts,
  verifyCardFolder,
} from "@dinhdanh/cards";
import { isDay, systemClock } from "@dinhdanh/kernel";
import type { Command } from "commander";
import { count, exitCodes, type JsonOption, print, Refused, valueOf } from "../output.ts";
import { outputFolder, presentFile } from "../paths.ts";
import { withPki } from "../pki-access.ts";
import { reporting } from "../session.ts";

/** `dinhdanh card verify` ends with one of these. */
const verdictExitCodes: Record<Verdict, number> = { genuine: 0, altered: 1, "unknown-signer": 3, revoked: 4, expired: 5 };

export function cardCommands(program: Command): void {
  const group = program.command("card").description("chip data of cards, without a database");
  group
    .command("personalise")
    .description("sign the chips of a file of cards, one folder a card (docs/file-formats.md); exit code 1 when lines were refused")
    .requiredOption("--input <file>", "cards.ndjson, one card a line; paths of portraits lead from its folder")
    .requiredOption("--pki <dir>", "folder of the PKI")
    .requiredOption("--out <dir>", "where the folders are written; cards that are there already are not signed again")
    .option("--threads <number>", "threads that sign (default: one a core)", Number)
    .option("--pkcs11 <module>", "PKCS#11 module of the token that keeps the keys; the PIN is that of DINHDANH_PKI_PIN")
    .option("--json", "print as JSON")
    .action(personalise);
  group
    .command("verify <folder>")
    .description("is a card genuine? Exit code 0 genuine, 1 altered, 2 misused, 3 unknown signer, 4 revoked, 5 expired")
    .requiredOption("--csca <file>", "CSCA certificates that are trusted, PEM or DER")
    .option("--crl <file>", "revocation list of document signers, PEM or DER")
    .option("--revoked <file>", "list of revoked cards, from GET /api/v1/revoked-cards")
    .option("--revoked-key <file>", "public key of the register, PEM; without it the list is only known to be whole")
    .option("--at <day>", "as of the end of this day (default: now)")
    .option("--json", "print as JSON")
    .action(verify);
}

type Personalise = JsonOption & { input: string; pki: string; out: string; threads?: number; pkcs11?: string };

async function personalise(options: Personalise): Promise<void> {
  await reporting(async () => {
    const { input, out, threads } = options;
    presentFile(input);
    if (threads !== undefined && !(Number.isInteger(threads) && threads > 0 && threads <= 256))
      throw new Refused({ code: "threads-malformed", retryable: false });
    const pki = { dir: options.pki, ...(options.pkcs11 === undefined ? {} : { pkcs11: options.pkcs11 }) };
    const began = performance.now();
    const report = await withPki(pki, async (opened) => {
      outputFolder(out);
      const document = valueOf(await openSigner(opened));
      const { certificate: certificateDer, privateKey } = document;
      const signer = privateKey === undefined ? chipSigner(document) : { certificateDer, privateKey };
      return valueOf(await personaliseFile({ input, out, signer, ...(threads === undefined ? {} : { threads }) }));
    });
    const seconds = Math.round(performance.now() - began) / 1000;
    const refused = report.refused.map(({ fields, ...one }) => ({
      ...one,
      message: lineRefusals[one.code].en + (fields === undefined ? "" : ` (${fields})`),
    }));
    print({ ...report, refused, seconds }, options, () => {
      console.log(
        `${count(report.made)} made, ${count(report.unchanged)} there already, ${count(report.refusedCount)} refused, in ${seconds} s`,
      );
      for (const { line, code, message } of refused) console.error(`line ${line}: ${code}: ${message}`);
    });
    if (report.refusedCount > 0) process.exitCode = exitCodes.no;
  });
}

const lineRefusals = { ...cardDataRefusals, ...portraitRefusals };

type Verify = JsonOption & { csca: string; crl?: string; revoked?: string; revokedKey?: string; at?: string };

async function verify(folder: string, options: Verify): Promise<void> {
  await reporting(async () => {
    if (!existsSync(join(folder, "EF_SOD.bin")) && !existsSync(join(folder, "EF_DG1.bin")))
      throw new Refused({ code: "no-card", retryable: false, details: { folder } });
    const files = readChipFiles(folder);
    if (typeof files === "string") throw new Refused({ code: "chip-file-too-large", retryable: false, details: { file: `${files}.bin` } });
    const trust = valueOf(openTrust([fileOf(options.csca)], options.crl === undefined ? [] : [fileOf(options.crl)]));
    const revoked = options.revoked === undefined ? undefined : listOf(options.revoked, options.revokedKey);
    const texts = { qr: textOf(folder, "qr.txt"), mrz: textOf(folder, "mrz.txt") };
    const answer = verifyCardFolder({ serial: basename(resolve(folder)), files, ...texts }, { trust, revoked, at: moment(options.at) });
    print(answer, options, () => {
      console.log(verdicts[answer.verdict].en);
      for (const finding of answer.findings) console.log(`  ${finding}`);
    });
    process.exitCode = verdictExitCodes[answer.verdict];
  });
}

const fileOf = (path: string): Buffer => readFileSync(presentFile(path));

const textOf = (folder: string, name: string): string | undefined =>
  existsSync(join(folder, name)) ? readFileSync(join(folder, name), "utf8") : undefined;

const listOf = (path: string, keyPath: string | undefined): RevocationList =>
  valueOf(checkRevocationList(fileOf(path).toString(), keyPath === undefined ? undefined : fileOf(keyPath).toString()));

function moment(day: string | undefined): Date {
  if (day === undefined) return new Date(systemClock.nowMs());
  if (!isDay(day)) throw new Refused({ code: "day-malformed", retryable: false, details: { day } });
  return new Date(`${day}T23:59:59+07:00`);
}
