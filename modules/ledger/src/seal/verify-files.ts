import { createHash, type KeyObject } from "node:crypto";
import { createReadStream, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Block } from "../store/blocks.ts";
import { blockHash, type Checkpoint, checkpointHolds, genesis, publicKeys } from "./checkpoint.ts";
import { headLines } from "./sealer.ts";

export type LedgerProof = { genuine: boolean; acts: number; blocks: number; checkpoints: number; faults: string[] };

type Fault = (text: string) => void;

const actsFile = "acts.ndjson";
const mostFaults = 100;
const buckets = 64;

const blockSchema: z.ZodType<Block> = z.object({
  ...{ bucket: z.number(), height: z.number(), fromTx: z.number(), untilTx: z.number(), acts: z.number() },
  ...{ previous: z.string(), hash: z.string() },
});
const checkpointSchema: z.ZodType<Checkpoint> = z.object({
  ...{ no: z.number(), untilTx: z.number(), sealedAt: z.string(), acts: z.number() },
  ...{ heads: z.string(), keyId: z.string(), signature: z.string() },
});

/**
 * Checks an exported ledger with nothing but its files and the public keys that the verifier trusts: every act lies in its block,
 * every block follows from the one before, every checkpoint is signed by one of the keys and states the heads of its time.
 * What is missing or cannot be read is a fault, too. Needs no database.
 * @param publicPem the key, or several one after the other, obtained by another way than the folder; null to use the folder's own (which proves less)
 */
export async function verifyLedgerFiles(folder: string, publicPem: string | null): Promise<LedgerProof> {
  const faults: string[] = [];
  const fault: Fault = (text) => void (faults.length < mostFaults && faults.push(text));
  const keys = readKeys(publicPem ?? textIn(folder, "ledger-key.pub.pem", fault), fault);
  const blocks = readNdjson(folder, "blocks.ndjson", blockSchema, fault);
  const checkpoints = readNdjson(folder, "checkpoints.ndjson", checkpointSchema, fault);
  if (!existsSync(join(folder, actsFile))) fault(`${actsFile} is missing`);
  const acts = await checkBlocks(join(folder, actsFile), blocks, fault);
  const heads = new Map<number, Pick<Block, "height" | "hash">>();
  const byEnd = blocks.toSorted((a, b) => a.untilTx - b.untilTx || a.bucket - b.bucket);
  let next = 0;
  let covered = 0;
  checkpoints.forEach((checkpoint, index) => {
    for (let block = byEnd[next]; block !== undefined && block.untilTx <= checkpoint.untilTx; block = byEnd[(next += 1)]) {
      heads.set(block.bucket, block);
      covered += block.acts;
    }
    if (checkpoint.no !== index + 1) fault(`checkpoint ${checkpoint.no}: expected number ${index + 1}`);
    if (!checkpointHolds(checkpoint, keys)) fault(`checkpoint ${checkpoint.no}: the signature does not hold`);
    if (checkpoint.heads !== headLines(heads)) fault(`checkpoint ${checkpoint.no}: the heads are not those of the chains`);
    if (checkpoint.acts !== covered) fault(`checkpoint ${checkpoint.no}: it counts ${checkpoint.acts} acts, the blocks ${covered}`);
  });
  if (next < byEnd.length) fault(`${byEnd.length - next} blocks lie beyond the last checkpoint`);
  return { genuine: faults.length === 0, acts, blocks: blocks.length, checkpoints: checkpoints.length, faults };
}

/** Nothing where the file is missing. */
function textIn(folder: string, name: string, fault: Fault): string {
  const path = join(folder, name);
  if (existsSync(path)) return readFileSync(path, "utf8");
  fault(`${name} is missing`);
  return "";
}

function readKeys(pem: string, fault: Fault): Map<string, KeyObject> {
  try {
    return publicKeys(pem);
  } catch {
    fault("there is no public key that can be read");
    return new Map();
  }
}

function readNdjson<T>(folder: string, name: string, schema: z.ZodType<T>, fault: Fault): T[] {
  return textIn(folder, name, fault)
    .split("\n")
    .flatMap((line, index) => {
      if (line === "") return [];
      const parsed = schema.safeParse(jsonIn(line));
      if (!parsed.success) fault(`${name}, line ${index + 1}: it cannot be read`);
      return parsed.success ? [parsed.data] : [];
    });
}

function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** A block without acts, or a second chain of a bucket, would make room for what was never sealed. */
const isSound = ({ bucket, acts, fromTx, untilTx }: Block) =>
  [bucket, acts, fromTx, untilTx].every((number) => Number.isSafeInteger(number)) &&
  acts > 0 &&
  fromTx < untilTx &&
  bucket >= 0 &&
  bucket < buckets;

/** Only LF ends a line: `readline` also breaks at U+2028, which may stand in a payload. */
async function* linesOf(path: string): AsyncGenerator<string> {
  if (!existsSync(path)) return;
  let rest = "";
  for await (const part of createReadStream(path, { encoding: "utf8", highWaterMark: 1 << 20 }) as AsyncIterable<string>) {
    const lines = (rest + part).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

async function checkBlocks(path: string, blocks: Block[], fault: Fault): Promise<number> {
  const lines = linesOf(path);
  let acts = 0;
  let head: Pick<Block, "bucket" | "height" | "hash"> = { bucket: -1, height: 0, hash: genesis };
  for (const block of blocks) {
    const name = `block ${block.bucket}/${block.height}`;
    const before = head.bucket === block.bucket ? head : { height: 0, hash: genesis };
    if (!isSound(block) || block.bucket < head.bucket) fault(`${name}: there is no such block`);
    if (block.height !== before.height + 1 || block.previous !== before.hash) fault(`${name}: it does not follow the block before it`);
    const hash = createHash("sha256");
    for (let index = 0; index < block.acts; index += 1) {
      const line = await lines.next();
      if (line.done === true) fault(`${name}: act ${index + 1} of ${block.acts} is missing`);
      if (line.done === true) break;
      acts += 1;
      hash.update(index === 0 ? line.value : `\n${line.value}`);
    }
    if (blockHash(block.previous, hash.digest("hex")) !== block.hash) fault(`${name}: its acts are not those that were sealed`);
    head = block;
  }
  if ((await lines.next()).done !== true) fault("there are acts beyond the last block");
  return acts;
}
