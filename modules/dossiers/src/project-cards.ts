import { systemActor } from "@dinhdanh/kernel";
import { type Act, actsOf, type Projection } from "@dinhdanh/ledger";
import type { Tx } from "@dinhdanh/postgres";
import { enter } from "./advance.ts";
import { answerTo, cardActs, type DossierEvent, type Stage } from "./contract.ts";
import type { LineDeps } from "./deps.ts";
import { endsDossier, isMadeAgain } from "./revocation-rules.ts";
import { type Dossier, findDossier, insertPassages, updateDossiers } from "./store/dossiers.ts";

/**
 * Moves dossiers with the life of their cards, in the transaction that records the card's acts. An act that the dossier's state does not
 * take (one that came late, or twice) leaves it where it is: the card's own room has decided already.
 */
export function projectCards(deps: LineDeps): Projection {
  return async (tx, acts) => {
    const ours = acts.filter((act) => act.kind in cardActs && typeof act.payload?.["dossierId"] === "string");
    if (ours.length === 0) return;
    const asker = { actor: systemActor, today: deps.ledger.clock.today() };
    const passages: { unitId: number; stage: Stage }[] = [];
    // in order of the person, as every other writer locks them
    const inOrder = ours.toSorted(
      (a, b) => compare(a.subjectId, b.subjectId) || Date.parse(a.occurredAt) - Date.parse(b.occurredAt) || compare(a.actId, b.actId),
    );
    for (const act of inOrder) {
      const event = cardActs[act.kind];
      const found = await findDossier(tx, asker, String(act.payload?.["dossierId"]), true);
      if (event === undefined || found?.dossier.personId !== act.subjectId) continue;
      const step = answerTo(found.dossier.state, event);
      if (typeof step === "string" || !(await isOfLine(tx, act, event))) continue;
      const to = enter(deps, { ...found.dossier, ...saidBy(act, event) }, step.next);
      await updateDossiers(tx, [to.dossier]);
      passages.push(...to.passages);
    }
    await insertPassages(tx, passages, asker.today);
  };
}

/** Whether the act is about the card that the dossier waits for; few kinds can be about another. */
async function isOfLine(tx: Tx, act: Act, event: DossierEvent): Promise<boolean> {
  if (event !== "revoke" && event !== "remake") return true;
  const acts = await actsOf(tx, act.subjectId);
  return event === "revoke" ? endsDossier(act, acts) : !isMadeAgain(act, acts);
}

/** What is wrong on the card is what the collecting unit has to mend; why it was revoked is why the dossier has ended. Either way no card follows from the approval. */
function saidBy(act: Act, event: DossierEvent): Partial<Dossier> {
  const reason = act.payload?.["reason"];
  if (event === "reject-content") return typeof reason === "string" ? { reason, approvedOn: null } : {};
  return event === "revoke" ? { reason: typeof reason === "string" ? reason : null, approvedOn: null } : {};
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
