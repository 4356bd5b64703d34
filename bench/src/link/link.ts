import { execFile } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { evaluatePairs, type Evaluation } from "@dinhdanh/linkage";
import { simulateRecords } from "@dinhdanh/simulation";
import { cleaning } from "../cleaning.ts";
import { inFolder } from "../folders.ts";
import { count, heading, judged, measured, say, seconds } from "../output.ts";
import { sizeOf } from "../people.ts";
import { timed } from "../quantile.ts";
import type { Lap, LinkRun } from "./alone.ts";
import type { DuckRun } from "./duckdb-alone.ts";

const records = sizeOf("BENCH_LINK_RECORDS", 1_000_000);
/** Times that both sides run, in turn, so that a machine whose speed changes is as fast for either; of each, the median run counts. */
const turns = 3;

/** Deduplication of labelled records from file to file, beside DuckDB with the same joins, and whether it is right. */
export async function link(): Promise<void> {
  heading("link", `${count(records)} labelled records: read, train, block, score, cluster, write; beside DuckDB on as many threads`);
  await inFolder(async (folder) => {
    const ms = await timed(() => simulateRecords({ count: records, seed: 1, out: folder }));
    say(`  (simulated in ${seconds(ms)})`);
    const file = join(folder, "records.csv");
    const { ours, duck } = await inTurn(file, folder);
    const [total, processor] = [totalOf(ours), sumOf(lapsOf(ours).map((lap) => lap.processor))];
    measured(
      "deduplicated, from file to file",
      total / 1000,
      "s",
      `${sayLap(ours.read)} read and block, ${sayLap(ours.train)} train, ${sayLap(ours.score)} score and cluster, ${sayLap(ours.write)} write`,
    );
    measured("  processor time", processor / 1000, "s", "in brackets by phase");
    measured("  records a second", ours.records / (total / 1000), "/s");
    measured("  pairs scored a second, clusters included", ours.compared / (ours.score.wall / 1000), "/s", `${count(ours.compared)} pairs`);
    judged("  peak memory", ours.peakMiB, "MiB", 4096);
    const bare = duck.prepare + duck.block + duck.similarity;
    const scoring = scoringOf(duck);
    measured(
      "DuckDB: same joins and Jaro-Winkler alone",
      bare / 1000,
      "s",
      `${seconds(duck.prepare)} read and forms, ${seconds(duck.block)} join (${count(duck.candidates)} pairs), ${seconds(duck.similarity)} compare`,
    );
    measured(
      "DuckDB: same model scored in SQL, written",
      scoring / 1000,
      "s",
      `${seconds(duck.prepare)} read and forms, ${seconds(duck.block)} join, ${seconds(duck.frequencies)} frequencies, ${seconds(duck.score)} levels and score`,
    );
    measured("  its processor time", duck.processor / 1000, "s");
    measured("  its peak memory", duck.peakMiB, "MiB");
    await sayAgreement(duck, folder);
    measured("ours, all of it : DuckDB, joins and Jaro-Winkler", total / bare, "×");
    judged("ours, all of it : DuckDB with scoring in SQL", total / scoring, "×", 1);
    measured("ours without training : the same", (total - ours.train.wall) / scoring, "×");
    sayQuality(await evaluatePairs(join(folder, "pairs.csv"), join(folder, "truth.csv"), 0.5));
  });
}

/** The median run of each side. */
async function inTurn(file: string, folder: string): Promise<{ ours: LinkRun; duck: DuckRun }> {
  const [ours, ducks]: [LinkRun[], DuckRun[]] = [[], []];
  for (let turn = 0; turn < turns; turn += 1) {
    ours.push(await alone<LinkRun>("alone.ts", [file, folder]));
    ducks.push(await alone<DuckRun>("duckdb-alone.ts", [file, folder, String(availableParallelism())]));
  }
  const each = (times: readonly number[]) => times.map(seconds).join(", ");
  say(`  each side ${turns} times in turn: ours ${each(ours.map(totalOf))}; DuckDB ${each(ducks.map(scoringOf))}`);
  return { ours: medianBy(ours, totalOf), duck: medianBy(ducks, scoringOf) };
}

const lapsOf = ({ read, train, score, write }: LinkRun): Lap[] => [read, train, score, write];
const totalOf = (run: LinkRun): number => sumOf(lapsOf(run).map(({ wall }) => wall));
const scoringOf = ({ prepare, block, frequencies, score }: DuckRun): number => prepare + block + frequencies + score;

function medianBy<T>(runs: readonly T[], of: (run: T) => number): T {
  return runs.toSorted((one, other) => of(one) - of(other))[Math.floor(runs.length / 2)] as T;
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);
const sayLap = ({ wall, processor }: Lap) => `${seconds(wall)} (${seconds(processor)})`;

/** Whether SQL did the same work, and what it did not do. */
async function sayAgreement(duck: DuckRun, folder: string): Promise<void> {
  const share = (of: number) => `${(100 * of).toFixed(2)} %`;
  say(
    `  its pairs: weights equal to ours (± 0.05 bits) in ${share(duck.sameWeight)}, probabilities (± 0.01) in ${share(duck.sameProbability)}; of ${count(duck.either)} either wrote, it lacks ${count(duck.missing)}, has ${count(duck.added)} more`,
  );
  sayMeasures("its F1 at 0.5", (await evaluatePairs(join(folder, "duckdb.csv"), join(folder, "truth.csv"), 0.5)).given);
  say(
    "  not in SQL: training, clusters and the pairs they ask for, the names of levels; tones out of place other than in oa, oe, uy; damage told by syllables",
  );
}

type Measures = { precision: number; recall: number; f1: number };

const sayMeasures = (label: string, { precision, recall, f1 }: Measures, note = "") =>
  say(`  ${label.padEnd(46)} ${f1.toFixed(4).padStart(9)}        precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}${note}`);

function sayQuality({ best, given, clusters, reliability, calibrationError }: Evaluation): void {
  sayMeasures("F1 without labels, at 0.5", given, `; target ≥ 0.97: ${given.f1 >= 0.97 ? "met" : "missed"}`);
  sayMeasures("F1 at the best threshold", best, `; at ${best.threshold.toFixed(4)}`);
  if (clusters !== null) sayMeasures("F1 by clusters", clusters);
  say(`  reliability (calibration error ${calibrationError.toFixed(4)}):`);
  for (const { from, until, pairs, said, found } of reliability)
    say(
      `    said ${`${from}–${until}`.padEnd(12)} ${count(pairs).padStart(9)} pairs, mean ${said.toFixed(4)}, of one person ${found.toFixed(4)}`,
    );
}

/** In a process of its own, whose memory is that work's alone. */
async function alone<T>(script: string, args: readonly string[]): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = execFile(process.execPath, [path, ...args], (error, stdout) => (error === null ? resolve(stdout) : reject(error)));
  child.stderr?.pipe(process.stderr);
  const exited = new Promise((done) => child.once("exit", done));
  const printed = await cleaning(
    () => promise,
    async () => {
      child.kill("SIGTERM");
      await exited;
    },
  );
  return JSON.parse(printed) as T;
}
