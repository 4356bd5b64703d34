import type { Day } from "./calendar.ts";
import type { CommunePlan, ProvincePlan } from "./commune-plan.ts";
import { CommunePeople } from "./people.ts";
import { CollectionCurve } from "./quantile.ts";
import { Random } from "./random.ts";
import { communesOfProvinces, destinationsFrom } from "./residence.ts";
import type { PinnedCommune, Scenario } from "./scenario.ts";
import { communesOfProvince, type Commune } from "./territory-tree.ts";

/** Divides a whole number by weights so that the parts add up to it (largest remainders). */
function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum === 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const parts = exact.map(Math.floor);
  let rest = total - parts.reduce((a, b) => a + b, 0);
  const byRemainder = exact.map((_, i) => i).toSorted((a, b) => exact[b]! - parts[b]! - (exact[a]! - parts[a]!) || a - b);
  for (const i of byRemainder) {
    if (rest-- <= 0) break;
    parts[i] = parts[i]! + 1;
  }
  return parts;
}

/** Relative size of a commune: towns are larger and differ more. */
function sizeWeight(commune: Commune, random: Random): number {
  const draw = random.unit() + random.unit();
  if (commune.kind === "ward") return 0.8 + draw * 0.9;
  return commune.kind === "township" ? 0.9 + draw * 0.6 : 0.55 + draw * 0.45;
}

/** Day of completion of each commune by rank, in the scenario's rhythm; the last is always the day of the snapshot. */
function completionDays(count: number, scenario: Scenario): Day[] {
  const total = scenario.completions.reduce((a, b) => a + b, 0);
  return Array.from({ length: count }, (_, rank) => {
    let reached = 0;
    const dayIndex = scenario.completions.findIndex((n) => (reached += n) / total > (rank + 0.5) / count);
    return rank === count - 1 ? scenario.on : scenario.pushFrom + dayIndex;
  });
}

type Shape = Omit<CommunePlan, "eligible" | "countedOn" | "expeditionists" | "firstExpeditionist" | "exclusions" | "faultyRows">;

/** When each commune completes and how much is left for the end there. */
function shapeCommunes(communes: readonly Commune[], scenario: Scenario, random: Random): Shape[] {
  const pinned = new Map(scenario.pinned.map((pin) => [pin.code, pin]));
  const ordinary = communes.filter((c) => !pinned.has(c.code)).map((c) => ({ code: c.code, rank: random.unit() }));
  const days = completionDays(ordinary.length, scenario);
  const dayOf = new Map(ordinary.toSorted((a, b) => a.rank - b.rank).map(({ code }, rank) => [code, days[rank]!]));
  const curves = new Map<Day, CollectionCurve>();
  return communes.map((commune) => {
    const pin = pinned.get(commune.code);
    const completeOn = pin?.completeOn ?? dayOf.get(commune.code)!;
    const pushFrom = pin?.pushFrom ?? scenario.pushFrom;
    const curve = curves.get(pushFrom) ?? new CollectionCurve(scenario.curve, pushFrom - 1);
    curves.set(pushFrom, curve);
    // A commune that is about to complete has fewer people left than one that needs three weeks more.
    const rest = 0.45 + (0.9 * (completeOn - scenario.pushFrom)) / Math.max(1, scenario.on - scenario.pushFrom);
    return { commune, completeOn, pushFrom, curve, offset: random.unit(), lateShare: pin?.lateShare ?? scenario.lateShare * rest };
  });
}

type Frame = Omit<ProvincePlan, "communes">;

/** Eligible people of a pinned commune on the day of the snapshot, found by letting them live. */
function eligibleAtTheEnd(plan: CommunePlan, province: ProvincePlan): number {
  let eligible = 0;
  for (const home of new CommunePeople(plan, province).households()) {
    for (let i = 0; i < home.size; i++) {
      const person = home.members[i]!;
      if (person.counted && person.eligibleIn(plan.commune.code, province.scenario.on)) eligible++;
    }
  }
  return eligible;
}

function withQuotas(sized: readonly CommunePlan[], scenario: Scenario): CommunePlan[] {
  const { expedition } = scenario;
  const weights = (chosen: (plan: CommunePlan) => boolean): number[] => sized.map((plan) => (chosen(plan) ? plan.eligible : 0));
  const ordinary = (plan: CommunePlan): boolean => plan.pushFrom === scenario.pushFrom;
  const afterExpedition = (plan: CommunePlan): boolean => expedition !== undefined && plan.completeOn >= expedition.from + expedition.days;
  const expeditionists = apportion(expedition?.dossiers ?? 0, weights(afterExpedition));
  const exclusions = apportion(scenario.exclusions, weights(ordinary));
  const faultyRows = apportion(scenario.faultyRows, weights(ordinary));
  let first = 0;
  return sized.map((plan, i) => {
    const firstExpeditionist = first;
    first += expeditionists[i]!;
    return { ...plan, expeditionists: expeditionists[i]!, firstExpeditionist, exclusions: exclusions[i]!, faultyRows: faultyRows[i]! };
  });
}

/** Sizes the communes so that exactly `eligible` people are eligible in the province on the day of the snapshot. */
export function planProvince(province: string, eligible: number, seed: number, scenario: Scenario): ProvincePlan {
  const communes = communesOfProvince(province);
  if (communes.length === 0) throw new Error(`no communes in province ${province}`);
  if (eligible < communes.length * 10)
    throw new Error(`at least ${communes.length * 10} eligible people are needed in province ${province}`);
  const random = new Random(`${seed}/${province}/plan`);
  const shapes = shapeCommunes(communes, scenario, random);
  const frame: Frame = {
    province,
    seed,
    scenario,
    completeOn: new Map(shapes.map((shape) => [shape.commune.code, shape.completeOn])),
    neighbourCommunes: communesOfProvinces(scenario.neighbours),
    destinations: destinationsFrom(province),
  };
  const pins = new Map(scenario.pinned.map((pin): [string, PinnedCommune] => [pin.code, pin]));
  const weights = shapes.map((shape) => sizeWeight(shape.commune, random));
  const noQuota = { expeditionists: 0, firstExpeditionist: 0, exclusions: 0, faultyRows: 0 };
  const draft = shapes.map((shape): CommunePlan => {
    const pin = pins.get(shape.commune.code);
    return { ...shape, ...noQuota, eligible: pin?.eligible ?? 0, countedOn: pin?.eligible === undefined ? scenario.on : pin.on };
  });
  let rest = eligible;
  const free = draft.map((plan, i) => {
    if (plan.eligible === 0) return weights[i]!;
    rest -= eligibleAtTheEnd(plan, { ...frame, communes: draft });
    return 0;
  });
  const sizes = apportion(rest, free);
  const sized = draft.map((plan, i) => (plan.eligible === 0 ? { ...plan, eligible: sizes[i]! } : plan));
  return { ...frame, communes: withQuotas(sized, scenario) };
}
