import { calendarDay, dayOf } from "@dinhdanh/kernel";
import type { Act, Ledger, Projection } from "@dinhdanh/ledger";
import { declareChanges, type DeclaredChange, withdrawDeclared } from "@dinhdanh/population";
import type { CommuneIndex } from "@dinhdanh/territory";

const submitted: ReadonlySet<string> = new Set(["dossier.collected", "dossier.resubmitted"]);
const ended: ReadonlySet<string> = new Set(["dossier.withdrawn", "dossier.refused"]);

/**
 * Makes proposals of what a dossier declares to have changed (DC01, DC02), in the transaction that records its submission: the chief of the commune decides
 * them, and whoever submitted does not. A dossier that ends takes them back. Acts of files carry no dossierId: nothing is declared there.
 * @param ledger that records the proposals; the one that this projection is given to
 */
export function proposeDeclared(units: CommuneIndex, ledger: () => Ledger): Projection {
  return async (tx, acts) => {
    for (const act of acts) {
      const dossierId = act.payload?.["dossierId"];
      if (typeof dossierId !== "string" || act.officer === null) continue;
      const of = { personId: act.subjectId, dossierId, officer: { code: act.officer }, unit: act.unit };
      const deps = { ledger: ledger(), units };
      if (ended.has(act.kind)) await withdrawDeclared(tx, deps, of);
      if (!submitted.has(act.kind)) continue;
      const changes = (act.payload?.["changes"] ?? []) as DeclaredChange[];
      // of a first submission there is nothing to take back
      if (changes.length === 0 && act.kind === "dossier.collected") continue;
      await declareChanges(tx, deps, { ...of, declaredOn: dayOfAct(act), changes });
    }
  };
}

const dayOfAct = (act: Act) => dayOf(calendarDay(Date.parse(act.occurredAt)));
