import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { accept, type Actor, type Day, type Outcome, refuse } from "@dinhdanh/kernel";
import type { Tx } from "@dinhdanh/postgres";
import { may } from "@dinhdanh/staff";
import { batchView } from "./batch-view.ts";
import type { CardData } from "./card-data-rules.ts";
import type { Batch } from "./contract.ts";
import { type CardsDeps, lineAct, nowOf } from "./deps.ts";
import { type PersonalisedCard, writeMachineFile } from "./machine-file.ts";
import { moveCards } from "./move-cards.ts";
import type { Portrait } from "./portrait-rules.ts";
import { batchOf, lockBatch, updateBatch } from "./store/batches.ts";
import { batchCards, type Card, lockBatchCards } from "./store/cards.ts";
import { type ContentDigest, insertDigests } from "./store/digests.ts";

export type CardWithPortrait = { data: CardData; portrait: Portrait };
/** Signs cards; they come in the order in which they went. */
export type Personalise = (cards: AsyncIterable<CardWithPortrait>) => AsyncIterable<PersonalisedCard>;

export type PersonaliseDeps = CardsDeps & {
  personalise: Personalise;
  /** what the approved dossier says, for a serial and a day of issue; undefined when it is not there or cannot be printed */
  contentOf: (card: { personId: string; dossierId: string }, serial: string, issuedOn: Day) => Promise<CardWithPortrait | undefined>;
  /** where machine files lie until their batch is reported; for this process's account only */
  folder: string;
};

export type PersonaliseBatchRefusal = "not-permitted" | "batch-not-found" | "batch-state" | "content-missing";

export const machineFilePath = (folder: string, batchId: string): string => join(folder, `${batchId}.ndjson`);

/**
 * Signs the chips of a batch and makes its machine file. The file counts from the transaction on that records its SHA-256: killed before,
 * nothing was given to a machine and the batch is personalised anew; once recorded, it is never signed again.
 */
export async function personaliseBatch(
  deps: PersonaliseDeps,
  by: Actor,
  batchId: string,
): Promise<Outcome<Batch, PersonaliseBatchRefusal>> {
  if (!may(by, "produce")) return refuse("not-permitted");
  const batch = await batchOf(deps.sql, batchId);
  if (batch === undefined) return refuse("batch-not-found");
  if (batch.machineFileSha256 !== null) return accept(await batchView(deps.sql, batch));
  const cards = await batchCards(deps.sql, batchId);
  const issuedOn = deps.ledger.clock.today();
  const made = new Map<string, Made>();
  mkdirSync(deps.folder, { recursive: true, mode: 0o700 });
  const part = join(deps.folder, `${batchId}.${randomUUID()}.part`);
  try {
    const header = { batchId, cards: cards.length, createdAt: nowOf(deps) };
    const sha256 = await writeMachineFile(part, header, personalised(deps, cards, issuedOn, made));
    return await deps.sql.begin(async (tx) => {
      const recorded = await record(deps, tx, { by, batchId, sha256, made, issuedOn });
      if (recorded.ok && recorded.value.machineFileSha256 === sha256) renameSync(part, machineFilePath(deps.folder, batchId));
      return recorded;
    });
  } catch (error) {
    if (error instanceof ContentMissing) return refuse("content-missing", { serial: error.serial });
    throw error;
  } finally {
    rmSync(part, { force: true });
  }
}

type Made = { expiresOn: Day | null; sodSha256: string; digests: string[] };

class ContentMissing extends Error {
  readonly serial: string;
  constructor(serial: string) {
    super("the approved content of a card is missing");
    this.serial = serial;
  }
}

const sha256 = (data: Uint8Array | string) => createHash("sha256").update(data).digest("hex");

/** Keys by which a card is found from what it shows: see store/digests.ts. */
export const digestsOf = ({ qr, mrz, chip }: Pick<PersonalisedCard, "qr" | "mrz" | "chip">): string[] => [
  `qr:${sha256(qr)}`,
  `mrz:${sha256(mrz.join(""))}`,
  `sod:${sha256(chip.EF_SOD)}`,
];

async function* personalised(
  deps: PersonaliseDeps,
  cards: readonly Card[],
  issuedOn: Day,
  made: Map<string, Made>,
): AsyncGenerator<PersonalisedCard> {
  const expiry = new Map<string, Day | null>();
  async function* contents(): AsyncGenerator<CardWithPortrait> {
    for (const card of cards) {
      const content = await deps.contentOf(card, card.serial ?? "", issuedOn);
      if (content === undefined) throw new ContentMissing(card.serial ?? "");
      expiry.set(content.data.serial, content.data.expiresOn);
      yield content;
    }
  }
  for await (const card of deps.personalise(contents())) {
    made.set(card.serial, { expiresOn: expiry.get(card.serial) ?? null, sodSha256: sha256(card.chip.EF_SOD), digests: digestsOf(card) });
    yield card;
  }
}

type Recording = { by: Actor; batchId: string; sha256: string; made: ReadonlyMap<string, Made>; issuedOn: Day };

/** The cards must be those that the file holds: one that was withdrawn meanwhile makes it void. */
async function record(
  deps: PersonaliseDeps,
  tx: Tx,
  { by, batchId, sha256: fileSha256, made, issuedOn }: Recording,
): Promise<Outcome<Batch, "batch-state" | "batch-not-found">> {
  const batch = await lockBatch(tx, batchId);
  if (batch === undefined) return refuse("batch-not-found");
  if (batch.machineFileSha256 !== null) return accept(await batchView(tx, batch));
  const cards = await lockBatchCards(tx, batchId);
  const same = cards.length === made.size && cards.every(({ serial, state }) => state === "batched" && serial !== null && made.has(serial));
  if (!same) return refuse("batch-state", { state: batch.state }, true);
  const of = ({ serial }: Card) => made.get(serial ?? "");
  const change = (card: Card) => ({ issuedOn, expiresOn: of(card)?.expiresOn ?? null, sodSha256: of(card)?.sodSha256 ?? null });
  const payload = (card: Card) => ({ batchId, issuedOn, sodSha256: of(card)?.sodSha256 });
  await moveCards(deps, tx, cards, { event: "personalise", by, change, payload });
  const digests = cards.flatMap((card): ContentDigest[] =>
    (of(card)?.digests ?? []).map((digest) => ({ digest, cardId: card.cardId, personId: card.personId })),
  );
  await insertDigests(tx, digests);
  const next = { ...batch, state: "personalised" as const, machineFileSha256: fileSha256 };
  await updateBatch(tx, next);
  await deps.ledger.record(tx, [lineAct(deps, "batch.personalised", batchId, by, { cards: cards.length, machineFileSha256: fileSha256 })]);
  return accept(await batchView(tx, next));
}
