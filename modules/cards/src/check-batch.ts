import { accept, type Actor, type Outcome, refuse } from "@dinhdanh/kernel";
import { may } from "@dinhdanh/staff";
import { batchView } from "./batch-view.ts";
import { type Batch, type CheckBatch, leastSample } from "./contract.ts";
import type { CardsDeps } from "./deps.ts";
import { moveCards } from "./move-cards.ts";
import { lockBatch, updateBatch } from "./store/batches.ts";
import { type Card, lockBatchCards } from "./store/cards.ts";

export type CheckBatchRefusal =
  | ("not-permitted" | "batch-not-found" | "batch-state" | "check-unknown-serial" | "check-serial-twice")
  | ("steps-missing" | "sample-too-small" | "sample-failed");

/**
 * Records what the quality check found. A card that passes counts as printed from now on (act `card.printed`); one that fails is spoiled and
 * made again, unless its content is wrong: then its dossier goes back to the collecting unit, with the steps that are to be mended. `passRest` passes the
 * others with a sample of at least one in twenty; once a card of the batch has failed, all must be looked at. What was said before may be said again.
 */
export async function checkBatch(
  deps: CardsDeps,
  by: Actor,
  batchId: string,
  check: CheckBatch,
): Promise<Outcome<Batch, CheckBatchRefusal>> {
  if (!may(by, "produce")) return refuse("not-permitted");
  return deps.sql.begin(async (tx) => {
    const batch = await lockBatch(tx, batchId);
    if (batch === undefined) return refuse("batch-not-found");
    if (batch.resultFileSha256 === null) return refuse("batch-state", { state: batch.state });
    const cards = await lockBatchCards(tx, batchId);
    const sorted = sortCards(cards, check);
    if (!sorted.ok) return sorted;
    const { passed, failed, rest } = sorted.value;
    const failedBefore = cards.filter(({ state }) => state === "spoiled").length > batch.spoiled;
    if (check.passRest && rest.length > 0) {
      if (failed.length > 0 || failedBefore) return refuse("sample-failed");
      const least = leastSample(batch.printed);
      if (check.checked.length < least) return refuse("sample-too-small", { least });
    }
    const reasons = new Map(check.checked.map(({ serial, reason }) => [serial, reason ?? otherwise]));
    const reasonOf = ({ serial }: Card) => ({ reason: reasons.get(serial ?? "") ?? otherwise });
    const wrong = new Map(check.checked.filter(hasWrongContent).map(({ serial, steps }) => [serial, steps]));
    const isWrong = ({ serial }: Card) => wrong.has(serial ?? "");
    const payload = (card: Card) => ({ batchId, ...reasonOf(card) });
    const withSteps = (card: Card) => ({ ...payload(card), steps: wrong.get(card.serial ?? "") });
    await moveCards(deps, tx, failed.filter((card) => !isWrong(card)), { event: "spoil", by, change: reasonOf, payload }); // prettier-ignore
    await moveCards(deps, tx, failed.filter(isWrong), { event: "reject-content", by, change: reasonOf, payload: withSteps });
    const passing = check.passRest ? [...passed, ...rest] : passed;
    await moveCards(deps, tx, passing, { event: "pass-check", by, payload: () => ({ batchId }) });
    const done = check.passRest || rest.length === 0;
    const next = { ...batch, state: done ? ("checked" as const) : ("reported" as const) };
    await updateBatch(tx, next);
    return accept(await batchView(tx, next));
  });
}

const otherwise = "quality-check";
const hasWrongContent = ({ passed, wrongContent }: CheckBatch["checked"][number]) => !passed && wrongContent === true;
const isSpoiled = (card: Card, reason: string) => card.state === "spoiled" && card.reason === reason;

type Sorted = { passed: Card[]; failed: Card[]; rest: Card[] };

/** Which of the cards that wait for the check were looked at. Those of whom it was said before drop out. */
function sortCards(
  cards: readonly Card[],
  check: CheckBatch,
): Outcome<Sorted, "check-unknown-serial" | "check-serial-twice" | "steps-missing"> {
  const bySerial = new Map(cards.map((card) => [card.serial, card]));
  const looked = new Map<string, boolean>();
  for (const { serial, passed, reason = otherwise } of check.checked) {
    const card = bySerial.get(serial);
    // spoiled for another reason it may have a successor already, or sent its dossier back
    const known = card !== undefined && (card.state === "printed" || (passed ? card.state !== "spoiled" : isSpoiled(card, reason)));
    if (!known) return refuse("check-unknown-serial", { serial });
    if (looked.has(serial)) return refuse("check-serial-twice", { serial });
    looked.set(serial, passed);
  }
  const unnamed = check.checked.find((one) => hasWrongContent(one) && one.steps === undefined);
  if (unnamed !== undefined) return refuse("steps-missing", { serial: unnamed.serial });
  const waiting = cards.filter(({ state }) => state === "printed");
  const answered = (answer: boolean | undefined) => waiting.filter(({ serial }) => looked.get(serial ?? "") === answer);
  return accept({ passed: answered(true), failed: answered(false), rest: answered(undefined) });
}
