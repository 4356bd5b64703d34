import { systemActor } from "@dinhdanh/kernel";
import { type Register, serve } from "@dinhdanh/server";
import { addOfficer } from "@dinhdanh/staff";
import { cleaning } from "../cleaning.ts";
import { withFreshRegister } from "../folders.ts";
import { fold, follow, importFile, settle } from "../load-people.ts";
import { count, heading, judged, say, seconds } from "../output.ts";
import { eligible, province, simulated } from "../people.ts";
import { spreadOf, timed } from "../quantile.ts";
import { type Call, signedIn } from "./client.ts";
import { peopleOf, type Somebody } from "./people.ts";
import { walkThrough } from "./walk-through.ts";

const searches = 200;
const walks = 40;
const [mostFindMs, mostStepMs] = [100, 200];
const password = "mat-khau-de-do-luong";
/** Commune and district of Hà Nam. */
const scopes = [
  { name: "province", unit: province },
  { name: "district", unit: "349" },
  { name: "commune", unit: "13450" },
] as const;

/** The intake wizard over HTTP: a person found by what officers have at hand, and each call of its steps. */
export async function find(files: string): Promise<void> {
  heading("find", `a person found over HTTP, and each call of the intake wizard, ${count(eligible)} eligible people in the register`);
  await withFreshRegister(async (register) => {
    const path = await simulated(files, eligible, "roll");
    const ms = await timed(async () => {
      await importFile(register, "roll", path);
      await fold(register);
      await settle(register);
    });
    say(`  (loaded the roll in ${seconds(ms)})`);
    await follow(register);
    await searchAndWalk(register);
  });
}

async function searchAndWalk(register: Register): Promise<void> {
  for (const { name, unit } of scopes) {
    const added = await addOfficer(register, systemActor, {
      code: `bench-${name}`,
      name: "Bench",
      role: "team-leader",
      scope: unit,
      password,
    });
    if (!added.ok) throw new Error(`the officer was refused: ${added.refusal.code}`);
  }
  const serving = await serve(register, { port: 0, demo: false, webFolder: "/nowhere", version: "0.0.0", logLevel: "silent" });
  await cleaning(async () => {
    for (const { name, unit } of scopes) {
      const call = await signedIn(serving.url, `bench-${name}`, password);
      await findAll(call, name, await peopleOf(register, unit, searches));
    }
    const call = await signedIn(serving.url, "bench-commune", password);
    const took = await walkThrough(call, await peopleOf(register, "13450", walks));
    for (const [label, ms] of took) judged(`${label}, p95`, spreadOf(ms).p95, "ms", mostStepMs);
  }, serving.stop);
}

async function findAll(call: Call, scope: string, people: readonly Somebody[]): Promise<void> {
  const ways: [label: string, of: (one: Somebody) => string][] = [
    ["number", (one) => one.pin],
    ["old number", (one) => one.oldNumber],
    ["whole name", (one) => one.name],
    ["last two words of the name", (one) => one.ending],
    ["name, last word begun", (one) => one.name.slice(0, one.name.lastIndexOf(" ") + 2)],
  ];
  for (const [label, of] of ways) {
    const search = async (one: Somebody) => {
      const { ms, answer } = await call({ method: "POST", path: "/people/search", body: { q: of(one) } });
      return { ms, found: (answer as { people: { personId: string }[] }).people };
    };
    for (const one of people.slice(0, 10)) await search(one);
    const times: number[] = [];
    for (const one of people) {
      const { ms, found } = await search(one);
      times.push(ms);
      // of a common name twenty are shown, and the person need not be among them
      if (found.length < 20 && !found.some(({ personId }) => personId === one.personId)) throw new Error(`not found by ${label}`);
    }
    judged(`by ${label}, ${scope}, p95`, spreadOf(times).p95, "ms", mostFindMs);
  }
  say(`  (${count(people.length)} searches each, by an officer of the ${scope})`);
}
