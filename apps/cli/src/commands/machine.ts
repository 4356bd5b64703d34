import { renameSync, writeFileSync } from "node:fs";
import { runSimulatedMachine } from "@dinhdanh/cards";
import type { Command } from "commander";
import { count, type JsonOption, print, Refused, valueOf } from "../output.ts";
import { outputFile, presentFile } from "../paths.ts";
import { reporting } from "../session.ts";

export function machineCommands(program: Command): void {
  program
    .command("machine")
    .description("a personalisation machine, simulated, for development and training")
    .command("run")
    .description("play the machine on a machine file: it makes no card, and writes the result file (docs/file-formats.md)")
    .requiredOption("--in <file>", "machine file of a batch")
    .requiredOption("--out <file>", "where the result file is written")
    .option("--fail-rate <share>", "of 1: cards that are not made, whose blank is whole", Number, 0)
    .option("--spoil-rate <share>", "of 1: cards that are spoiled", Number, 0)
    .option("--json", "print as JSON")
    .action(run);
}

type Arguments = JsonOption & { in: string; out: string; failRate: number; spoilRate: number };

async function run(options: Arguments): Promise<void> {
  await reporting(async () => {
    const { in: input, out, failRate, spoilRate } = options;
    presentFile(input);
    outputFile(out, { inputs: [input] });
    if (![failRate, spoilRate, failRate + spoilRate].every((rate) => rate >= 0 && rate <= 1))
      throw new Refused({ code: "rate-malformed", retryable: false });
    const { result, ...told } = valueOf(await runSimulatedMachine(input, { failRate, spoilRate }));
    // the result file is there whole or not at all
    writeFileSync(`${out}.part`, result, { flush: true });
    renameSync(`${out}.part`, out);
    print({ simulated: true, ...told }, options, () =>
      console.log(
        `Simulated: ${count(told.printed)} printed, ${count(told.failed)} failed, ${count(told.spoiled)} spoiled. Result: ${out}`,
      ),
    );
  });
}
