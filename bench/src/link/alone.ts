import { join } from "node:path";
import { openRecords, readHeaders, scorePairs, suggestModel, trainModel, writeClusters, writePairs } from "@dinhdanh/linkage";
import { vietnameseFormsModule } from "@dinhdanh/vietnamese";
import { writeFileSync } from "node:fs";

/** What a phase took: time, and that of all processors, in ms. */
export type Lap = { wall: number; processor: number };
/** What a run took. */
export type LinkRun = {
  records: number;
  compared: number;
  randomPairs: number;
  read: Lap;
  train: Lap;
  score: Lap;
  write: Lap;
  peakMiB: number;
};

const [file = "", out = ""] = process.argv.slice(2);
let before = { wall: performance.now(), processor: processorMs() };

function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function lap(): Lap {
  const now = { wall: performance.now(), processor: processorMs() };
  const taken = { wall: now.wall - before.wall, processor: now.processor - before.processor };
  before = now;
  return taken;
}

const opened = await openRecords({ files: [file], model: suggestModel((await readHeaders(file)).headers), forms: vietnameseFormsModule });
const read = lap();
const { model, report } = await trainModel(opened);
const train = lap();
const trained = { ...opened, model };
const linked = await scorePairs(trained, model, { least: 0.01, threshold: 0.5 });
const score = lap();
await Promise.all([writePairs(join(out, "pairs.csv"), trained, linked), writeClusters(join(out, "clusters.csv"), trained, linked)]);
writeFileSync(join(out, "model.json"), JSON.stringify(model));
const write = lap();
await opened.close();
const run: LinkRun = {
  ...{ records: opened.loaded.store.size, compared: linked.compared, randomPairs: report.randomPairs },
  ...{ read, train, score, write, peakMiB: process.resourceUsage().maxRSS / 2 ** 10 },
};
console.log(JSON.stringify(run));
