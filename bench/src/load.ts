import { availableParallelism } from "node:os";
import { demoRequest, type DemoStep, loadDemo } from "@dinhdanh/server";
import { copyTablesIn, copyTablesOut } from "./copy-tables.ts";
import { inFolder, withFreshRegister } from "./folders.ts";
import { count, heading, judged, measured, seconds } from "./output.ts";
import { eligible } from "./people.ts";
import { timed } from "./quantile.ts";

const lanes = availableParallelism();

const titles: Record<DemoStep, string> = {
  "roll-files": "simulate the roll (thread of its own)",
  "acts-files": "simulate the acts (thread of its own)",
  roll: "import the roll",
  acts: "import the acts",
  figures: "fold, open the campaign, settle tables",
};

/** The demo as `npm start` loads it on a new machine. */
export async function load(): Promise<void> {
  heading("load", `the whole demo load, ${count(eligible)} eligible people`);
  const steps = new Map<DemoStep, { from: number; to: number }>();
  const start = performance.now();
  const since = () => performance.now() - start;
  let opened = 0;
  await withFreshRegister(async (register) => {
    opened = since();
    const note = (step: DemoStep) => {
      const known = steps.get(step);
      if (known === undefined) steps.set(step, { from: since(), to: since() });
      else known.to = since();
    };
    await loadDemo(register, note, { ...demoRequest, eligible });
    const whole = since();
    measured("open: database, migrations, territory", opened / 1000, "s");
    for (const [step, { from, to }] of steps) {
      measured(titles[step], (to - from) / 1000, "s", `from ${seconds(from)} to ${seconds(to)}`);
    }
    judged("whole load", whole / 1000, "s", 60);
    await inFolder(async (folder) => {
      const tables = await copyTablesOut(register.sql, folder, "whole");
      // the largest first, so that the lanes end together
      tables.sort((a, b) => b.bytes - a.bytes);
      const ms = await withFreshRegister((bare) => timed(() => copyTablesIn(bare.sql, tables, lanes)));
      const bytes = tables.reduce((sum, table) => sum + table.bytes, 0);
      measured(
        `bare COPY of the rows that it leaves, ${lanes} at once`,
        ms / 1000,
        "s",
        `${count(Math.round(bytes / 2 ** 20))} MiB; nothing simulated, read, checked or counted`,
      );
    });
  });
}
