import type { Day } from "@dinhdanh/kernel";
import { searchKey } from "@dinhdanh/vietnamese";
import { countryId, existsOn, type Lineage, type UnitRow } from "../unit.ts";
import type { UnitLine } from "./read-file.ts";
import type { RowRefusal, UnitRowReason } from "./reasons.ts";

export type Plan = {
  opened: UnitRow[];
  /** units that were open and end */
  closed: UnitRow[];
  /** links that are new */
  lineage: Lineage[];
  /** rows that said nothing new */
  unchanged: number;
  refusals: RowRefusal[];
  /** every unit, in the state after the change */
  units: UnitRow[];
  allLineage: Lineage[];
};

const rank = { country: 0, province: 1, district: 2, commune: 3 } as const;

/**
 * What a file of units changes. Rows are taken by day, and within a day from provinces down, so a file may hold them in any order:
 * 1. predecessors end on the day; 2. the code must then be free; 3. the unit opens under a parent that exists on the day.
 * A row about a unit that is known may only add predecessors to it: that is how a unit left without a successor gets one.
 * What is not named as a predecessor goes on.
 */
export function planUnits(lines: readonly UnitLine[], units: readonly UnitRow[], lineage: readonly Lineage[]): Plan {
  const planner = new Planner(units, lineage);
  const seen = new Set<string>();
  const fresh = lines.filter((line) => {
    const key = line.code + line.validFrom;
    if (!seen.has(key)) return seen.add(key);
    planner.refuse(line, "code", "twice-in-file");
    return false;
  });
  const order = fresh.toSorted((a, b) =>
    a.validFrom === b.validFrom ? rank[a.level] - rank[b.level] || a.row - b.row : a.validFrom < b.validFrom ? -1 : 1,
  );
  const days = [...new Set(order.map(({ validFrom }) => validFrom))];
  for (const day of days) planner.applyDay(order.filter(({ validFrom }) => validFrom === day));
  return planner.plan();
}

class Planner {
  readonly #byCode = new Map<string, UnitRow[]>();
  readonly #units: UnitRow[] = [];
  readonly #lineage: Lineage[];
  readonly #linksFrom = new Map<number, Lineage[]>();
  readonly #knownUnits: number;
  readonly #knownLinks: number;
  readonly #closed: UnitRow[] = [];
  readonly #refusals: RowRefusal[] = [];
  #unchanged = 0;

  constructor(units: readonly UnitRow[], lineage: readonly Lineage[]) {
    for (const unit of units) this.#add({ ...unit });
    this.#lineage = [...lineage];
    for (const link of lineage) this.#linksFrom.set(link.fromId, [...(this.#linksFrom.get(link.fromId) ?? []), link]);
    this.#knownUnits = units.length;
    this.#knownLinks = lineage.length;
  }

  refuse(line: UnitLine, column: string, reason: UnitRowReason): void {
    this.#refusals.push({ row: line.row, column, reason });
  }

  applyDay(lines: readonly UnitLine[]): void {
    const sources = new Map(lines.map((line) => [line, this.#predecessors(line)]));
    for (const line of lines) for (const { unit } of sources.get(line) ?? []) this.#close(unit, line.validFrom);
    for (const line of lines) {
      const known = this.#bearers(line.code).find((unit) => unit.validFrom === line.validFrom);
      const unit = known === undefined ? this.#open(line) : this.#agreeing(known, line);
      if (unit === undefined) continue;
      const added = (sources.get(line) ?? []).filter((source) => this.#link(line, unit, source));
      if (known !== undefined && added.length === 0) this.#unchanged += 1;
    }
  }

  plan(): Plan {
    return {
      opened: this.#units.slice(this.#knownUnits),
      closed: this.#closed,
      lineage: this.#lineage.slice(this.#knownLinks),
      unchanged: this.#unchanged,
      refusals: this.#refusals.toSorted((a, b) => a.row - b.row),
      units: this.#units,
      allLineage: this.#lineage,
    };
  }

  #bearers(code: string): UnitRow[] {
    return this.#byCode.get(code) ?? [];
  }

  #add(unit: UnitRow): void {
    this.#units.push(unit);
    this.#byCode.set(unit.code, [...this.#bearers(unit.code), unit]);
  }

  #predecessors(line: UnitLine): { unit: UnitRow; whole: boolean }[] {
    const found: { unit: UnitRow; whole: boolean }[] = [];
    for (const { code, whole } of line.predecessors) {
      const earlier = this.#bearers(code).filter((unit) => unit.validFrom < line.validFrom);
      const unit = earlier.find(({ validUntil }) => validUntil === null || validUntil === line.validFrom);
      if (unit === undefined) this.refuse(line, "predecessors", earlier.length === 0 ? "predecessor-unknown" : "predecessor-ended");
      else if (!mayBecome(unit, line)) this.refuse(line, "predecessors", "predecessor-level");
      else found.push({ unit, whole });
    }
    return found;
  }

  #close(unit: UnitRow, day: Day): void {
    if (unit.validUntil !== null) return;
    unit.validUntil = day;
    this.#closed.push(unit);
  }

  #open(line: UnitLine): UnitRow | undefined {
    if (this.#bearers(line.code).some(({ validUntil }) => validUntil === null || validUntil > line.validFrom)) {
      this.refuse(line, "code", "code-in-use");
      return undefined;
    }
    const parentId = line.parent === null ? countryId : this.#parent(line, line.parent)?.unitId;
    if (parentId === undefined) return undefined;
    const { code, name, level, validFrom } = line;
    // ids have no gaps: the built-in tree numbers from 0 and imports number on
    const unit = { unitId: this.#units.length, code, name, level, parentId, validFrom, validUntil: null };
    this.#add(unit);
    return unit;
  }

  #parent(line: UnitLine, code: string): UnitRow | undefined {
    const parent = this.#bearers(code).find((unit) => existsOn(unit, line.validFrom));
    if (parent === undefined) this.refuse(line, "parent", "parent-unknown");
    else if (rank[parent.level] >= rank[line.level]) this.refuse(line, "parent", "parent-level");
    else return parent;
    return undefined;
  }

  #agreeing(known: UnitRow, line: UnitLine): UnitRow | undefined {
    const parent = this.#units[known.parentId ?? countryId];
    const same = known.level === line.level && searchKey(known.name) === searchKey(line.name) && parent?.code === (line.parent ?? "00");
    if (same) return known;
    this.refuse(line, "code", "already-known");
    return undefined;
  }

  /** @returns whether the link is new */
  #link(line: UnitLine, unit: UnitRow, source: { unit: UnitRow; whole: boolean }): boolean {
    const links = this.#linksFrom.get(source.unit.unitId) ?? [];
    const known = links.find(({ toId }) => toId === unit.unitId);
    if (known?.whole === source.whole) return false;
    if (known !== undefined || links.some(({ whole }) => whole) || (source.whole && links.length > 0)) {
      this.refuse(line, "predecessors", "predecessor-taken");
      return false;
    }
    const link = { fromId: source.unit.unitId, toId: unit.unitId, whole: source.whole, onDay: unit.validFrom };
    this.#lineage.push(link);
    this.#linksFrom.set(link.fromId, [...links, link]);
    return true;
  }
}

/** A unit goes into one of its own level; an island district without communes may also become a commune (the special zones of 2025). */
const mayBecome = (unit: UnitRow, line: UnitLine): boolean =>
  unit.level === line.level || (unit.level === "district" && line.level === "commune");
