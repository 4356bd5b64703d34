import { openSigningKey, sealNext, startSealer } from "@dinhdanh/ledger";
import type { Sql } from "@dinhdanh/postgres";
import { startFolder } from "@dinhdanh/progress";
import type { Register } from "@dinhdanh/server";
import { ancestorIds, countryId } from "@dinhdanh/territory";
import { withFreshRegister } from "../folders.ts";
import { fold, importFile, settle } from "../load-people.ts";
import { count, heading, judged, measured, say } from "../output.ts";
import { eligible, simulated } from "../people.ts";
import { spreadOf } from "../quantile.ts";
import { delaysOf } from "./delays.ts";
import { grownBy, watchFigures } from "./watch.ts";
import { collectable, type Load, writeActs, type Written } from "./write-acts.ts";

const asked: Load = { clients: 16, ratePerSecond: 1000, seconds: 20 };
/** As apps/server/src/serve.ts has them. */
const foldEveryMs = 250;
const sealEveryMs = 400;

/** How soon a recorded act is in every ancestor's figure, all that runs in the server running. */
export async function delay(files: string): Promise<void> {
  heading(
    "delay",
    `from an act to every ancestor's figure, ${count(asked.ratePerSecond)} acts/s for ${asked.seconds} s by ${asked.clients} clients`,
  );
  await withFreshRegister(async (register) => {
    const { sql, clock, home } = register;
    await importFile(register, "roll", await simulated(files, eligible, "roll"));
    await fold(register);
    await settle(register);
    const key = openSigningKey(home);
    while ((await sealNext(sql, clock, key)) > 0);
    say(
      `  (roll of ${count(eligible)} eligible people imported and sealed; folding every ${foldEveryMs} ms, sealing every ${sealEveryMs} ms)`,
    );
    const failed = new Set<string>();
    const onError = (error: unknown) => void failed.add(String(error));
    const folder = startFolder(sql, clock, { everyMs: foldEveryMs, onError });
    const sealer = startSealer(sql, clock, key, { everyMs: sealEveryMs, onError });
    try {
      await writeAndWatch(register);
    } finally {
      await Promise.all([folder.stop(), sealer.stop()]);
    }
    for (const error of failed) say(`  work beside the clients failed: ${error}`);
  }, asked.clients + 4);
}

async function writeAndWatch(register: Register): Promise<void> {
  const { sql } = register;
  const people = await collectable(register, asked.ratePerSecond * asked.seconds);
  const closure = await ancestorIds(sql);
  const communes = [...new Set(people.map(({ unitId }) => unitId))];
  const units = [...new Set(communes.flatMap((unitId) => closure.get(unitId) ?? []))];
  const sealedBefore = await sealedActs(sql);
  const watch = await watchFigures(register, units);
  const start = performance.now();
  const written = await writeActs(register, people, asked);
  const tookMs = performance.now() - start;
  const sealed = (await sealedActs(sql)) - sealedBefore;
  const complete = await grownBy(watch.sightings, countryId, written.length, 30_000);
  await watch.stop();
  say(
    `  (${count(written.length)} acts in ${count(communes.length)} communes; ${count(units.length)} figures watched: communes, districts,`,
  );
  say("   provinces, country, in the borders of the day and in today's)");
  report(written, tookMs, delaysOf(written, watch.sightings, closure));
  if (!complete) say("  not every act was in the country's figure 30 s after the last");
  measured("acts sealed by the end of the run", (100 * sealed) / written.length, "%", `${count(sealed)} of ${count(written.length)}`);
}

function report(written: readonly Written[], tookMs: number, delays: readonly number[]): void {
  const rate = written.length / (tookMs / 1000);
  const sustained = rate >= asked.ratePerSecond * 0.98;
  const verdict = sustained ? "sustained" : "not sustained, acts waited for a client: the budget is missed whatever the delay";
  measured("acts recorded a second", rate, "acts/s", `asked ${count(asked.ratePerSecond)}: ${verdict}`);
  const taking = spreadOf(written.map((act) => act.tookMs));
  measured("recording one act, p50", taking.p50, "ms", `p95 ${taking.p95.toFixed(1)} ms, max ${taking.max.toFixed(1)} ms`);
  const { p50, p95, max } = spreadOf(delays);
  measured("commit to the last ancestor's figure, p50", p50, "ms");
  measured("commit to the last ancestor's figure, p95", p95, "ms");
  const label = "commit to the last ancestor's figure, max";
  if (sustained) judged(label, max, "ms", 1000);
  else measured(label, max, "ms", "budget ≤ 1,000 ms at the rate asked for: missed");
}

async function sealedActs(sql: Sql): Promise<number> {
  const [row] = await sql`SELECT coalesce(max(acts), 0)::int AS n FROM ledger.checkpoint`;
  return Number(row?.["n"]);
}
