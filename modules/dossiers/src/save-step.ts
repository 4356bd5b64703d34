import { isDeepStrictEqual } from "node:util";
import { accept, type Actor, type Outcome, refuse } from "@dinhdanh/kernel";
import type { Tx } from "@dinhdanh/postgres";
import { may } from "@dinhdanh/staff";
import { type DossierRefusal, type SavedStep, type SaveStep, type StepKey, stepSchemas } from "./contract.ts";
import { type DossierDeps, nowOf } from "./deps.ts";
import { stepsOf, writeStep } from "./store/contents.ts";
import { type Dossier, findDossier } from "./store/dossiers.ts";

/**
 * Saves a step of the wizard, so that a browser that dies loses nothing. A save whose answer was lost may be sent again.
 * Refusals, in the order checked: `not-permitted`, `step-invalid`, `dossier-not-found`, `outside-territory`, `dossier-<state>`, `version-stale`.
 */
export async function saveStep(
  deps: DossierDeps,
  actor: Actor,
  where: { dossierId: string; step: StepKey },
  request: SaveStep,
): Promise<Outcome<SavedStep, DossierRefusal>> {
  const content = stepSchemas[where.step].safeParse(request.content);
  if (may(actor, "collect") && !content.success) {
    const fields = [...new Set(content.error.issues.map((issue) => issue.path.join(".") || issue.code))];
    return refuse("step-invalid", { fields: fields.join(", ") });
  }
  return editing(deps, actor, where.dossierId, async (tx, dossier) => {
    const known = (await stepsOf(tx, dossier)).find((one) => one.step === where.step);
    const version = request.version + 1;
    const savedAt = nowOf(deps);
    if (known !== undefined && isDeepStrictEqual(known.content, content.data)) {
      const { step, savedAt: since } = known;
      // unchanged, it stays what was signed; signing again is an act of its own
      const isUnchanged = known.version === request.version && step !== "signatures";
      if (isUnchanged || known.version === version) return accept({ step, version: known.version, savedAt: since });
    }
    if ((known?.version ?? 0) !== request.version) return refuse("version-stale", { version: known?.version ?? 0 });
    const step = { step: where.step, version, content: content.data as Record<string, unknown>, savedAt, savedBy: actor.code };
    await writeStep(tx, dossier, step);
    return accept({ step: where.step, version, savedAt });
  });
}

/** Runs `edit` over a dossier that the actor may change now: a draft, or one returned to be mended. It is locked meanwhile. */
export async function editing<T>(
  { sql, ledger }: DossierDeps,
  actor: Actor,
  dossierId: string,
  edit: (tx: Tx, dossier: Dossier) => Promise<Outcome<T, DossierRefusal>>,
): Promise<Outcome<T, DossierRefusal>> {
  if (!may(actor, "collect")) return refuse("not-permitted");
  return sql.begin<Outcome<T, DossierRefusal>>(async (tx) => {
    const found = await findDossier(tx, { actor, today: ledger.clock.today() }, dossierId, true);
    if (found === undefined) return refuse("dossier-not-found");
    if (!found.inReach) return refuse("outside-territory");
    const { state } = found.dossier;
    return state === "draft" || state === "returned" ? edit(tx, found.dossier) : refuse(`dossier-${state}`);
  });
}
