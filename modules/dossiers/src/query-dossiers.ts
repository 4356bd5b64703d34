import { accept, type Actor, dayNumber, type Outcome, refuse } from "@dinhdanh/kernel";
import { may } from "@dinhdanh/staff";
import { countryId } from "@dinhdanh/territory";
import { type DossierPage, type DossierQuery, type DossierRefusal, dossierStates, openStates } from "./contract.ts";
import { approvalHolds } from "./declared.ts";
import type { DossierDeps } from "./deps.ts";
import { countDossiers, listDossiers } from "./store/lists.ts";
import { reaches } from "./store/dossiers.ts";
import { awaitsApproval, dossierRow, logDossierReads } from "./view-dossier.ts";

/**
 * A queue: dossiers of a unit by state, cause, lateness. Without a unit: of the whole territory of the actor. Everybody on the page can see that
 * they were. Refusals, in the order checked: `not-permitted`, `unit-not-found`, `outside-territory`.
 */
export async function queryDossiers(deps: DossierDeps, actor: Actor, query: DossierQuery): Promise<Outcome<DossierPage, DossierRefusal>> {
  if (!may(actor, "read-people")) return refuse("not-permitted");
  const asker = { actor, today: deps.ledger.clock.today() };
  const unitId = query.unit === undefined ? countryId : deps.units.last(query.unit, dayNumber(asker.today))?.unitId;
  if (unitId === undefined) return refuse("unit-not-found", { unit: query.unit ?? "" });
  if (query.unit !== undefined && !(await reaches(deps.sql, asker, unitId))) return refuse("outside-territory");
  const { cause, overdue, manualReview, personId } = query;
  const asked = query.states ?? dossierStates;
  const states = overdue ? asked.filter((state) => openStates.includes(state)) : asked;
  const selection = { ...asker, unitId, states, cause, overdue, manualReview, personId };
  const total = await countDossiers(deps.sql, selection);
  const listed = await listDossiers(deps.sql, selection, query.offset, query.limit);
  await logDossierReads(deps, actor, query.purpose, { view: "dossier-list", people: listed });
  const holds = await approvalHolds(deps.sql, deps, listed.filter(({ state }) => awaitsApproval.includes(state))); // prettier-ignore
  return accept({ total, dossiers: listed.map((one) => dossierRow(deps, one, holds.get(one.dossierId) ?? null)) });
}
