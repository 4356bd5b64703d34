import { demoRequest, type DemoStep, loadDemo } from "@dinhdanh/server";
import { withFreshRegister } from "./folders.ts";
import { count, heading, judged, measured, seconds } from "./output.ts";
import { eligible } from "./people.ts";

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
  });
}
