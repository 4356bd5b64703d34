import { readFileSync } from "node:fs";
import { exportLedger, openSigningKey, sealNext, verifyLedgerFiles } from "@dinhdanh/ledger";
import type { Command } from "commander";
import { count, exitCodes, type JsonOption, print } from "../output.ts";
import { outputFolder, presentFile, presentFolder } from "../paths.ts";
import { reporting, withRegister } from "../session.ts";

export function ledgerCommands(program: Command): void {
  const group = program.command("ledger").description("the append-only log of acts, which proves itself");
  group
    .command("seal")
    .description("seal what is not yet sealed; the server does so by itself")
    .action(() =>
      withRegister(async (register) => {
        const key = openSigningKey(register.home);
        let sealed = 0;
        for (let acts = -1; acts !== 0; sealed += acts) acts = await sealNext(register.sql, register.clock, key);
        console.log(`${count(sealed)} acts and reads sealed`);
      }),
    );
  group
    .command("export <dir>")
    .description("write the sealed ledger as files that can be verified without this register")
    .action((folder: string) =>
      reporting(async () => {
        outputFolder(folder);
        await withRegister(async (register) => {
          console.log(`${count(await exportLedger(register.sql, folder))} acts and reads in ${folder}`);
        });
      }),
    );
  group
    .command("verify <dir>")
    .description("verify an exported ledger with nothing but its files; exit code 1 when it is not genuine")
    .option("--key <file>", "public key, or several one after the other, obtained by another way than the folder")
    .option("--json", "print as JSON")
    .action((folder: string, options: JsonOption & { key?: string }) =>
      reporting(async () => {
        const key = options.key === undefined ? null : readFileSync(presentFile(options.key), "utf8");
        const proof = await verifyLedgerFiles(presentFolder(folder), key);
        print(proof, options, () => {
          console.log(
            `${proof.genuine ? "Genuine" : "NOT genuine"}: ${count(proof.acts)} acts and reads, ${count(proof.blocks)} blocks, ${count(proof.checkpoints)} checkpoints`,
          );
          for (const fault of proof.faults) console.log(`- ${fault}`);
          if (options.key === undefined) console.log("The key came from the same folder: compare it with one you trust, or pass --key.");
        });
        if (!proof.genuine) process.exitCode = exitCodes.no;
      }),
    );
}
