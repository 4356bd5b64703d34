import type { Day } from "./calendar.ts";
import type { CollectionCurve } from "./quantile.ts";
import type { Destination } from "./residence.ts";
import type { Scenario } from "./scenario.ts";
import type { Commune } from "./territory-tree.ts";

/** What has to come true in one commune. */
export interface CommunePlan {
  readonly commune: Commune;
  /** Eligible citizens on `countedOn`. */
  readonly eligible: number;
  readonly countedOn: Day;
  readonly completeOn: Day;
  readonly pushFrom: Day;
  readonly lateShare: number;
  readonly curve: CollectionCurve;
  /** Where its people stand on the sequences of quantile.ts. */
  readonly offset: number;
  /** Its people among the expedition's, which are numbered through the province from `firstExpeditionist`. */
  readonly expeditionists: number;
  readonly firstExpeditionist: number;
  readonly exclusions: number;
  readonly faultyRows: number;
}

/** What the people of every commune of the province share. */
export interface ProvincePlan {
  readonly province: string;
  readonly seed: number;
  readonly scenario: Scenario;
  readonly communes: readonly CommunePlan[];
  /** Completion by commune code: people who move away from it later have been collected by then. */
  readonly completeOn: ReadonlyMap<string, Day>;
  readonly neighbourCommunes: readonly Commune[];
  readonly destinations: readonly Destination[];
}
