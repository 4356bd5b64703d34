import { join } from "node:path";
import { openRecords, readHeaders, scorePairs, suggestModel, trainModel, writeClusters, writePairs } from "@dinhdanh/linkage";
import { vietnameseForms } from "@dinhdanh/vietnamese";
import { writeFileSync } from "node:fs";

/** What a run took, in ms and MiB. */
export type LinkRun = {
  records: number;
  compared: number;
  randomPairs: number;
  read: number;
  train: number;
  score: number;
  write: number;
  peakMiB: number;
};

const [file = "", out = ""] = process.argv.slice(2);
const laps: number[] = [performance.now()];
const lap = () => void laps.push(performance.now());

const opened = await openRecords({ files: [file], model: suggestModel((await readHeaders(file)).headers), forms: vietnameseForms });
lap();
const { model, report } = await trainModel(opened);
lap();
const trained = { ...opened, model };
const linked = await scorePairs(trained, model, { least: 0.01, threshold: 0.5 });
lap();
await writePairs(join(out, "pairs.csv"), trained, linked);
await writeClusters(join(out, "clusters.csv"), trained, linked);
writeFileSync(join(out, "model.json"), JSON.stringify(model));
lap();
await opened.close();
const [read = 0, train = 0, score = 0, write = 0] = laps.slice(1).map((at, index) => at - (laps[index] ?? 0));
const run: LinkRun = {
  ...{ records: opened.loaded.store.size, compared: linked.compared, randomPairs: report.randomPairs },
  ...{ read, train, score, write, peakMiB: process.resourceUsage().maxRSS / 2 ** 10 },
};
console.log(JSON.stringify(run));
