import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { accept, type Actor, type Outcome, refuse } from "@dinhdanh/kernel";
import type { Tx } from "@dinhdanh/postgres";
import { may } from "@dinhdanh/staff";
import { batchView } from "./batch-view.ts";
import type { Batch } from "./contract.ts";
import { type CardsDeps, lineAct } from "./deps.ts";
import { moveCards } from "./move-cards.ts";
import { machineFilePath } from "./personalise-batch.ts";
import { type MachineOutcome, readResultFile, type ResultRefusal, type ResultRow } from "./result-file-rules.ts";
import { updateBlanks } from "./store/blanks.ts";
import { type BatchRow, lockBatch, updateBatch } from "./store/batches.ts";
import { type Card, lockBatchCards } from "./store/cards.ts";

export type TakeResultRefusal = "not-permitted" | "batch-not-found" | "batch-state" | "result-differs" | ResultRefusal;

const sha256 = (data: Uint8Array | string) => createHash("sha256").update(data).digest("hex");

/** Takes the machine's result file of a batch, whole or not at all. The same file again changes nothing. */
export async function takeResult(
  deps: CardsDeps & { folder: string },
  by: Actor,
  batchId: string,
  file: Uint8Array,
): Promise<Outcome<Batch, TakeResultRefusal>> {
  const taken = await takeRows(deps, by, batchId, file);
  // it holds everything about its people, and the chips' keys: nobody needs it any more
  if (taken.ok) rmSync(machineFilePath(deps.folder, batchId), { force: true });
  return taken;
}

async function takeRows(deps: CardsDeps, by: Actor, batchId: string, file: Uint8Array): Promise<Outcome<Batch, TakeResultRefusal>> {
  if (!may(by, "produce")) return refuse("not-permitted");
  const resultFileSha256 = sha256(file);
  return deps.sql.begin(async (tx) => {
    const batch = await lockBatch(tx, batchId);
    if (batch === undefined) return refuse("batch-not-found");
    if (batch.resultFileSha256 !== null)
      return batch.resultFileSha256 === resultFileSha256 ? accept(await batchView(tx, batch)) : refuse("result-differs");
    if (batch.machineFileSha256 === null) return refuse("batch-state", { state: batch.state });
    // a card withdrawn before the machine file was made has left the batch; one withdrawn since is in the file and in the result
    const cards = (await lockBatchCards(tx, batchId)).filter((card) => card.sodSha256 !== null);
    const serials = cards.map(({ serial }) => serial ?? "");
    const rows = readResultFile(file, { batchId, machineFileSha256: batch.machineFileSha256, serials, sha256 });
    if (!rows.ok) return rows;
    const next = await applyRows(deps, tx, by, { batch: { ...batch, resultFileSha256 }, cards, rows: rows.value });
    const { printed, failed, spoiled } = next;
    await deps.ledger.record(tx, [lineAct(deps, "batch.reported", batchId, by, { resultFileSha256, printed, failed, spoiled })]);
    return accept(await batchView(tx, next));
  });
}

const eventOf = { printed: "print", failed: "fail", spoiled: "spoil" } as const satisfies Record<MachineOutcome, string>;

type Report = { batch: BatchRow; cards: readonly Card[]; rows: readonly ResultRow[] };

async function applyRows(deps: CardsDeps, tx: Tx, by: Actor, { batch, cards, rows }: Report): Promise<BatchRow> {
  const counts = { printed: 0, failed: 0, spoiled: 0 };
  const reasons = new Map(rows.map(({ serial, reason }) => [serial, reason]));
  for (const outcome of ["printed", "failed", "spoiled"] as const) {
    const serials = new Set(rows.filter((row) => row.outcome === outcome).map((row) => row.serial));
    counts[outcome] = serials.size;
    const theirs = cards.filter(({ serial }) => serial !== null && serials.has(serial));
    const live = theirs.filter(({ state }) => state !== "revoked");
    const reasonOf = ({ serial }: Card) => ({ reason: reasons.get(serial ?? "") ?? null });
    await moveCards(deps, tx, live, {
      event: eventOf[outcome],
      by,
      change: reasonOf,
      payload: (card) => ({ batchId: batch.batchId, ...reasonOf(card) }),
    });
    // withdrawn since the machine file was made: whatever the machine did, the plastic is destroyed
    const withdrawn = theirs.filter(({ state }) => state === "revoked");
    await updateBlanks(tx, withdrawn.map(({ serial, personId, cardId }) => ({ serial: serial ?? "", state: "spoiled" as const, personId, cardId }))); // prettier-ignore
  }
  const next = { ...batch, ...counts, state: counts.printed === 0 ? ("checked" as const) : ("reported" as const) };
  await updateBatch(tx, next);
  return next;
}
