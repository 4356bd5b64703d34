import { accept, type Actor, type Outcome, refuse } from "@dinhdanh/kernel";
import type { Queryable } from "@dinhdanh/postgres";
import { may } from "@dinhdanh/staff";
import type { Batch, BatchWithCards } from "./contract.ts";
import type { CardsDeps } from "./deps.ts";
import { type BatchRow, batchCounts, batches, batchOf } from "./store/batches.ts";
import { batchCards } from "./store/cards.ts";
import { unitNames } from "./store/desk.ts";

export const batchView = async (sql: Queryable, row: BatchRow): Promise<Batch> =>
  (await batchViews(sql, [row]))[0] ?? { ...row, byState: {} };

async function batchViews(sql: Queryable, rows: readonly BatchRow[]): Promise<Batch[]> {
  const counts = await batchCounts(sql, rows.map(({ batchId }) => batchId)); // prettier-ignore
  return rows.map((row) => ({
    ...row,
    byState: Object.fromEntries(counts.filter(({ batchId }) => batchId === row.batchId).map(({ state, n }) => [state, n])),
  }));
}

/** Batches, latest first. */
export async function listBatches(deps: CardsDeps, by: Actor, most = 100): Promise<Outcome<Batch[], "not-permitted">> {
  if (!may(by, "produce")) return refuse("not-permitted");
  return accept(await batchViews(deps.sql, await batches(deps.sql, most)));
}

/** A batch with its cards in their order. No person's data: serials and states. */
export async function readBatch(
  deps: CardsDeps,
  by: Actor,
  batchId: string,
): Promise<Outcome<BatchWithCards, "not-permitted" | "batch-not-found">> {
  if (!may(by, "produce")) return refuse("not-permitted");
  const row = await batchOf(deps.sql, batchId);
  if (row === undefined) return refuse("batch-not-found");
  const cards = await batchCards(deps.sql, batchId);
  const names = await unitNames(deps.sql, [...new Set(cards.map(({ unit }) => unit))], deps.ledger.clock.today());
  const list = cards.map(({ place, serial, state, priority, dueOn, unit, reason }) => ({
    ...{
      position: place ?? 0,
      serial: serial ?? "",
      state,
      priority,
      dueOn: dueOn as BatchWithCards["list"][number]["dueOn"],
      unit,
      unitName: names.get(unit) ?? unit,
      reason,
    },
  }));
  return accept({ ...(await batchView(deps.sql, row)), list });
}
