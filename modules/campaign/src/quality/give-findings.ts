import { createHash } from "node:crypto";
import { accept, type Actor, newId, type Outcome, refuse } from "@dinhdanh/kernel";
import type { Ledger } from "@dinhdanh/ledger";
import { retrying, type Sql, type Tx } from "@dinhdanh/postgres";
import { may, officerNames } from "@dinhdanh/staff";
import type { z } from "zod";
import type { PeopleDeps } from "../people-deps.ts";
import { unitInBorders } from "../scope.ts";
import { findGiving, insertGiving, moveOwners } from "../store/findings-given.ts";
import { countOf, type FindingScope, findingsToMove, type OwnedFinding } from "../store/quality.ts";
import { isInCharge, ownAct } from "./own-finding.ts";
import { type FindingChoice, type GivingPreview, type givingRequestSchema, mostGiven } from "./quality-contract.ts";

/** `of`: how many were chosen; those that are not in `findings` stay as they are. */
type Chosen = { findings: OwnedFinding[]; of: number };
type Giving = z.output<typeof givingRequestSchema>;
type Given = { given: number; left: number };
type ChoiceRefusal = "nothing-chosen" | "not-permitted" | "officer-not-in-charge";
type GivingRefusal = ChoiceRefusal | "act-differs" | "changed-meanwhile";

/**
 * Which of the chosen findings would get another owner. Who may not `assign` moves what nobody has and what is their own, the others stay. Refusals, in
 * the order checked: `nothing-chosen`, `not-permitted`, `officer-not-in-charge` of all of them.
 */
async function choose(deps: PeopleDeps, actor: Actor, choice: FindingChoice): Promise<Outcome<Chosen, ChoiceRefusal>> {
  const { findings: only, officer, kind, owner } = choice;
  if (only?.length === 0) return refuse("nothing-chosen");
  const assigns = may(actor, "assign");
  if (officer !== null && officer !== actor.code && !assigns) return refuse("not-permitted");
  const { unit } = await unitInBorders(deps, choice);
  const scope: FindingScope = { actor, today: deps.clock.today(), unitId: unit?.unitId ?? -1, kind, owner, only };
  const findings = await findingsToMove(deps.sql, scope, { officer, assigns }, mostGiven);
  if (officer !== null && !(await isInCharge(deps, officer, peopleIn(findings)))) return refuse("officer-not-in-charge");
  return accept({
    findings,
    of: only === undefined ? await countOf(deps.sql, scope) : new Set(only.map((one) => JSON.stringify(one))).size,
  });
}

/** How many findings would be given, of which rules, whose they are now. Nothing is written. Refusals: see {@link choose}. */
export async function previewGiving(deps: PeopleDeps, actor: Actor, choice: FindingChoice): Promise<Outcome<GivingPreview, ChoiceRefusal>> {
  const chosen = await choose(deps, actor, choice);
  if (!chosen.ok) return chosen;
  const { findings, of } = chosen.value;
  const owners = tally(findings.map(({ owner }) => owner?.officer ?? null));
  const names = await officerNames(deps.sql, owners.flatMap(([officer]) => officer ?? [])); // prettier-ignore
  return accept({
    ...{ findings: findings.length, people: peopleIn(findings).length, left: of - findings.length, digest: digestOf(findings) },
    rules: tally(findings.map(({ kind }) => kind)).map(([kind, n]) => ({ kind, n })),
    owners: owners.map(([officer, n]) => ({ officer, name: officer === null ? null : (names.get(officer) ?? null), n })),
  });
}

/**
 * Gives the findings that were shown, each by an act as a single one, all in one transaction. The same `givingId` again changes nothing and is answered as
 * the first time. Refusals: `act-differs`, those of {@link choose}, `changed-meanwhile` when others than shown, or others' than shown, would be given.
 * @returns how many were given, and how many of those chosen stayed as they are
 */
export async function giveFindings(
  deps: PeopleDeps & { sql: Sql; ledger: Ledger },
  actor: Actor,
  request: Giving,
): Promise<Outcome<Given, GivingRefusal>> {
  const { givingId, shown, officer } = request;
  return retrying(deps.sql, async (tx) => {
    const done = await doneBefore(tx, actor, request);
    if (done !== undefined) return done;
    const chosen = await choose({ ...deps, sql: tx }, actor, request);
    if (!chosen.ok) return chosen;
    const { findings, of } = chosen.value;
    // what has changed may be what the same request, sent twice at once, has done meanwhile
    if (findings.length === 0 || digestOf(findings) !== shown) return (await doneBefore(tx, actor, request)) ?? refuse("changed-meanwhile");
    const counts = { given: findings.length, left: of - findings.length };
    const since = new Date(deps.clock.nowMs()).toISOString();
    await insertGiving(tx, { givingId, officer: actor.code, givenTo: officer, digest: shown, givenAt: since, ...counts });
    await moveOwners(tx, findings, officer === null ? null : { officer, since });
    const acts = findings.map((one) => ownAct(actor, since, { ...one, actId: newId(), officer }, one.owner));
    await deps.ledger.record(tx, acts.map((act) => ({ ...act, payload: { ...act.payload, givingId } }))); // prettier-ignore
    return accept(counts);
  });
}

/** The answer to a request whose id is known; undefined when it is not. */
async function doneBefore(tx: Tx, actor: Actor, { givingId, shown, officer }: Giving): Promise<Outcome<Given, "act-differs"> | undefined> {
  const done = await findGiving(tx, givingId);
  if (done === undefined) return undefined;
  const same = done.officer === actor.code && done.givenTo === officer && done.digest === shown;
  return same ? accept({ given: done.given, left: done.left }) : refuse("act-differs");
}

const peopleIn = (findings: readonly OwnedFinding[]): string[] => [...new Set(findings.map(({ personId }) => personId))];

/** SHA-256 of findings and whose they are, in whatever order. */
const digestOf = (findings: readonly OwnedFinding[]): string =>
  createHash("sha256")
    .update(
      JSON.stringify(
        findings.map(({ personId, kind, field, foundAt, owner }) => JSON.stringify([personId, kind, field, foundAt, owner])).sort(),
      ),
    ) // prettier-ignore
    .digest("hex");

/** How often each is there, the most frequent first. */
const tally = <T>(values: readonly T[]): [T, number][] =>
  [...Map.groupBy(values, (value) => value)].map(([value, all]): [T, number] => [value, all.length]).toSorted(([, a], [, b]) => b - a);
