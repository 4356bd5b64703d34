/** The figures of article-figures.tsv for Hà Nam, counted from the written files (recount.ts). */
import { eligibleAt, figuresAt, NEVER_TEXT, type Counted, type Figure } from "./recount.ts";

export interface HaNamFigures {
  readonly complete: ReadonlyMap<string, readonly string[]>;
  readonly province: ReadonlyMap<string, Figure>;
  readonly communes: ReadonlyMap<string, ReadonlyMap<string, Figure>>;
  /** Reached on the last day, by kind of act. */
  readonly reached: ReadonlyMap<string, number>;
  readonly pupils: Figure;
  readonly expedition: {
    readonly dossiers: number;
    readonly teams: number;
    readonly officers: number;
    readonly otherActs: number;
    readonly atHome: number;
  };
  /** Communes that were complete on a day and not on a later one of the period. */
  readonly relapsed: readonly string[];
}

const KINDS = [
  "dossier.collected",
  "dossier.approved",
  "card.printed",
  "card.handed-over",
  "eid.requested",
  "eid.approved",
  "eid.activated",
  "archive.digitised",
] as const;
const LAST = "2023-04-22";

function april(day: number): string {
  return `2023-04-${String(day).padStart(2, "0")}`;
}

/** Days on which completion is looked at: 8-31 March and 1-22 April. */
const WATCHED = [
  "2023-02-28",
  ...Array.from({ length: 24 }, (_, i) => `2023-03-${String(i + 8).padStart(2, "0")}`),
  ...Array.from({ length: 22 }, (_, i) => april(i + 1)),
];

function pupils(people: readonly Counted[], communes: ReadonlySet<string>): Figure {
  const on = "2023-03-31";
  const figure = { eligible: 0, collected: 0 };
  for (const person of people) {
    const born = Number(/\d{4}/.exec(person.row["birthDate"] ?? "")?.[0]);
    if (born < 2004 || born > 2008 || !communes.has(eligibleAt(person, on) ?? "")) continue;
    figure.eligible++;
    if ((person.days.get("dossier.collected") ?? NEVER_TEXT) <= on) figure.collected++;
  }
  return figure;
}

function expedition(people: readonly Counted[], communes: ReadonlySet<string>): HaNamFigures["expedition"] {
  const teams = new Set<string>();
  const officers = new Set<string>();
  let dossiers = 0;
  let otherActs = 0;
  let atHome = 0;
  for (const person of people) {
    for (const act of person.acts) {
      const day = act["occurredAt"]!.slice(0, 10);
      if (!act["team"]!.startsWith("LD-") || day < april(6) || day > april(8)) continue;
      if (act["kind"] !== "dossier.collected") otherActs++;
      else dossiers++;
      if (person.row["residenceStatus"] !== "away-in-country" || communes.has(act["unit"]!)) atHome++;
      teams.add(act["team"]!);
      officers.add(act["officer"]!);
    }
  }
  return { dossiers, teams: teams.size, officers: officers.size, otherActs, atHome };
}

export function haNamFigures(everyone: ReadonlyMap<string, Counted>, communes: ReadonlySet<string>): HaNamFigures {
  const people = [...everyone.values()];
  const complete = new Map<string, readonly string[]>();
  const province = new Map<string, Figure>();
  const byCommune = new Map<string, ReadonlyMap<string, Figure>>();
  const relapsed = new Set<string>();
  let before: readonly string[] = [];
  for (const day of WATCHED) {
    const figures = new Map([...figuresAt(people, day)].filter(([unit]) => communes.has(unit)));
    const now = [...figures].filter(([, figure]) => figure.collected >= figure.eligible).map(([unit]) => unit);
    for (const unit of before) if (!now.includes(unit)) relapsed.add(unit);
    before = now;
    complete.set(day, now.toSorted());
    byCommune.set(day, figures);
    const total = { eligible: 0, collected: 0 };
    for (const figure of figures.values()) {
      total.eligible += figure.eligible;
      total.collected += figure.collected;
    }
    province.set(day, total);
  }
  const reached = new Map<string, number>(KINDS.map((kind) => [kind, 0]));
  for (const person of people) {
    if (!communes.has(eligibleAt(person, LAST) ?? "")) continue;
    for (const kind of KINDS) if (person.days.has(kind)) reached.set(kind, reached.get(kind)! + 1);
  }
  return {
    complete,
    province,
    communes: byCommune,
    reached,
    pupils: pupils(people, communes),
    expedition: expedition(people, communes),
    relapsed: [...relapsed],
  };
}
