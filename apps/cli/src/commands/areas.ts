import { writeFileSync } from "node:fs";
import { areaRowReasons, areas, exportAreas, importAreas, limitPeriods, readAreas } from "@dinhdanh/dossiers";
import { systemActor } from "@dinhdanh/kernel";
import type { Command } from "commander";
import { exitCodes, type JsonOption, print, tellFileRefusal, valueOf } from "../output.ts";
import { outputFile } from "../paths.ts";
import { reporting, withRegister } from "../session.ts";
import { dayArgument } from "./import.ts";
import { printTable } from "../table.ts";

type ImportOptions = JsonOption & { preview?: boolean };

export function areaCommands(program: Command): void {
  const group = program.command("areas").description("areas of units (urban, remote, other): the legal limit of a dossier goes by them");
  group
    .command("import <file>")
    .description("state areas from a CSV file (unit, area): all of the file or nothing; holds for the units below")
    .option("--preview", "say what would change, and write nothing")
    .option("--json", "print the report as JSON")
    .action(importFile);
  group
    .command("list")
    .description("the area of a unit and of those right below it, and the limits that follow")
    .requiredOption("--unit <code>", "code of the unit; 00 is the country")
    .option("--as-of <day>", "in the borders of this day (default: today)", dayArgument)
    .option("--json", "print as JSON")
    .action(list);
  group
    .command("export [file]")
    .description("all that is stated, as a file that can be imported again (default: to standard output)")
    .action((file: string | undefined) =>
      reporting(async () => {
        if (file !== undefined) outputFile(file, { streamed: true });
        await withRegister(async ({ dossiers }) => {
          const text = valueOf(await exportAreas(dossiers, systemActor));
          if (file === undefined) process.stdout.write(text);
          else writeFileSync(file, text);
        });
      }),
    );
}

const importFile = (path: string, options: ImportOptions) =>
  withRegister(async ({ dossiers }) => {
    const outcome = await importAreas(dossiers, systemActor, { path, preview: options.preview === true });
    if (!outcome.ok) {
      tellFileRefusal(outcome.refusal, areaRowReasons);
      process.exitCode = exitCodes.refused;
      return;
    }
    const { read, added, changed, removed, unchanged } = outcome.value;
    const written = options.preview !== true;
    print({ read, added, changed, removed, unchanged, written }, options, () => {
      console.log(`added ${added}, changed ${changed}, removed ${removed}, unchanged ${unchanged}`);
      if (!written) console.log("This is a preview: nothing was written.");
    });
  });

const list = (options: JsonOption & { unit: string; asOf?: string }) =>
  withRegister(async ({ dossiers }) => {
    const view = valueOf(await readAreas(dossiers, systemActor, { unit: options.unit, asOf: options.asOf }));
    print(view, options, () => {
      printTable(
        [view.unit, ...view.below].map(({ code, name, area, from }) => ({ code, name, area, stated: from?.name ?? "by its name" })),
      );
      for (const area of Object.keys(areas) as (keyof typeof areas)[]) {
        for (const { from, until, first, reissue } of limitPeriods(area)) {
          const span = [from === null ? "" : `from ${from}`, until === null ? "" : `until ${until}`].join(" ").trim();
          console.log(`${area}, ${span}: ${first} working days, re-issue ${reissue}`);
        }
      }
    });
  });
