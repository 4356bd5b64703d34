import { type Clock, repeat, type Repeated, type RepeatOptions } from "@dinhdanh/kernel";
import type { Sql } from "@dinhdanh/postgres";
import {
  type Block,
  finishedBelow,
  firstTx,
  hashActs,
  heads,
  insertBlocks,
  insertCheckpoint,
  lastCheckpoint,
  lockSealing,
} from "../store/blocks.ts";
import { blockHash, genesis, signCheckpoint, type SigningKey } from "./checkpoint.ts";

/** Transactions sealed at once when their size is unknown: a chunk of a bulk import holds 10,000 acts, a counter's dossier one. */
const fewTransactions = 16;
const mostTransactions = 16_384;
/** Acts that one checkpoint should cover: about a second of work. */
const wantedActs = 100_000;

/**
 * Seals the next run of acts whose transactions have all ended: a block for each bucket, then a signed checkpoint. Writers never
 * wait for it.
 * @param transactions covered at most
 * @returns acts sealed; 0 when there is nothing new
 */
export async function sealNext(sql: Sql, clock: Clock, key: SigningKey, transactions = fewTransactions): Promise<number> {
  return sql.begin(async (tx) => {
    await lockSealing(tx);
    const last = await lastCheckpoint(tx);
    const finished = await finishedBelow(tx);
    const fromTx = await firstTx(tx, last.untilTx, finished);
    if (fromTx === null) return 0;
    const untilTx = Math.min(finished, fromTx + transactions);
    const chainHeads = await heads(tx);
    const blocks: Block[] = [];
    for (const { bucket, acts, linesHash } of await hashActs(tx, fromTx, untilTx)) {
      const head = chainHeads.get(bucket) ?? { height: 0, hash: genesis };
      const hash = blockHash(head.hash, linesHash);
      blocks.push({ bucket, height: head.height + 1, fromTx, untilTx, acts, previous: head.hash, hash });
      chainHeads.set(bucket, { height: head.height + 1, hash });
    }
    const sealed = blocks.reduce((sum, block) => sum + block.acts, 0);
    await insertBlocks(tx, blocks);
    const sealedAt = new Date(clock.nowMs()).toISOString();
    const checkpoint = { no: last.no + 1, untilTx, sealedAt, acts: last.acts + sealed, heads: headLines(chainHeads) };
    await insertCheckpoint(tx, signCheckpoint(checkpoint, key), key.publicPem);
    return sealed;
  });
}

/** `bucket:height:hash` lines in order of bucket. */
export const headLines = (chainHeads: Map<number, Pick<Block, "height" | "hash">>): string =>
  [...chainHeads]
    .toSorted(([a], [b]) => a - b)
    .map(([bucket, head]) => `${bucket}:${head.height}:${head.hash}`)
    .join("\n");

/** Seals what is new until stopped; a backlog is worked off without pause. */
export function startSealer(sql: Sql, clock: Clock, key: SigningKey, options: RepeatOptions): Repeated {
  let transactions = fewTransactions;
  return repeat(async () => {
    const sealed = await sealNext(sql, clock, key, transactions);
    if (sealed > wantedActs) transactions = Math.max(fewTransactions, Math.floor(transactions / 2));
    else if (sealed > 0 && sealed < wantedActs / 4) transactions = Math.min(mostTransactions, transactions * 2);
    return sealed > 0;
  }, options);
}
