import { type Clock, dayNumber, newId, repeat, type Repeated, type RepeatOptions } from "@dinhdanh/kernel";
import type { Act, Ledger } from "@dinhdanh/ledger";
import { type Sql, type Tx, withKeyedPlans } from "@dinhdanh/postgres";
import type { Facts } from "../contract.ts";
import { factsOfMany } from "../store/reads.ts";
import { concernedBy } from "./concerned-by.ts";
import { brokenRecordRules } from "./judge-facts.ts";
import { type FindingKind, qualityRules } from "./rules.ts";
import {
  addFindings,
  endedTx,
  findingsOfMany,
  firstTold,
  lockQuality,
  mendFindings,
  type NewFinding,
  setQualityTx,
  type StoredFinding,
  toldOf,
} from "./store/findings.ts";
import { registerFindings } from "./store/register-rules.ts";

export type QualityDeps = { sql: Sql; ledger: Ledger; clock: Clock };

/** Transactions looked at together: a chunk of a bulk import holds 1,000 people, a counter's act one. */
const transactionsAtOnce = 32;
/** Checked and written together: a request waits for the rules of so many at most, some 10 ms. */
const peopleAtOnce = 500;
/** Sealing waits for the oldest transaction: no check may take longer than a fraction of a second. */
const peopleInTransaction = 2000;
/** Transactions about other things after which it is noted that they need not be looked at again. */
const idleTransactions = 1000;

/** What a check found anew and what it found mended. */
export type Checked = { people: number; found: number; mended: number };

/**
 * Applies every rule to some people and to everybody whose findings a change of theirs may change, and writes what differs from the findings that stand. What
 * is found or resolved between records is an act; what is wrong with one record is a function of its facts, which are acts already. See `npm run bench -- quality`.
 */
export async function checkPeople(tx: Tx, { ledger, clock }: QualityDeps, ids: readonly string[]): Promise<Checked> {
  const [people, standing, between] = await withKeyedPlans(tx, async () => {
    const all = await concernedBy(tx, ids);
    return Promise.all([factsOfMany(tx, all), findingsOfMany(tx, all), registerFindings(tx, all)]);
  });
  const [stored, found] = [byPerson(standing), byPerson(between)];
  const change = new FindingChange();
  const day = dayNumber(clock.today());
  for (const [personId, facts] of people) change.compare(personId, facts, day, stored.get(personId) ?? [], found.get(personId) ?? []);
  await change.write(tx, ledger, new Date(clock.nowMs()).toISOString());
  return { people: people.size, ...change.counts() };
}

/**
 * Checks the next run of what the ledger was told of people, beside the recording. Killed in the middle, the same run is checked again.
 * @returns whether more waits
 */
export async function checkNext(deps: QualityDeps): Promise<boolean> {
  return deps.sql.begin(async (tx) => {
    const from = await lockQuality(tx);
    if (from === null) return false;
    const ended = await endedTx(tx);
    const start = from <= ended ? from : 0;
    const first = await firstTold(tx, start, Number.MAX_SAFE_INTEGER);
    // what is visible of transactions beside one that still runs is checked at once, and once more when that has ended
    const { to, ids } = first === null ? { to: ended, ids: [] } : await nextRun(tx, first);
    const until = Math.min(ended, to);
    for (let at = 0; at < ids.length; at += peopleAtOnce) await checkPeople(tx, deps, ids.slice(at, at + peopleAtOnce));
    if (first !== null || ended > start + idleTransactions) await setQualityTx(tx, until);
    return first !== null && to < ended;
  });
}

/** The people of the next transactions, of fewer when they are many. */
async function nextRun(tx: Tx, first: number): Promise<{ to: number; ids: string[] }> {
  let to = first + transactionsAtOnce;
  let ids = await toldOf(tx, first, to);
  while (ids.length > peopleInTransaction && to > first + 1) {
    to = first + Math.ceil((to - first) / 4);
    ids = await toldOf(tx, first, to);
  }
  return { to, ids };
}

/** Follows the ledger until stopped; a backlog is worked off without pause. */
export const startQualityChecks = (deps: QualityDeps, options: RepeatOptions): Repeated => repeat(() => checkNext(deps), options);

/** Whether a check says of every person whether the finding stands. */
const isDecided = (kind: string) => Object.hasOwn(qualityRules, kind) && qualityRules[kind as FindingKind].of !== "row";

type Between = { personId: string; kind: FindingKind; field: string; given: string };

/** What must be written so that the findings are those that the rules find. */
export class FindingChange {
  readonly #added: NewFinding[] = [];
  readonly #gone: StoredFinding[] = [];
  #found = 0;
  #mended = 0;

  /** What was found when a row was read stays until another row comes. */
  compare(personId: string, facts: Facts, day: number, stored: readonly StoredFinding[], between: readonly Between[]): void {
    const wanted = new Map<string, NewFinding>();
    const want = (kind: FindingKind, field: string, given: string) =>
      wanted.set(`${kind} ${field}`, { personId, kind, field, given, conflict: qualityRules[kind].conflict });
    for (const { kind, field, given, from } of brokenRecordRules(facts, day))
      if (from === undefined || from <= day) want(kind, field, given);
    for (const { kind, field, given } of between) want(kind, field, given);
    for (const finding of stored) {
      if (wanted.delete(`${finding.kind} ${finding.field}`) || !isDecided(finding.kind)) continue;
      this.#gone.push(finding);
    }
    this.#added.push(...wanted.values());
  }

  size(): number {
    return this.#added.length + this.#gone.length;
  }

  counts(): { found: number; mended: number } {
    return { found: this.#found, mended: this.#mended };
  }

  async write(tx: Tx, ledger: Ledger, at: string): Promise<void> {
    const acts = [...actsOf("finding.found", this.#added, at), ...actsOf("finding.resolved", this.#gone, at)];
    await mendFindings(tx, this.#gone, at);
    await addFindings(tx, this.#added, at);
    if (acts.length > 0) await ledger.record(tx, acts);
    this.#found += this.#added.length;
    this.#mended += this.#gone.length;
    this.#added.length = 0;
    this.#gone.length = 0;
  }
}

function actsOf(kind: "finding.found" | "finding.resolved", findings: readonly { personId: string; kind: string }[], at: string): Act[] {
  return findings
    .filter((finding) => qualityRules[finding.kind as FindingKind].of === "register")
    .map((finding) => ({
      ...{ actId: newId(), subjectId: finding.personId, kind, occurredAt: at, unit: null, officer: "system", team: null, device: null },
      payload: { kind: finding.kind },
    }));
}

export function byPerson<T extends { personId: string }>(findings: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const finding of findings) {
    const group = groups.get(finding.personId);
    if (group === undefined) groups.set(finding.personId, [finding]);
    else group.push(finding);
  }
  return groups;
}
