import { openPool, type Sql, startEmbedded } from "@dinhdanh/postgres";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type Home, openHome } from "./command.ts";

type Report = { read: number; accepted: number; acceptedWithFindings: number; rejected: number; unchanged: number };

let home: Home;
let simulated: { people: number; acts: number };

beforeAll(async () => {
  home = openHome();
  simulated = await home.json("simulate", "--province", "35", "--eligible", "9000", "--on", "2023-04-22", "--out", "ha-nam");
});
afterAll(async () => home?.close());

const chunksOf = async (sql: Sql, kind: string) => {
  const [row] = await sql`SELECT count(*)::int AS n FROM ledger.intake_chunk JOIN ledger.intake USING (intake_id) WHERE kind = ${kind}`;
  return Number(row?.["n"]);
};

/** Begins an import and kills it, and the database with it, when some of its chunks are written and others are not. */
async function killInTheMiddle(kind: "roll" | "acts"): Promise<void> {
  const server = await startEmbedded(join(home.folder, "data"));
  const sql = openPool(server.url, { max: 2 });
  const running = home.begin(["import", kind, `ha-nam/${kind}.csv`, "--json"]);
  try {
    const begun = async () => (await sql`SELECT to_regclass('ledger.intake_chunk') AS found`)[0]?.["found"] !== null;
    await vi.waitFor(async () => expect((await begun()) && (await chunksOf(sql, kind))).toBeGreaterThan(0), {
      timeout: 180_000,
      interval: 10,
    });
    await sql.begin(async (tx) => {
      // the next chunk cannot be noted from here on: it stays half-written
      await tx`LOCK TABLE ledger.intake_chunk IN SHARE MODE`;
      const waiting = async () =>
        (await sql`SELECT 1 FROM pg_locks WHERE relation = 'ledger.intake_chunk'::regclass AND NOT granted`).length;
      await vi.waitFor(async () => expect(await waiting()).toBeGreaterThan(0), { timeout: 120_000, interval: 20 });
      running.kill();
      home.killDatabase();
    });
  } catch (error) {
    if (!/CONNECTION|terminat|ECONNRESET|EPIPE/i.test(String((error as { code?: string }).code ?? error))) throw error;
  } finally {
    await sql.end({ timeout: 1 });
    await server.release();
  }
  expect((await running.ended).code).toBeNull();
}

it.each([
  ["roll", () => simulated.people],
  ["acts", () => simulated.acts],
] as const)("an import of %s killed with its database is resumed by the same command", async (kind, rows) => {
  await killInTheMiddle(kind);
  const report = await home.json<Report>("import", kind, `ha-nam/${kind}.csv`);
  expect(report.read).toBe(rows());
  // counted once, whichever process wrote them
  expect(report.unchanged).toBe(0);
  expect(report.accepted + report.acceptedWithFindings + report.rejected).toBe(report.read);
  const verified = await home.run(["verify", "--json"]);
  expect([verified.code, JSON.parse(verified.out)]).toEqual([0, expect.objectContaining({ agree: true, differences: [] })]);
});
