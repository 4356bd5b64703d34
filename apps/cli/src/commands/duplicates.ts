import { findDuplicates } from "@dinhdanh/population";
import type { Command } from "commander";
import { count, type JsonOption, print, progressBars } from "../output.ts";
import { withRegister } from "../session.ts";

export function duplicateCommands(program: Command): void {
  program
    .command("duplicates")
    .description("records of the register that may be of one person")
    .command("find")
    .description("compare the whole register with itself; the server does so every night")
    .option("--json", "print as JSON")
    .action((options: JsonOption) =>
      withRegister(async (register) => {
        const bars = progressBars();
        const { sql, clock, home: folder } = register;
        const found = await findDuplicates({ sql, clock, folder, onProgress: bars.set }).finally(bars.stop);
        print(found, options, () => {
          console.log(`${count(found.records)} records, ${count(found.compared)} pairs compared`);
          console.log(`${count(found.pairs)} pairs are more likely than not of one person, ${count(found.fresh)} of them new`);
        });
      }),
    );
}
