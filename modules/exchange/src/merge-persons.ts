import { accept, isId, type Outcome, refuse } from "@dinhdanh/kernel";
import { type DuplicateDeps, mergePeople, mergesAmong, pairStateOf, proposePair, unmergePeople } from "@dinhdanh/population";
import { derivedId } from "@dinhdanh/territory";
import { type Agency, agencyActor, type ExchangeDeps } from "./deps.ts";
import { knownFacts } from "./read-registry.ts";

export type Two = { agency: Agency; personIdTarget: string; personIdSource: string; transactionId: string };
export type MergeAnswer = "ids-contradict" | "unknown-person" | "merge-proposed" | "found-different";

const idOf = ({ agency, personIdTarget, personIdSource, transactionId }: Two, what: string) =>
  derivedId(`dinhdanh:osia:${agency.code}:${transactionId}:${what}:${personIdTarget}:${personIdSource}`);
const noteOf = ({ agency, transactionId }: Two) => `OSIA ${agency.code} ${transactionId}`;

/**
 * pr, mergePerson: the source is taken up in the target by the register's own merge, when the agreement lets the agency adjudicate; else the two are put
 * before who adjudicates: `merge-proposed`. Asked again after they merged the two, the answer is that it is done; after they found two people,
 * `found-different`, whoever asks.
 */
export async function mergePersons(deps: ExchangeDeps, duplicates: DuplicateDeps, two: Two): Promise<Outcome<null, MergeAnswer>> {
  const { agency, personIdTarget: survivorId, personIdSource: absorbedId } = two;
  if (survivorId === absorbedId) return refuse("ids-contradict");
  if (!isId(survivorId) || !isId(absorbedId)) return refuse("unknown-person");
  const merges = await mergesAmong(deps.sql, [absorbedId]);
  if (merges.some((one) => one.absorbedId === absorbedId && one.survivorId === survivorId)) return accept(null);
  for (const personId of [survivorId, absorbedId]) if ((await knownFacts(deps, personId)) === undefined) return refuse("unknown-person");
  const state = await pairStateOf(deps.sql, [survivorId, absorbedId]);
  if (state === "different") return refuse("found-different");
  const note = noteOf(two);
  if (agency.adjudicates) {
    const merged = await mergePeople(duplicates, agencyActor(agency), { mergeId: idOf(two, "merge"), survivorId, absorbedId, note });
    if (merged.ok) return accept(null);
  }
  const proposed = { actId: idOf(two, "propose"), personId: survivorId, otherId: absorbedId, note };
  const waits = await proposePair(duplicates, agencyActor(agency), proposed);
  return refuse(waits.ok ? "merge-proposed" : "unknown-person");
}

/**
 * pr, moveIdentity. The identity of a record leaves it by a merge only; the one that a merge has brought goes back by undoing it, when the agreement lets
 * the agency adjudicate.
 */
export async function moveIdentity(
  deps: ExchangeDeps,
  duplicates: DuplicateDeps,
  two: Two & { identityId: string },
): Promise<Outcome<null, "unknown-person" | "unknown-record" | "adjudication-elsewhere">> {
  const { agency, personIdTarget, personIdSource, identityId } = two;
  if ((await knownFacts(deps, personIdSource)) === undefined) return refuse("unknown-person");
  const merges = await mergesAmong(deps.sql, [personIdSource]);
  const brought = merges.find((one) => one.absorbedId === identityId);
  if (brought === undefined && identityId === personIdTarget && (await knownFacts(deps, identityId)) !== undefined) return accept(null);
  if (brought === undefined && identityId !== personIdSource) return refuse("unknown-record");
  if (brought?.absorbedId !== personIdTarget || !agency.adjudicates) return refuse("adjudication-elsewhere");
  const undone = await unmergePeople(duplicates, agencyActor(agency), brought.mergeId, { actId: idOf(two, "unmerge"), note: noteOf(two) });
  return undone.ok ? accept(null) : refuse("unknown-record");
}
