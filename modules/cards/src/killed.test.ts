import { existsSync, readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { newId } from "@dinhdanh/kernel";
import type { Ledger } from "@dinhdanh/ledger";
import { checkBatch, createBatch, dispatchParcel, personaliseBatch, receiveParcel, reconcile, takeResult } from "./index.ts";
import { machineFilePath } from "./personalise-batch.ts";
import {
  approve,
  cardsRegister,
  type CardsRegister,
  centre,
  commune,
  home,
  resultFile,
  serialsOf,
  stockUp,
  value,
} from "./test-cards-register.ts";

let register: CardsRegister;
beforeAll(async () => {
  register = await cardsRegister();
});
afterAll(async () => register?.close());
beforeEach(async () => register.empty());

const people = 6;

/** A ledger whose process dies at the given write, before it or right after it; then lives on as if started again. */
function dyingLedger(ledger: Ledger, at: number, after: boolean): Ledger & { died: () => boolean } {
  let writes = 0;
  let died = false;
  return {
    ...ledger,
    died: () => died,
    record: async (tx, acts) => {
      writes += 1;
      const dies = !died && writes === at;
      if (dies) died = true;
      if (dies && !after) throw new Error("killed");
      const fresh = await ledger.record(tx, acts);
      if (dies) throw new Error("killed");
      return fresh;
    },
  };
}

/** What was killed is done again, as the officer would: with the same ids. */
async function untilDone<T>(command: () => Promise<T>): Promise<T> {
  try {
    return await command();
  } catch (error) {
    if ((error as Error).message !== "killed") throw error;
    return command();
  }
}

/** From the approval to the unit, one card spoiled on the way. @returns whether the ledger died */
async function wholeLine(at: number, after: boolean): Promise<boolean> {
  const ledger = dyingLedger(register.ledger, at, after);
  const deps = { ...register.deps, ledger };
  await approve(register, people);
  value(await stockUp(register, people + 2));
  const shipped: string[] = [];
  for (const round of [1, 2]) {
    const batchId = newId();
    value(await untilDone(() => createBatch(deps, centre, { batchId, capacity: 10 })));
    value(await untilDone(() => personaliseBatch(deps, centre, batchId)));
    const machineFile = readFileSync(machineFilePath(register.folder, batchId));
    const serials = serialsOf(machineFile);
    const rows = serials.map((serial, place) =>
      round === 1 && place === 0 ? { serial, outcome: "spoiled", reason: "blurred" } : { serial, outcome: "printed" },
    );
    const result = resultFile(machineFile, batchId, rows);
    value(await untilDone(() => takeResult(deps, centre, batchId, result)));
    const good = rows.filter(({ outcome }) => outcome === "printed").map(({ serial }) => ({ serial, passed: true }));
    value(await untilDone(() => checkBatch(deps, centre, batchId, { checked: good, passRest: false })));
    shipped.push(...good.map(({ serial }) => serial));
  }
  const parcelId = newId();
  value(await untilDone(() => dispatchParcel(deps, centre, { parcelId, unit: home })));
  value(await untilDone(() => receiveParcel(deps, commune, parcelId, { serials: shipped })));
  return ledger.died();
}

it("makes no card twice and none less, whichever write of the line it is killed at", async () => {
  let deaths = 0;
  for (let at = 1; ; at += 1) {
    await register.empty();
    const died = await wholeLine(at, at % 2 === 0);
    const [row] = await register.sql`
      SELECT count(*) FILTER (WHERE state = 'received')::int AS received, count(DISTINCT person_id) FILTER (WHERE state = 'received')::int AS people,
        count(DISTINCT serial)::int AS serials, count(*)::int AS cards FROM cards.card`;
    expect(row, `killed at write ${at}`).toEqual({ received: people, people, serials: people + 1, cards: people + 1 });
    const acts = await register.sql`SELECT kind, count(*)::int AS n FROM ledger.act WHERE kind LIKE 'card.%' GROUP BY kind ORDER BY kind`;
    expect(Object.fromEntries(acts.map(({ kind, n }) => [kind, n]))).toEqual({
      ...{ "card.ordered": people + 1, "card.personalised": people + 1, "card.spoiled": 1, "card.printed": people },
      ...{ "card.shipped": people, "card.received": people },
    });
    expect(await reconcile(register.sql)).toMatchObject({
      balanced: true,
      total: { received: people + 2, used: people, spoiled: 1, inStock: 1 },
    });
    expect(readdirSync(register.folder).filter((name) => name.endsWith(".part") || name.endsWith(".ndjson"))).toEqual([]);
    if (!died) break;
    deaths += 1;
  }
  expect(deaths).toBeGreaterThan(12);
});

it("leaves no machine file behind that was not recorded", async () => {
  await approve(register, 2);
  value(await stockUp(register, 2));
  const batchId = newId();
  value(await createBatch(register.deps, centre, { batchId, capacity: 2 }));
  const deps = { ...register.deps, contentOf: async () => Promise.reject(new Error("killed")) };
  await expect(personaliseBatch(deps, centre, batchId)).rejects.toThrow("killed");
  expect(existsSync(machineFilePath(register.folder, batchId))).toBe(false);
  expect(value(await personaliseBatch(register.deps, centre, batchId))).toMatchObject({ byState: { personalised: 2 } });
});
