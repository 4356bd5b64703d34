import { readFileSync, writeFileSync } from "node:fs";
import {
  type Between,
  checkOutputs,
  evaluatePairs,
  type Evaluation,
  isFile,
  LinkRefused,
  type Model,
  openRecords,
  type Opened,
  parseModel,
  readHeaders,
  scorePairs,
  type SetAside,
  suggestModel,
  type TrainedModel,
  type TrainingReport,
  trainModel,
  writeClusters,
  writeExplanations,
  writePairs,
  writeSetAside,
} from "@dinhdanh/linkage";
import { vietnameseFormsModule } from "@dinhdanh/vietnamese";
import { type Command, InvalidArgumentError } from "commander";
import { count, type JsonOption, percent, print, progressBars, type ProgressBars } from "../output.ts";
import { reporting } from "../session.ts";
import { collectMapping } from "./import.ts";
import { wholeNumber } from "./simulate.ts";
import { printTable } from "../table.ts";

type ReadOptions = JsonOption & { model?: string; map: Readonly<Record<string, string>>; rejects?: string; threads?: number; seed: number };
type Outputs = { out: string; clusters?: string; explain?: string };
type LinkOptions = ReadOptions & Outputs & { least: number; threshold: number };

/** `dinhdanh link`: which records are of one person. Works on any files of people; needs no database. */
export function linkCommands(program: Command): void {
  const group = program
    .command("link")
    .description("find records of one person in files of people; needs no database (docs/file-formats.md)");
  const reading = (command: Command) =>
    command
      .option("--model <file>", "model; without one, it is made up from the names of known columns")
      .option("--map <header=column>", "which column of the model a column of the file holds; repeatable", collectMapping, {})
      .option("--rejects <file>", "where rows go that cannot be records (default: OUT.rejects.csv)")
      .option("--threads <n>", "threads that compare (default: one a core)", wholeNumber)
      .option("--seed <n>", "the same seed, the same estimates", wholeNumber, 1)
      .option("--json", "print the report as JSON");
  const linking = (command: Command) =>
    reading(command)
      .requiredOption("--out <file>", "pairs, the most probable first")
      .option("--clusters <file>", "every record with its cluster")
      .option("--explain <file>", "the waterfall of every pair, one JSON object a line")
      .option("--least <p>", "least probability of pairs that are written", probability, 0.1)
      .option("--threshold <p>", "least probability, on average, within a cluster", probability, 0.5);
  linking(
    group
      .command("dedupe <file>")
      .description("records of one person within a file; a model that lacks prior, or any m or u, is trained on it"),
  ).action((file: string, options: LinkOptions) => link([file], options));
  linking(group.command("join <a> <b>").description("records of one person across two files")).action(
    (a: string, b: string, options: LinkOptions) => link([a, b], options),
  );
  reading(group.command("train <file>").description("estimate prior, m and u without labels: all of them, also those that the model has"))
    .requiredOption("--out <file>", "the trained model")
    .action(train);
  group
    .command("evaluate <pairs>")
    .description("precision, recall and F1 of pairs against the truth, and whether probabilities can be relied on")
    .requiredOption("--truth <file>", "columns record and entity")
    .option("--threshold <p>", "threshold to judge, beside the best", probability, 0.5)
    .option("--between <files...>", "the two files that were joined: pairs of records that stand one in each are judged")
    .option("--id <column>", "with --between: column of the ids, as the model names it")
    .option("--map <header=column>", "with --between: as the files were joined; repeatable", collectMapping, {})
    .option("--json", "print as JSON")
    .action(evaluate);
}

function probability(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value > 0 && value < 1)) throw new InvalidArgumentError("must lie between 0 and 1");
  return value;
}

function readModel(path: string): Model {
  if (!isFile(path)) throw new LinkRefused("missing-file", { file: path });
  return parseModel(readFileSync(path, "utf8"));
}

const named = (paths: readonly (string | undefined)[]): string[] => paths.filter((path) => path !== undefined);

/** Opens the files, does the work, and closes what was started. */
async function withRecords<T>(
  files: readonly string[],
  options: ReadOptions & Outputs,
  work: (opened: Opened, setAside: number) => Promise<T>,
): Promise<T> {
  const rejects = options.rejects ?? `${options.out}.rejects.csv`;
  checkOutputs([options.out, rejects, ...named([options.clusters, options.explain])], [...files, ...named([options.model])]);
  const [first = ""] = files;
  const model = options.model === undefined ? suggestModel((await readHeaders(first, options.map)).headers) : readModel(options.model);
  const setAside: SetAside[] = [];
  const bars: ProgressBars = progressBars();
  try {
    const opened = await openRecords({
      ...{ files, model, forms: vietnameseFormsModule, columns: options.map, seed: options.seed },
      ...(options.threads === undefined ? {} : { threads: options.threads }),
      onSetAside: (row) => void setAside.push(row),
      onProgress: bars.set,
    });
    try {
      if (setAside.length > 0) await writeSetAside(rejects, setAside);
      return await work(opened, setAside.length);
    } finally {
      await opened.close();
    }
  } finally {
    bars.stop();
  }
}

const isTrained = (model: Model): model is TrainedModel =>
  model.prior !== undefined && model.comparisons.every(({ levels }) => levels.every(({ m, u }) => m !== undefined && u !== undefined));

async function link(files: readonly string[], options: LinkOptions): Promise<void> {
  await reporting(async () => {
    const began = performance.now();
    const report = await withRecords(files, options, async (opened, setAside) => {
      const training = isTrained(opened.model) ? undefined : await trainModel(opened);
      const model = training?.model ?? (opened.model as TrainedModel);
      const trained = { ...opened, model };
      const linked = await scorePairs(trained, model, options);
      const [clusters] = await Promise.all([
        options.clusters === undefined ? undefined : writeClusters(options.clusters, trained, linked),
        writePairs(options.out, trained, linked),
      ]);
      if (options.explain !== undefined) await writeExplanations(options.explain, trained, linked);
      return {
        ...{ records: opened.loaded.store.size, setAside, compared: linked.compared, written: linked.pairs.a.length },
        ...(clusters === undefined ? {} : { clusters }),
        skippedBlocks: skippedOf(model, linked.skipped),
        ...(training === undefined ? {} : { training: training.report }),
      };
    });
    const seconds = Math.round(performance.now() - began) / 1000;
    sayOverwritten(report.training?.overwritten);
    print({ ...report, seconds }, options, () => {
      console.log(
        `${count(report.records)} records, ${count(report.compared)} pairs compared, ${count(report.written)} written to ${options.out} in ${seconds} s`,
      );
      if (report.clusters !== undefined)
        console.log(`${count(report.clusters.records)} records stand in ${count(report.clusters.clusters)} clusters`);
      sayWhatIsMissing(report.setAside, report.skippedBlocks, options.rejects ?? `${options.out}.rejects.csv`);
    });
  });
}

type Skipped = { rule: string; blocks: number; records: number; pairs: number };

const skippedOf = (model: Model, skipped: readonly { rule: number; blocks: number; records: number; pairs: number }[]): Skipped[] =>
  skipped.map((one) => ({ ...one, rule: (model.blocking[one.rule]?.on ?? []).join(" + ") }));

function sayWhatIsMissing(setAside: number, skipped: readonly Skipped[], rejects: string): void {
  if (setAside > 0) console.error(`${count(setAside)} rows were set aside: see ${rejects}.`);
  for (const { rule, blocks, records } of skipped)
    console.error(
      `Not compared by the rule ${rule}: ${count(records)} records in ${count(blocks)} blocks that are too large. Make the rule narrower, or raise its “largest”.`,
    );
}

async function train(file: string, options: ReadOptions & { out: string }): Promise<void> {
  await reporting(async () => {
    const report = await withRecords([file], options, async (opened, setAside) => {
      const { model, report: training } = await trainModel(opened);
      writeFileSync(options.out, `${JSON.stringify(model, null, 2)}\n`);
      return {
        records: opened.loaded.store.size,
        setAside,
        prior: model.prior,
        skippedBlocks: skippedOf(model, opened.blocks.skipped),
        ...training,
      };
    });
    sayOverwritten(report.overwritten);
    print(report, options, () => {
      sayTraining(report);
      sayWhatIsMissing(report.setAside, report.skippedBlocks, options.rejects ?? `${options.out}.rejects.csv`);
    });
  });
}

/** Also beside JSON: whoever wrote these numbers expects them to count. */
function sayOverwritten(overwritten: readonly string[] = []): void {
  if (overwritten.length === 0) return;
  const of = (which: string) => overwritten.flatMap((one) => (one.startsWith(`${which} of `) ? [one.slice(`${which} of `.length)] : []));
  const [m, u] = [of("m").join(", "), of("u").join(", ")];
  const numbers = m === u ? [`m and u of ${m}`] : [`m of ${m}`, `u of ${u}`];
  const all = [...overwritten.filter((one) => !/^[mu] of /.test(one)), ...numbers.filter((one) => !one.endsWith(" of "))];
  console.error(
    `Training estimates everything anew, and did not keep of the model: ${all.join("; ")}. To score by numbers of your own, give it prior, and m and u of every comparison: dedupe and join then estimate nothing.`,
  );
}

function sayTraining({ prior, matches, candidates, sessions }: TrainingReport & { prior: number }): void {
  console.log(`prior ${prior.toExponential(2)}: some ${count(matches)} matched pairs among ${count(candidates)} candidates`);
  printTable(sessions);
}

type JudgeOptions = JsonOption & {
  truth: string;
  threshold: number;
  between?: string[];
  id?: string;
  map: Readonly<Record<string, string>>;
};

/** @throws {LinkRefused} between-malformed, unless both files and their ids are named, or neither */
function betweenOf({ between, id, map }: JudgeOptions): Between | undefined {
  if (between === undefined && id === undefined && Object.keys(map).length === 0) return undefined;
  const [first, second, ...others] = between ?? [];
  if (first === undefined || second === undefined || others.length > 0 || id === undefined) throw new LinkRefused("between-malformed");
  return { files: [first, second], id, columns: map };
}

async function evaluate(pairs: string, options: JudgeOptions): Promise<void> {
  await reporting(async () => {
    const evaluation = await evaluatePairs(pairs, options.truth, options.threshold, betweenOf(options));
    print(evaluation, options, () => sayEvaluation(evaluation));
  });
}

function sayEvaluation({ truePairs, pairs, best, given, clusters, reliability, calibrationError }: Evaluation): void {
  console.log(`${count(pairs)} pairs, ${count(truePairs)} to be found`);
  const rows = [["best", best], ["given", given], ...(clusters === null ? [] : [["clusters", clusters] as const])] as const;
  for (const [name, quality] of rows) {
    const at = "threshold" in quality ? `at ${quality.threshold.toFixed(4)}` : "";
    console.log(
      `${name.padEnd(9)} F1 ${quality.f1.toFixed(4)}  precision ${percent(quality.precision)}  recall ${percent(quality.recall)}  ${at}`,
    );
  }
  console.log(`\nprobability said     pairs    mean said   of one person   (calibration error ${calibrationError.toFixed(4)})`);
  for (const { from, until, pairs: own, said, found } of reliability)
    console.log(
      `${`${from} – ${until}`.padEnd(16)} ${count(own).padStart(9)} ${said.toFixed(4).padStart(12)} ${found.toFixed(4).padStart(15)}`,
    );
}
