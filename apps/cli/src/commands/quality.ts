import { qualityOf } from "@dinhdanh/campaign";
import { systemActor } from "@dinhdanh/kernel";
import { aspectKeys, aspects, checkEverybody, qualityRules } from "@dinhdanh/population";
import { foldPending, rebuildTally } from "@dinhdanh/progress";
import type { Command } from "commander";
import { count, type JsonOption, percent, print, valueOf } from "../output.ts";
import { withRegister } from "../session.ts";
import { dayFor } from "../unit-day.ts";
import { dayArgument } from "./import.ts";
import { printTable } from "../table.ts";

export function qualityCommand(program: Command): void {
  const quality = program.command("quality").description("correct, complete, clean, live: how good the records are");
  quality
    .command("show", { isDefault: true })
    .description("a unit and those right below it, as of the end of a day; findings that stand now, by rule")
    .requiredOption("--unit <code>", "statistical code; 00 is the country")
    .option("--as-of <day>", "default: today, or the last day of a unit that is no more", dayArgument)
    .option("--json", "print as JSON")
    .action(show);
  quality
    .command("check")
    .description("apply every rule to everybody, as the server does every night: after an import without it, and after an upgrade")
    .option("--rebuild", "first fold everybody's standing anew: once, for a register from before data quality was measured")
    .option("--json", "print as JSON")
    .action(check);
}

const show = (options: JsonOption & { unit: string; asOf?: string }) =>
  withRegister(async (register) => {
    const asOf = await dayFor(register, options);
    const answer = valueOf(await qualityOf(register, systemActor, { unit: options.unit, asOf }));
    print({ ...answer, asOf }, options, () => {
      const { recorded } = answer.figures;
      const share = (n: number, of: number) => (of === 0 ? "–" : percent(n / of));
      console.log(`${answer.name}, ${asOf}: ${count(recorded)} people`);
      for (const key of aspectKeys) console.log(`  ${aspects[key].en}: ${share(answer.figures[key], recorded)}`);
      console.log(`  Has a number: ${share(answer.figures.numbered, recorded)}`);
      printTable(
        answer.children.map(({ unit, name, figures }) => ({
          ...{ unit, name, people: figures.recorded },
          ...Object.fromEntries(aspectKeys.map((key) => [key, share(figures[key], figures.recorded)])),
        })),
      );
      printTable((answer.rules ?? []).map(({ kind, aspect, open }) => ({ aspect, rule: qualityRules[kind].text.en, open })));
      printTable((answer.owners ?? []).map(({ officer, open, age }) => ({ owner: officer ?? "nobody", open, "oldest, days": age })));
    });
  });

const check = (options: JsonOption & { rebuild?: boolean }) =>
  withRegister(async (register) => {
    const { sql, engine, clock } = register;
    if (options.rebuild === true) await rebuildTally(sql, engine, clock, "everybody");
    const checked = await checkEverybody(register);
    await foldPending(sql, clock);
    print(checked, options, () =>
      console.log(`${count(checked.people)} people checked: ${count(checked.found)} new findings, ${count(checked.mended)} mended`),
    );
  });
