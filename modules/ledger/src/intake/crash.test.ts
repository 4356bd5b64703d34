import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@dinhdanh/testkit";
import { migrations } from "../index.ts";
import { idOf, importNotes, ledgerWith, noteIntake } from "../test-intake.ts";

const people = 4000;
let database: TestDatabase;
let folder: string;
let path: string;
beforeAll(async () => {
  database = await testDatabase([migrations], { max: 6 });
  folder = mkdtempSync(join(tmpdir(), "crash-"));
  path = join(folder, "notes.csv");
  const row = (n: number) => `${idOf(n)},${["note", "?odd", "", "note", "note"][n % 5]},x`;
  writeFileSync(path, ["id,note,place", ...Array.from({ length: people }, (_, n) => row(n)), row(0), row(1)].join("\n"));
});
beforeEach(() => database.sql`TRUNCATE ledger.act, ledger.intake, ledger.intake_chunk, ledger.intake_reject`);
afterAll(async () => {
  await database?.close();
  rmSync(folder, { recursive: true, force: true });
});

const undisturbed = { read: people + 2, accepted: 2400, acceptedWithFindings: 800, rejected: 800, unchanged: 2 };
const take = (chunkRows = 50) => importNotes(database.sql, path, {}, noteIntake(ledgerWith(), chunkRows));

/** Another process that imports the file. */
function importElsewhere(): ChildProcess {
  const program = `
    import { openPool } from "@dinhdanh/postgres";
    import { importNotes, ledgerWith, noteIntake } from ${JSON.stringify(new URL("../test-intake.ts", import.meta.url).href)};
    const sql = openPool(${JSON.stringify(database.url)}, { max: 4 });
    const { rejectsFile, ...report } = await importNotes(sql, ${JSON.stringify(path)}, {}, noteIntake(ledgerWith(), 50));
    process.stdout.write(JSON.stringify(report));
    await sql.end();`;
  return spawn(process.execPath, ["--input-type=module", "-e", program], {
    cwd: import.meta.dirname,
    stdio: ["ignore", "pipe", "inherit"],
  });
}

async function reportOf(child: ChildProcess): Promise<unknown> {
  let text = "";
  child.stdout?.on("data", (part: Buffer) => (text += part.toString()));
  await once(child, "close");
  return JSON.parse(text);
}

const contents = () => database.sql`SELECT count(*)::int AS acts, count(DISTINCT act_id)::int AS different FROM ledger.act`;
const chunksWritten = () => database.sql`SELECT count(*)::int AS n FROM ledger.intake_chunk`.then(([row]) => Number(row?.["n"]));

it("goes on after kill -9 as if nothing had been", async () => {
  for (const wait of [1, 10, 40]) {
    const child = importElsewhere();
    while ((await chunksWritten()) < wait && child.exitCode === null) await sleep(2);
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }
  const killedAt = await chunksWritten();
  expect(killedAt).toBeGreaterThan(0);
  expect(killedAt).toBeLessThan(81);
  expect(await take()).toMatchObject(undisturbed);
  expect(await contents()).toEqual([{ acts: 3200, different: 3200 }]);
  expect(await take()).toMatchObject({ read: people + 2, accepted: 0, acceptedWithFindings: 0, rejected: 800, unchanged: 3202 });
  expect(await contents()).toEqual([{ acts: 3200, different: 3200 }]);
});

it("lets two processes import one file at once: each row enters once", async () => {
  const reports = await Promise.all([reportOf(importElsewhere()), reportOf(importElsewhere()), take()]);
  expect(await contents()).toEqual([{ acts: 3200, different: 3200 }]);
  const all = reports as (typeof undisturbed)[];
  for (const report of all) expect(report.read).toBe(report.accepted + report.acceptedWithFindings + report.rejected + report.unchanged);
  expect(all.map(({ read }) => read)).toEqual(all.map(() => people + 2));
});
