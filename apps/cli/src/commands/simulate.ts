import { simulateProvince } from "@dinhdanh/simulation";
import { type Command, InvalidArgumentError } from "commander";
import { count, type JsonOption, print, progressBars } from "../output.ts";
import { reporting } from "../session.ts";
import { dayArgument } from "./import.ts";

type SimulateOptions = JsonOption & { province: string; eligible: number; on: string; seed: number; out: string };

const wholeNumber = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("must be a whole number");
  return Number(text);
};

export function simulateCommand(program: Command): void {
  program
    .command("simulate")
    .description("write a simulated province: roll.csv, acts.csv and campaign.json; needs no database")
    .requiredOption("--province <code>", "two-digit code of 2023")
    .requiredOption("--eligible <n>", "people eligible on the day, exactly", wholeNumber)
    .requiredOption("--on <day>", "day on which the campaign is complete", dayArgument)
    .option("--seed <n>", "the same seed writes the same files", wholeNumber, 1)
    .requiredOption("--out <dir>", "folder to write to")
    .option("--json", "print the summary as JSON")
    .action((options: SimulateOptions) =>
      reporting(async () => {
        const bars = progressBars();
        const summary = await simulateProvince({ ...options, onProgress: (done, total, what) => bars.set(what, done / total) });
        bars.stop();
        print(summary, options, () => console.log(`${count(summary.people)} people and ${count(summary.acts)} acts in ${options.out}`));
      }),
    );
}
