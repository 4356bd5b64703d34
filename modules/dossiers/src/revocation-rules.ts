import type { Act } from "@dinhdanh/ledger";
import { cardActs } from "./workflow-rules.ts";

const toldOf = (act: Act, key: "cardId" | "dossierId"): string | undefined => {
  const id = act.payload?.[key];
  return typeof id === "string" ? id : undefined;
};
const shares = (act: Act, other: Act, key: "cardId" | "dossierId"): boolean =>
  toldOf(act, key) !== undefined && toldOf(act, key) === toldOf(other, key);

/** Acts after which the line makes another card of the same dossier by itself. */
export const remakeActs: readonly string[] = Object.keys(cardActs).filter((kind) => cardActs[kind] === "remake");
const isRemakeOf = (other: Act, act: Act): boolean =>
  other.actId !== act.actId && remakeActs.includes(other.kind) && shares(act, other, "cardId");

/**
 * Whether the line had another card made in the place of the act's card before: what becomes of the damaged piece afterwards (lost, revoked, replaced) says
 * nothing about a dossier that waits for its successor.
 * @param acts all that is known about the person
 */
export const isMadeAgain = (act: Act, acts: readonly Act[]): boolean =>
  acts.some((other) => isRemakeOf(other, act) && Date.parse(other.occurredAt) <= Date.parse(act.occurredAt));

/**
 * Whether a `card.revoked` ends its dossier: it is about a card of the dossier that nobody held and that the line had not made again. A hand-over also
 * replaces the cards before it, each with a `card.revoked` about its own dossier, which had ended with a hand-over long ago; and one that arrives late
 * tells what was so all along. So neither order nor repetition makes a difference.
 * @param acts all that is known about the person
 */
export function endsDossier(act: Act, acts: readonly Act[]): boolean {
  if (act.kind !== "card.revoked" || toldOf(act, "dossierId") === undefined) return false;
  return !acts.some(
    (other) =>
      isRemakeOf(other, act) || (other.kind === "card.handed-over" && (shares(act, other, "cardId") || shares(act, other, "dossierId"))),
  );
}
