import { accept, type Actor, dayNumber, type Outcome, refuse } from "@dinhdanh/kernel";
import { actsOf, type Ledger } from "@dinhdanh/ledger";
import type { Sql } from "@dinhdanh/postgres";
import { fieldIndex, holdsOn, NEVER, type Standing, standingOf } from "@dinhdanh/progress";
import type { Exclusion, ExclusionEnd } from "./contract.ts";
import type { PeopleDeps } from "./people-deps.ts";
import { idsInTerritory } from "./store/people-territory.ts";

export type ExclusionDeps = PeopleDeps & { sql: Sql; ledger: Ledger };
type Reach = "person-not-found" | "outside-territory";

/**
 * Leaves a person out of the net target, now, for a reason and with evidence. `actId` is made by who asks: the same again changes nothing.
 * Refusals, in the order checked: `person-not-found`, `outside-territory`, `already-collected`, `act-differs`.
 */
export async function excludePerson(
  deps: ExclusionDeps,
  actor: Actor,
  personId: string,
  { actId, reason, evidence }: Exclusion,
): Promise<Outcome<{ actId: string }, Reach | "already-collected" | "act-differs">> {
  const standing = await withinReach(deps, actor, personId);
  if (typeof standing === "string") return refuse(standing);
  if (holdsToday(deps, standing, "collected") && !(await isKnown(deps, personId, actId))) return refuse("already-collected");
  return record(deps, actor, standing, { actId, kind: "campaign.excluded", payload: { reason, evidence } });
}

/**
 * Takes a person back into the net target.
 * Refusals, in the order checked: `person-not-found`, `outside-territory`, `not-excluded`, `act-differs`.
 */
export async function endExclusion(
  deps: ExclusionDeps,
  actor: Actor,
  personId: string,
  { actId, evidence }: ExclusionEnd,
): Promise<Outcome<{ actId: string }, Reach | "not-excluded" | "act-differs">> {
  const standing = await withinReach(deps, actor, personId);
  if (typeof standing === "string") return refuse(standing);
  const { days } = standing;
  const inForce = days[fieldIndex.excludedOn] !== NEVER && days[fieldIndex.exclusionEndedOn] === NEVER;
  if (!inForce && !(await isKnown(deps, personId, actId))) return refuse("not-excluded");
  return record(deps, actor, standing, { actId, kind: "campaign.exclusion-ended", payload: { evidence } });
}

async function withinReach({ sql, clock }: ExclusionDeps, actor: Actor, personId: string): Promise<Standing | Reach> {
  const standing = await standingOf(sql, personId);
  if (standing === null) return "person-not-found";
  const today = clock.today();
  return (await idsInTerritory(sql, { actor, today }, [personId], today)).has(personId) ? standing : "outside-territory";
}

function holdsToday({ engine, clock }: ExclusionDeps, standing: Standing, key: string): boolean {
  const today = dayNumber(clock.today());
  return engine.compiled.some((measure) => measure.key === key && holdsOn(standing, measure, today));
}

/** What was accepted before is accepted again. */
const isKnown = async ({ sql }: ExclusionDeps, personId: string, actId: string) =>
  (await actsOf(sql, personId)).some((act) => act.actId === actId);

type Event = { actId: string; kind: string; payload: Record<string, string> };

async function record(
  { sql, ledger, units, clock }: ExclusionDeps,
  actor: Actor,
  { personId, stays }: Standing,
  event: Event,
): Promise<Outcome<{ actId: string }, "act-differs">> {
  const today = dayNumber(clock.today());
  const unitId = stays.find((stay) => stay.from <= today && today < stay.until)?.unitId ?? null;
  const unit = unitId === null ? null : (units.byId(unitId)?.code ?? null);
  const occurredAt = new Date(clock.nowMs()).toISOString();
  const act = { ...event, subjectId: personId, occurredAt, unit, officer: actor.code, team: null, device: null };
  if ((await sql.begin((tx) => ledger.record(tx, [act]))).length > 0) return accept({ actId: event.actId });
  const recorded = (await actsOf(sql, personId)).find(({ actId }) => actId === event.actId);
  const same = recorded?.kind === event.kind && Object.entries(event.payload).every(([key, value]) => recorded.payload?.[key] === value);
  return same ? accept({ actId: event.actId }) : refuse("act-differs");
}
