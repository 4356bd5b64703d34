import { existsSync } from "node:fs";
import { isDay, systemActor } from "@dinhdanh/kernel";
import type { IntakeReport, Mapping } from "@dinhdanh/ledger";
import { foldPending, rebuildTally } from "@dinhdanh/progress";
import { guessUnitsDay, importFile, intakeOf, reasonsOf, type Register } from "@dinhdanh/server";
import { importUnits, unitRowReasons } from "@dinhdanh/territory";
import { type Command, InvalidArgumentError } from "commander";
import { count, exitCodes, type JsonOption, print, progressBars, Refused, tellFileRefusal } from "../output.ts";
import { outputFile, presentFile } from "../paths.ts";
import { reporting, withRegister } from "../session.ts";

type ImportOptions = JsonOption & { unitsOn?: string; rejects?: string; map: Mapping; threads: number };

/** Rejected rows go beside the file, unless another place is named. That they can is seen to before any row enters. @throws {Refused} */
function rejectsFile(file: string, named: string | undefined): void {
  if (named !== undefined) return void outputFile(named, { inputs: [file] });
  try {
    outputFile(`${file}.rejects.csv`);
  } catch (error) {
    throw error instanceof Refused ? new Refused({ code: "rejects-unwritable", retryable: false, details: { file } }) : error;
  }
}

export function importCommands(program: Command): void {
  const group = program
    .command("import")
    .description("import a file: every row enters, enters with findings, or is rejected with its reason");
  for (const kind of ["roll", "acts"] as const) {
    const command = group
      .command(`${kind} <file>`)
      .description(kind === "roll" ? "a population roll (CSV)" : "acts that other systems report (CSV or NDJSON)")
      .option("--rejects <file>", "where rejected rows go (default: FILE.rejects.csv)")
      .option("--map <header=field>", "which field a column holds; repeatable", collectMapping, {})
      .option("--threads <n>", "threads that decide rows of a file from 16 MB on, some 250 MB of memory each", threadsArgument, 1)
      .option("--json", "print the report as JSON");
    if (kind === "roll")
      command.option("--units-on <day>", "day whose commune codes the file uses (default: the day that knows most of them)", dayArgument);
    command.action((file: string, options: ImportOptions) =>
      reporting(async () => {
        if (existsSync(file)) rejectsFile(presentFile(file), options.rejects);
        await withRegister((register) => importOf(register, kind, file, options));
      }),
    );
  }
  group
    .command("units <file>")
    .description("administrative units with their lineage (CSV): all of the file or nothing")
    .option("--json", "print the report as JSON")
    .action((file: string, options: JsonOption) => withRegister((register) => importTree(register, file, options)));
}

function threadsArgument(text: string): number {
  if (!/^[1-9]$/.test(text)) throw new InvalidArgumentError("must be a number from 1 to 9");
  return Number(text);
}

export function dayArgument(text: string): string {
  if (!isDay(text)) throw new InvalidArgumentError("must be a day of the form yyyy-mm-dd");
  return text;
}

/** Written with spaces, too, as on the card. */
export function pinArgument(text: string): string {
  const digits = text.replaceAll(/\s/g, "");
  if (!/^\d{12}$/.test(digits)) throw new InvalidArgumentError("must be an identification number of 12 digits");
  return digits;
}

export function collectMapping(text: string, before: Mapping): Mapping {
  const at = text.lastIndexOf("=");
  // a column may be without a name
  if (at < 0) throw new InvalidArgumentError("must have the form header=field");
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

async function importOf(register: Register, kind: "roll" | "acts", path: string, options: ImportOptions): Promise<void> {
  // days as text stand in their order
  if (options.unitsOn !== undefined && options.unitsOn > register.clock.today())
    throw new Refused({ code: "units-day-in-future", retryable: false });
  const unitsOn = options.unitsOn ?? (kind === "roll" ? await guessUnitsDay(register, path, options.map) : register.clock.today());
  const bars = progressBars();
  const how = { officer: systemActor.code, unitsOn: unitsOn as ReturnType<typeof register.clock.today> };
  let report: IntakeReport;
  let intakeId = "";
  try {
    report = await importFile(
      register,
      { kind, ...how },
      {
        ...{ actor: systemActor, path, mapping: options.map, threads: options.threads },
        ...(options.rejects === undefined ? {} : { rejectsPath: options.rejects }),
        onOpen: (id) => void (intakeId = id),
        onProgress: ({ fraction }) => bars.set(kind, fraction),
      },
    );
    await foldPending(register.sql, register.clock);
  } finally {
    bars.stop();
  }
  const reasons = await reasonsOf(register, intakeOf(register, kind, how), intakeId);
  print(report, options, () => {
    console.log(`read                   ${count(report.read)}`);
    console.log(`accepted               ${count(report.accepted)}`);
    console.log(`accepted with findings ${count(report.acceptedWithFindings)}`);
    console.log(`rejected               ${count(report.rejected)}`);
    console.log(`unchanged              ${count(report.unchanged)}`);
    tellReasons("Rejected, by reason", reasons.filter(({ outcome }) => outcome === "rejected")); // prettier-ignore
    tellReasons("Accepted with findings, by finding; a row may have several", reasons.filter(({ outcome }) => outcome === "acceptedWithFindings")); // prettier-ignore
    if (kind === "roll") console.log(`\nCommune codes were read as of ${unitsOn}; --units-on takes another day.`);
    if ((report.duplicatePairs ?? 0) > 0)
      console.log(
        `\nPairs of records that may be of one person: ${count(report.duplicatePairs ?? 0)}. Decide them on the page Duplicates.`,
      );
    if (report.rejectsFile !== null) console.log(`\nMend the rejected rows in ${report.rejectsFile} and import that file.`);
  });
}

function tellReasons(title: string, reasons: readonly { rows: number; en: string }[]): void {
  if (reasons.length === 0) return;
  console.log(`\n${title}:`);
  for (const { rows, en } of reasons) console.log(`${count(rows).padStart(12)}  ${en}`);
}

async function importTree(register: Register, path: string, options: JsonOption): Promise<void> {
  const outcome = await importUnits({ ...register, actor: systemActor }, path);
  if (!outcome.ok) {
    tellFileRefusal(outcome.refusal, unitRowReasons);
    process.exitCode = exitCodes.refused;
    return;
  }
  if (outcome.value.affected.length > 0) await rebuildTally(register.sql, register.engine, register.clock);
  print(outcome.value, options, () =>
    console.log(`opened ${outcome.value.opened}, closed ${outcome.value.closed}, unchanged ${outcome.value.unchanged}`),
  );
}
