import { isProvince, simulateProvince, simulateRecords } from "@dinhdanh/simulation";
import { type Command, InvalidArgumentError } from "commander";
import { count, type JsonOption, print, progressBars } from "../output.ts";
import { outputFolder } from "../paths.ts";
import { reporting } from "../session.ts";
import { dayArgument } from "./import.ts";

type SimulateOptions = JsonOption & { province: string; eligible: number; on: string; seed: number; out: string };

export const wholeNumber = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("must be a whole number");
  return Number(text);
};

function provinceArgument(text: string): string {
  if (!isProvince(text)) throw new InvalidArgumentError("no province of 2023 has this code: give two digits, for example 35");
  return text;
}

export function simulateCommand(program: Command): void {
  const group = program.command("simulate").description("write simulated data; needs no database. Without a name, a province");
  addRecords(group);
  group
    .command("province", { isDefault: true })
    .description("a province and the replay of its campaign: roll.csv, acts.csv and campaign.json")
    .requiredOption("--province <code>", "two-digit code of 2023", provinceArgument)
    .requiredOption("--eligible <n>", "people eligible on the day, exactly", wholeNumber)
    .requiredOption("--on <day>", "day on which the campaign is complete", dayArgument)
    .option("--seed <n>", "the same seed writes the same files", wholeNumber, 1)
    .requiredOption("--out <dir>", "folder to write to")
    .option("--json", "print the summary as JSON")
    .action((options: SimulateOptions) =>
      reporting(async () => {
        outputFolder(options.out);
        const bars = progressBars();
        const summary = await simulateProvince({ ...options, onProgress: (done, total, what) => bars.set(what, done / total) });
        bars.stop();
        print(summary, options, () => console.log(`${count(summary.people)} people and ${count(summary.acts)} acts in ${options.out}`));
      }),
    );
}

type RecordsOptions = JsonOption & { count: number; seed: number; out: string };

function addRecords(group: Command): void {
  group
    .command("records")
    .description("records of people with errors as offices make them, and whose each is: records.csv and truth.csv")
    .requiredOption("--count <n>", "records, exactly", wholeNumber)
    .option("--seed <n>", "the same seed writes the same files", wholeNumber, 1)
    .requiredOption("--out <dir>", "folder to write to")
    .option("--json", "print the summary as JSON")
    .action((options: RecordsOptions) =>
      reporting(async () => {
        outputFolder(options.out);
        const bars = progressBars();
        const summary = await simulateRecords({ ...options, onProgress: (done, total) => bars.set("records", done / total) });
        bars.stop();
        const { records, people, pairs } = summary;
        print(summary, options, () =>
          console.log(`${count(records)} records of ${count(people)} people, ${count(pairs)} pairs to find, in ${options.out}`),
        );
      }),
    );
}
