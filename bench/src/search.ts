import { indexNext, searchPeople } from "@dinhdanh/campaign";
import { type Actor, systemActor, toDay } from "@dinhdanh/kernel";
import type { Register } from "@dinhdanh/server";
import { withFreshRegister } from "./folders.ts";
import { fold, importFile, settle } from "./load-people.ts";
import { count, heading, judged, measured, say, seconds } from "./output.ts";
import { eligible, province, simulated, snapshotDay } from "./people.ts";
import { spreadOf, timed } from "./quantile.ts";
import { type Sample, samplePeople } from "./search-sample.ts";

const each = 60;

/** How officers look for somebody of whom they know something; each takes what it needs from a person of the register. */
const kinds: Record<string, (one: Sample) => string> = {
  number: ({ pin }) => pin,
  "old number": ({ oldId, pin }) => oldId ?? pin,
  "beginning of a number": ({ pin }) => pin.slice(0, 9 + 1),
  "whole name": ({ name }) => name,
  "whole name, unaccented": ({ key }) => key,
  "name as it is typed": ({ key }) => key.slice(0, Math.ceil(key.length * 0.7)),
  "words in another order": ({ key }) => key.split(" ").toReversed().join(" "),
  "common words": ({ key }) => key.split(" ").slice(0, 2).toReversed().join(" "),
  "given name": ({ key }) => key.split(" ").at(-1) ?? "",
  "name and year": ({ key, born }) => `${key} ${born.slice(0, 4)}`,
  "given name and date": ({ key, born }) => `${key.split(" ").at(-1) ?? ""} ${born.split("-").toReversed().join("/")}`,
  "birth date": ({ born }) => born.split("-").toReversed().join("/"),
  "year alone": ({ born }) => born.slice(0, 4),
  "letters exchanged": ({ key }) => mistype(key, (word) => word.slice(0, -2) + word.slice(-1) + word.slice(-2, -1)),
  "letter missing": ({ key }) => mistype(key, (word) => word.slice(0, 1) + word.slice(2)),
  "digit mistyped": ({ pin }) => pin.slice(0, 8) + String((Number(pin[8]) + 1) % 10) + pin.slice(9),
  "name and unit": ({ key, unit }) => `${key}, ${unit}`,
  "name and unit, no comma": ({ key, unit }) => `${key.split(" ").slice(-2).join(" ")} ${unit.replace(/^(Xã|Phường|Thị trấn) /, "")}`,
  "child of a parent": ({ key, parent }) => (parent === null ? key : `${key.split(" ").at(-1) ?? ""} con ông ${parent}`),
  household: ({ household, pin }) => household ?? pin,
  nobody: ({ key }) => `${key} qwx`,
};

function mistype(key: string, wrong: (word: string) => string): string {
  const words = key.split(" ");
  const longest = words.reduce((a, b) => (b.length > a.length ? b : a), "");
  return words.map((word) => (word === longest && word.length > 2 ? wrong(word) : word)).join(" ");
}

/** The one search box, at the size of a province, for officers of the country, the province and a commune. */
export async function search(files: string): Promise<void> {
  heading("search", "the search box: every kind of query, by officers of three territories");
  await withFreshRegister(async (register) => {
    await load(register, files);
    const samples = await samplePeople(register.sql, each);
    const commune = samples[0]?.unitCode ?? "";
    const officers: [string, Actor][] = [
      ["country", systemActor],
      ["province", { code: "bench", role: "commander", scope: province }],
      ["commune", { code: "bench", role: "commune-officer", scope: commune }],
    ];
    const all: number[] = [];
    for (const [territory, actor] of officers) all.push(...(await searchAs(register, actor, territory, samples)));
    measured("all queries, p50", spreadOf(all).p50, "ms", `${count(all.length)} queries`);
    judged("all queries, p95", spreadOf(all).p95, "ms", 50);
  });
}

async function load(register: Register, files: string): Promise<void> {
  const path = await simulated(files, eligible, "roll");
  const report = await importFile(register, "roll", path);
  await fold(register);
  const people = report.accepted + report.acceptedWithFindings;
  const ms = await timed(async () => {
    while (await indexNext(register.sql));
  });
  say(`  (loaded ${count(people)} people; indexed them in ${seconds(ms)} beside the import, which does not wait for it)`);
  await settle(register);
}

async function searchAs(register: Register, actor: Actor, territory: string, samples: readonly Sample[]): Promise<number[]> {
  const day = toDay(snapshotDay);
  const all: number[] = [];
  for (const [kind, ask] of Object.entries(kinds)) {
    const times: number[] = [];
    let found = 0;
    for (const [index, sample] of samples.entries()) {
      const q = ask(sample);
      const ms = await timed(async () => {
        const { people, outside } = await searchPeople(register, actor, { q, day, limit: 20, mistyped: true });
        if (people.some(({ personId }) => personId === sample.personId) || outside > 0) found += 1;
      });
      if (index > 2) times.push(ms);
    }
    const { p50, p95 } = spreadOf(times);
    measured(`${territory}: ${kind}, p50`, p50, "ms", `p95 ${p95.toFixed(1)} ms; shown or counted ${found} of ${samples.length}`);
    all.push(...times);
  }
  return all;
}
