import { hash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { FileMemory, type Signer } from "@dinhdanh/icao9303";
import { accept, type Actor, type Day, newId, type Outcome, refuse } from "@dinhdanh/kernel";
import { logReads } from "@dinhdanh/ledger";
import type { Tx } from "@dinhdanh/postgres";
import { may } from "@dinhdanh/staff";
import { batchView } from "./batch-view.ts";
import type { ContentFault } from "./content-faults.ts";
import type { Batch, SigningProgress } from "./contract.ts";
import { type CardsDeps, lineAct, nowOf } from "./deps.ts";
import type { CardContent } from "./dossier-content.ts";
import { newChipKey } from "./chip/chip-key.ts";
import { cardWriter, mrzOf } from "./chip/write-card.ts";
import { type CardForMachine, type PersonalisedCard, writeMachineFile } from "./machine-file.ts";
import { moveCards } from "./move-cards.ts";
import { batchOf, lockBatch, updateBatch } from "./store/batches.ts";
import { batchCards, type Card, lockBatchCards } from "./store/cards.ts";
import { type ContentDigest, insertDigests } from "./store/digests.ts";

/** A document signer that may sign now; `close` lets go of its keys. */
export type OpenedSigner = { signer: Signer; close: () => Promise<void> };

export type PersonaliseDeps = CardsDeps & {
  /** undefined when there is none, or it may not sign now */
  openSigner: () => Promise<OpenedSigner | undefined>;
  /** what the approved dossier says, for a serial and a day of issue; refused when it is not there or cannot be printed */
  contentOf: (card: { personId: string; dossierId: string }, serial: string, issuedOn: Day) => Promise<Outcome<CardContent, ContentFault>>;
  /** how many cards of each batch that is being signed are done; in this process only */
  signing: Map<string, number>;
  /** where machine files lie until their batch is reported; for this process's account only */
  folder: string;
};

export type PersonaliseBatchRefusal = "not-permitted" | "batch-not-found" | "batch-state" | "signer-missing";

export const machineFilePath = (folder: string, batchId: string): string => join(folder, `${batchId}.ndjson`);

/**
 * Signs the chips of a batch and makes its machine file. The file counts from the transaction on that records its SHA-256: killed before,
 * nothing was given to a machine and the batch is personalised anew; once recorded, it is never signed again. Cards whose content cannot be made are
 * set aside with their cause, and the others go on without them.
 */
export async function personaliseBatch(
  deps: PersonaliseDeps,
  by: Actor,
  batchId: string,
): Promise<Outcome<Batch, PersonaliseBatchRefusal>> {
  if (!may(by, "produce")) return refuse("not-permitted");
  const batch = await batchOf(deps.sql, batchId);
  if (batch === undefined) return refuse("batch-not-found");
  if (batch.state !== "created") return accept(await batchView(deps.sql, batch));
  const opened = await deps.openSigner();
  if (opened === undefined) return refuse("signer-missing", undefined, true);
  deps.signing.set(batchId, 0);
  try {
    return await signBatch(deps, by, batchId, opened.signer);
  } finally {
    deps.signing.delete(batchId);
    await opened.close();
  }
}

async function signBatch(
  deps: PersonaliseDeps,
  by: Actor,
  batchId: string,
  signer: Signer,
): Promise<Outcome<Batch, PersonaliseBatchRefusal>> {
  const cards = (await batchCards(deps.sql, batchId)).filter(({ state }) => state === "batched");
  const issuedOn = deps.ledger.clock.today();
  const made = new Map<string, Made>();
  mkdirSync(deps.folder, { recursive: true, mode: 0o700 });
  const part = join(deps.folder, `${batchId}.${randomUUID()}.part`);
  try {
    const header = { batchId, cards: cards.length, createdAt: nowOf(deps) };
    const sha256 = await writeMachineFile(part, header, personalised(deps, signer, { batchId, cards, issuedOn, made }));
    return await deps.sql.begin(async (tx) => {
      const recorded = await record(deps, tx, { by, batchId, sha256, made, issuedOn });
      if (recorded.ok && recorded.value.machineFileSha256 === sha256) renameSync(part, machineFilePath(deps.folder, batchId));
      return recorded;
    });
  } catch (error) {
    if (!(error instanceof Unmakeable)) throw error;
    const rest = await setAside(deps, by, batchId, error.faults);
    return rest === undefined ? await signBatch(deps, by, batchId, signer) : accept(rest);
  } finally {
    rmSync(part, { force: true });
  }
}

type Made = { expiresOn: Day | null; sodSha256: string; digests: string[] };

/** By the id of the card. */
type Faults = ReadonlyMap<string, ContentFault>;
class Unmakeable extends Error {
  readonly faults: Faults;
  constructor(faults: Faults) {
    super("the content of cards cannot be made");
    this.faults = faults;
  }
}

const sha256 = (data: Uint8Array | string) => hash("sha256", data, "hex");

/** Keys by which a card is found from what it shows: see store/digests.ts. */
const digestsOf = ({ qr, mrz, chip }: Pick<PersonalisedCard, "qr" | "mrz" | "chip">): string[] => [
  `qr:${sha256(qr)}`,
  `mrz:${sha256(mrz.join(""))}`,
  `sod:${sha256(chip.EF_SOD)}`,
];

type Making = { batchId: string; cards: readonly Card[]; issuedOn: Day; made: Map<string, Made> };

/** @throws {Unmakeable} at the end, with every card whose content cannot be made: from the first one on nothing is signed any more */
async function* personalised(deps: PersonaliseDeps, signer: Signer, making: Making): AsyncGenerator<CardForMachine> {
  const { batchId, cards, issuedOn, made } = making;
  const memory = new FileMemory();
  const write = cardWriter(signer, memory);
  const faults = new Map<string, ContentFault>();
  for (const card of cards) {
    const serial = card.serial ?? "";
    const content = await deps.contentOf(card, serial, issuedOn);
    const fault = content.ok ? faultOf(mrzOf(content.value.data)) : content.refusal.code;
    if (fault !== undefined) faults.set(card.cardId, fault);
    if (!content.ok || faults.size > 0) continue;
    const { publicKey, privateKey } = newChipKey();
    // the last card is a line of the machine file already
    memory.clear();
    const written = await write({ ...content.value, chipKey: publicKey }, new Date(deps.ledger.clock.nowMs()));
    if (!written.ok) throw new Error(`a name that fits the MRZ was refused: ${written.refusal.code}`);
    const { value } = written;
    made.set(serial, { expiresOn: content.value.data.expiresOn, sodSha256: sha256(value.chip.EF_SOD), digests: digestsOf(value) });
    deps.signing.set(batchId, made.size);
    yield { ...value, chipPrivateKey: privateKey };
  }
  if (faults.size > 0) throw new Unmakeable(faults);
}

const faultOf = <Code>(outcome: { ok: true } | { ok: false; refusal: { code: Code } }): Code | undefined =>
  outcome.ok ? undefined : outcome.refusal.code;

/** Takes cards out of their batch, whose blanks are whole. @returns the batch when nothing is left to sign in it */
async function setAside(deps: PersonaliseDeps, by: Actor, batchId: string, faults: Faults): Promise<Batch | undefined> {
  return deps.sql.begin(async (tx) => {
    const batch = await lockBatch(tx, batchId);
    if (batch === undefined || batch.machineFileSha256 !== null) return batch === undefined ? undefined : batchView(tx, batch);
    const cards = await lockBatchCards(tx, batchId);
    const gone = cards.filter(({ cardId, state }) => state === "batched" && faults.has(cardId));
    const change = ({ cardId }: Card) => ({ reason: faults.get(cardId) ?? null });
    await moveCards(deps, tx, gone, { event: "set-aside", by, change });
    await deps.ledger.record(tx, [lineAct(deps, "batch.cards-set-aside", batchId, by, { cards: gone.length })]);
    if (cards.some((card) => card.state === "batched" && !gone.includes(card))) return undefined;
    const next = { ...batch, state: "checked" as const };
    await updateBatch(tx, next);
    return batchView(tx, next);
  });
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

/** How many cards of a batch are signed while it is being signed; null when it is not. */
export function signingProgress(deps: PersonaliseDeps, by: Actor, batchId: string): Outcome<SigningProgress, "not-permitted"> {
  return may(by, "produce") ? accept({ signed: deps.signing.get(batchId) ?? null }) : refuse("not-permitted");
}

/**
 * Where the machine file of a batch lies. Refused until it is made, and again once the batch was reported. It holds everybody's data: each person
 * can see later that it was taken, and the ledger who took it.
 */
export async function machineFile(
  deps: PersonaliseDeps,
  by: Actor,
  batchId: string,
): Promise<Outcome<string, "not-permitted" | "batch-not-found" | "batch-state">> {
  if (!may(by, "produce")) return refuse("not-permitted");
  const batch = await batchOf(deps.sql, batchId);
  if (batch === undefined) return refuse("batch-not-found");
  const path = machineFilePath(deps.folder, batchId);
  if (batch.state !== "personalised" || !existsSync(path)) return refuse("batch-state", { state: batch.state });
  const read = { officer: by.code, purpose: "service", view: "machine-file", readAt: nowOf(deps) };
  const cards = await batchCards(deps.sql, batchId);
  await logReads(deps.sql, cards.map(({ personId }) => ({ ...read, personId, readId: newId() }))); // prettier-ignore
  await deps.sql.begin((tx) => deps.ledger.record(tx, [lineAct(deps, "batch.machine-file-taken", batchId, by, { cards: cards.length })]));
  return accept(path);
}
