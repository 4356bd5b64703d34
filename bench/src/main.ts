import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { candidates } from "./candidates.ts";
import { cleaning, cleanOnSignal } from "./cleaning.ts";
import { delay } from "./delay/delay.ts";
import { find } from "./find/find.ts";
import { figures } from "./figures/figures.ts";
import { inFolder } from "./folders.ts";
import { link } from "./link/link.ts";
import { load } from "./load.ts";
import { describeMachine } from "./machine.ts";
import { numbers } from "./numbers.ts";
import { say } from "./output.ts";
import { scaleNote } from "./people.ts";
import { personalise } from "./personalise/personalise.ts";
import { quality } from "./quality.ts";
import { remaining } from "./remaining.ts";
import { roll } from "./roll/roll.ts";
import { search } from "./search.ts";
import { submit } from "./submit/submit.ts";

/** Each takes the folder of the run's simulated files. */
const benches: Record<string, (files: string) => Promise<void>> = {
  roll,
  figures,
  remaining,
  load,
  delay,
  submit,
  personalise,
  numbers,
  find,
  link,
  search,
  candidates,
  quality,
};

async function introduce(): Promise<void> {
  say(await describeMachine());
  const note = scaleNote();
  if (note !== undefined) say(note);
}

async function runAll(files: string): Promise<void> {
  await introduce();
  for (const name of Object.keys(benches)) await runAlone(name, files);
}

/** The young generation of `npm start`, which loads the demonstration; commands have a smaller one, within their bound on memory. */
const flagsOfStart = ["--max-semi-space-size=64"];

/** In a process of its own, so that no bench inherits the heap of the one before; with the young generation that the command has. */
async function runAlone(name: string, files: string): Promise<void> {
  const flags = name === "load" ? flagsOfStart : process.execArgv;
  const child = spawn(process.execPath, [...flags, fileURLToPath(import.meta.url), name], {
    stdio: "inherit",
    env: { ...process.env, BENCH_FILES: files },
  });
  const exited = new Promise<number | null>((done) => child.once("exit", done));
  const code = await cleaning(
    () => exited,
    async () => {
      child.kill("SIGTERM");
      await exited;
    },
  );
  if (code !== 0) throw new Error(`the bench ${name} ended with ${code}`);
}

async function runOne(name: string, files: string): Promise<void> {
  await benches[name]?.(files);
}

cleanOnSignal();
const [name] = process.argv.slice(2);
const shared = process.env["BENCH_FILES"];
if (name === undefined) await inFolder(runAll);
else if (!(name in benches)) {
  say(`There is no bench ${name}. Benches: ${Object.keys(benches).join(", ")}`);
  process.exitCode = 2;
} else if (shared !== undefined) await runOne(name, shared);
else {
  await introduce();
  await inFolder((files) => (name === "load" ? runAlone(name, files) : runOne(name, files)));
}
