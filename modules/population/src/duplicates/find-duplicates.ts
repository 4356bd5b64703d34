import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Clock } from "@dinhdanh/kernel";
import { type Explanation, openRecords, type Opened, scorePairs, suggestModel, trainModel } from "@dinhdanh/linkage";
import type { Sql } from "@dinhdanh/postgres";
import { vietnameseFormsModule } from "@dinhdanh/vietnamese";
import { linkColumns, recordsToLink, saveLinkModel } from "../store/linking.ts";
import { type FoundPair, recordPairs } from "../store/pairs.ts";
import type { ScoreExplanation } from "./contract.ts";

export type DuplicateSearch = {
  sql: Sql;
  clock: Clock;
  /** for the file of records while they are compared; nobody else may read it */
  folder: string;
  threads?: number;
  onProgress?: (label: string, fraction: number) => void;
};
export type FoundDuplicates = { records: number; compared: number; pairs: number; fresh: number };

/** From here on a pair is shown to an officer. */
export const leastProbability = 0.5;
const batchPairs = 1000;

/**
 * Compares the whole register with itself, without labels: trains a model on it, keeps the model for single records, and notes every pair that is
 * more likely than not of one person. Who was found to be different is not proposed again.
 * @throws {LinkRefused} when there are too few records to learn from
 */
export async function findDuplicates({ sql, clock, folder, ...options }: DuplicateSearch): Promise<FoundDuplicates> {
  const home = mkdtempSync(join(folder, "duplicates-"));
  try {
    const file = join(home, "records.csv");
    // who comes by a file that ends from now on is not among them for certain
    const at = new Date(clock.nowMs()).toISOString();
    await writeRecords(sql, file);
    const opened = await openRecords({
      files: [file],
      model: suggestModel(linkColumns),
      forms: vietnameseFormsModule,
      seed: 1,
      ...options,
    });
    try {
      const { model } = await trainModel(opened);
      const records = opened.loaded.store.size;
      await saveLinkModel(sql, at, records, model);
      const linked = await scorePairs({ ...opened, model }, model, { least: leastProbability, threshold: leastProbability });
      const pairs = linked.pairs.a.length;
      let fresh = 0;
      for (let from = 0; from < pairs; from += batchPairs) {
        const until = Math.min(pairs, from + batchPairs);
        const found = Array.from({ length: until - from }, (_, index) => pairAt(opened, linked, from + index));
        fresh += await recordPairs(sql, found, "search", at);
      }
      return { records, compared: linked.compared, pairs, fresh };
    } finally {
      await opened.close();
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function pairAt({ loaded }: Opened, { pairs, explainPair }: Awaited<ReturnType<typeof scorePairs>>, index: number): FoundPair {
  const [a, b] = [pairs.a[index] ?? 0, pairs.b[index] ?? 0];
  const explained = explainPair(a, b);
  return { ids: [loaded.idOf(a), loaded.idOf(b)], probability: explained.probability, explanation: sayExplanation(explained) };
}

/** As it is kept: how rare a value is speaks with its comparison; what hangs together is a step of its own. */
export function sayExplanation({ probability, prior, steps, dependence }: Explanation): ScoreExplanation {
  const weighed = steps
    .filter(({ level }) => level !== "missing")
    .map((step) => ({ ...step, weight: rounded(step.weight + step.frequency) }));
  return {
    ...{ prior: rounded(prior), probability },
    steps: [
      ...weighed.map(({ comparison, level, weight }) => ({ comparison, level, weight })),
      ...(Math.abs(dependence) < 0.05 ? [] : [{ comparison: "dependence", level: "", weight: rounded(dependence) }]),
    ],
  };
}

const rounded = (weight: number) => Math.round(weight * 100) / 100;
const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

async function writeRecords(sql: Sql, path: string): Promise<void> {
  async function* lines(): AsyncGenerator<string> {
    yield `${linkColumns.join(",")}\n`;
    for await (const rows of recordsToLink(sql)) yield rows.map((cells) => `${cells.map(cell).join(",")}\n`).join("");
  }
  await pipeline(lines, createWriteStream(path, { mode: 0o600 }));
}
