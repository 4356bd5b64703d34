import { collectedBetween, coverage, type CoverageRow, remaining, remainingGroups, verifyFindingOwners } from "@dinhdanh/campaign";
import { systemActor, toDay } from "@dinhdanh/kernel";
import { verifyNumbers } from "@dinhdanh/population";
import { verifyProgress } from "@dinhdanh/progress";
import { type Command, InvalidArgumentError } from "commander";
import { count, exitCodes, type JsonOption, percent, print, progressBars, Refused, valueOf } from "../output.ts";
import { withRegister } from "../session.ts";
import { dayFor, knownUnit } from "../unit-day.ts";
import { dayArgument } from "./import.ts";
import { printTable } from "../table.ts";

type CoverageOptions = JsonOption & {
  unit: string;
  asOf?: string;
  born?: { from: number; to: number };
  borders: "day" | "today";
  campaign?: string;
};

export function figureCommands(program: Command): void {
  program
    .command("coverage")
    .description("figures of a unit and of the units right below it, as of the end of a day")
    .requiredOption("--unit <code>", "statistical code; 00 is the country")
    .option("--as-of <day>", "default: today, or the last day of a unit that is no more", dayArgument)
    .option("--born <years>", "only people born in these years, e.g. 2004-2008", yearsArgument)
    .option("--borders <which>", "`day`: borders of the day; `today`: today's", "day")
    .option("--campaign <key>", "default: the campaign of the unit, else the latest")
    .option("--json", "print as JSON")
    .action(showCoverage);
  program
    .command("collected")
    .description("dossiers collected in a period from people registered under a unit, by team")
    .requiredOption("--unit <code>", "statistical code")
    .requiredOption("--from <day>", "first day", dayArgument)
    .requiredOption("--to <day>", "last day", dayArgument)
    .option("--by <what>", "team", "team")
    .option("--json", "print as JSON")
    .action(showCollected);
  program
    .command("remaining")
    .description("everyone eligible and not yet collected, grouped by what it takes")
    .requiredOption("--unit <code>", "statistical code")
    .option("--as-of <day>", "default: today, or the last day of a unit that is no more", dayArgument)
    .option("--json", "print as JSON")
    .action(showRemaining);
  program
    .command("verify")
    .description("recount everything from the acts; exit code 1 when anything differs")
    .option("--json", "print as JSON")
    .action(verify);
}

function yearsArgument(text: string): { from: number; to: number } {
  const match = /^(\d{4})(?:-(\d{4}))?$/.exec(text);
  if (match === null) throw new InvalidArgumentError("must have the form 2004-2008");
  if (match[2] !== undefined && match[2] < String(match[1])) throw new InvalidArgumentError("must name the earlier year first");
  return { from: Number(match[1]), to: Number(match[2] ?? match[1]) };
}

const showCoverage = (options: CoverageOptions) =>
  withRegister(async (register) => {
    const asOf = await dayFor(register, options);
    const answer = valueOf(await coverage(register, systemActor, { ...options, asOf }));
    print(answer, options, () => {
      console.log(`${answer.name}, ${asOf}: ${count(answer.done)} of ${count(answer.target)} (${percent(answer.gross)})`);
      for (const [level, { done, of }] of Object.entries(answer.unitsComplete)) {
        const rolls = answer.unitsWithRoll[level]?.done ?? 0;
        console.log(`${level}: ${done}/${of} complete${rolls < of ? `, ${rolls}/${of} with a roll` : ""}`);
      }
      printTable(answer.children.map(coverageLine));
    });
  });

const coverageLine = (row: CoverageRow) => ({
  ...{ unit: row.unit, name: row.name, target: row.target, done: row.done, remaining: row.remaining },
  ...{ rate: percent(row.gross), completedOn: row.completedOn ?? "", forecast: row.forecast.finishOn ?? "" },
});

const showCollected = (options: JsonOption & { unit: string; from: string; to: string }) =>
  withRegister(async (register) => {
    const query = { unit: options.unit, from: toDay(options.from), to: toDay(options.to) };
    if (query.from > query.to) throw new Refused({ code: "days-reversed", retryable: false });
    knownUnit(register, query.unit, query.to);
    const answer = await collectedBetween(register, systemActor, query);
    print(answer, options, () => {
      printTable(answer.by);
      console.log(`total ${count(answer.total)}`);
    });
  });

/** Pages of the whole list: a command prints everyone. */
const pageRows = 500;

const showRemaining = (options: JsonOption & { unit: string; asOf?: string }) =>
  withRegister(async (register) => {
    const asOf = await dayFor(register, options);
    knownUnit(register, options.unit, asOf);
    const page = (offset: number) =>
      remaining(register, systemActor, { unit: options.unit, asOf, borders: "day", offset, limit: pageRows });
    const answer = await page(0);
    while (answer.people.length < answer.matching) {
      const next = await page(answer.people.length);
      if (next.people.length === 0) break;
      answer.people.push(...next.people);
    }
    const grouped = answer.groups.map((group) => ({ ...group, people: answer.people.filter((person) => person.group === group.group) }));
    const { people: _people, matching: _matching, ...head } = answer;
    print({ ...head, groups: grouped }, options, () => {
      console.log(`${answer.name}, ${asOf}: ${count(answer.total)} remain`);
      printTable(
        answer.groups.map((group) => ({
          group: remainingGroups[group.group].en,
          todo: remainingGroups[group.group].todo.en,
          count: group.count,
        })),
      );
    });
  });

const verify = (options: JsonOption) =>
  withRegister(async (register) => {
    const bars = progressBars();
    const answer = await verifyProgress(register.sql, register.engine, (fraction) => bars.set("recount", fraction));
    const buckets = await verifyNumbers(register.sql, register.numberKey);
    bars.stop();
    for (const { bucket, ...differs } of buckets) {
      answer.differences.push({ what: "number", subject: bucket, stored: JSON.stringify(differs), recounted: "0 differ" });
      answer.agree = false;
    }
    for (const { personId, stored, recounted } of await verifyFindingOwners(register.sql)) {
      answer.differences.push({ what: "finding-owner", subject: personId, stored: stored ?? "nobody", recounted: recounted ?? "nobody" });
      answer.agree = false;
    }
    print(answer, options, () => {
      console.log(
        `${answer.agree ? "Everything agrees" : "There are differences"}: ${count(answer.people)} people, ${count(answer.acts)} acts`,
      );
      if (!answer.agree) printTable(answer.differences);
    });
    if (!answer.agree) process.exitCode = exitCodes.no;
  });
