import { checkImported } from "./duplicates/candidates.ts";
import { createHash, hash } from "node:crypto";
import { newId } from "@dinhdanh/kernel";
import type { Act, IntakeKind, IntakeRow, Ledger, Verdict } from "@dinhdanh/ledger";
import type { Tx } from "@dinhdanh/postgres";
import { derivedId } from "@dinhdanh/territory";
import { searchKey } from "@dinhdanh/vietnamese";
import { residencesPutRight } from "./life/residences-put-right.ts";
import { takeUp } from "./numbers/blocks.ts";
import type { NumberKey } from "./numbers/number-key.ts";
import { findingKinds, rollRejections } from "./contract.ts";
import { type Claim, insertClaims } from "./store/claims.ts";
import { pinIn, type ReadRow, readRow, type RollContext } from "./read-row.ts";
import { column, type RollField, rollFields } from "./roll-fields.ts";
import {
  idsByNaturalKeys,
  idsByPins,
  insertFindings,
  insertNaturalKeys,
  insertNumbers,
  insertPeople,
  insertTold,
  forgetTold,
  type Known,
  knownByIds,
  type PersonRow,
  removePeople,
  takeFindings,
  toldIn,
} from "./store/people.ts";

export type RollOptions = {
  ledger: Ledger;
  context: RollContext;
  /** day whose unit codes the file uses, `yyyy-mm-dd`: codes are reused for other areas after a reform */
  unitsOn: string;
  officer: string;
  /** key of the buckets that numbers are given from: those of the file are taken up */
  numberKey: () => NumberKey;
};

/** The roll of a population, as a kind of file that {@link runIntake} imports. */
export function rollIntake(options: RollOptions): IntakeKind {
  return {
    kind: "roll",
    fields: rollFields,
    chunkRows: 1_000,
    reading: { unitsOn: options.unitsOn },
    rejections: rollRejections,
    findings: findingTexts,
    keysOf: ({ values }) => rowKeys(values),
    finish: async (sql, intakeId) => {
      await forgetTold(sql, intakeId);
      return checkImported(sql, intakeId, new Date(options.ledger.clock.nowMs()).toISOString());
    },
    write: (tx, rows, intakeId) => new RollChunk(tx, options, intakeId).write(rows),
  };
}

const findingTexts = Object.fromEntries(Object.entries(findingKinds).map(([kind, { text }]) => [kind, text]));

type Candidate = ReadRow & { index: number; rowNo: number; digest: string; key: string; naturalKey: string | null };

/** One chunk of a roll, decided and written in one transaction. */
class RollChunk {
  readonly #tx: Tx;
  readonly #options: RollOptions;
  readonly #intakeId: string;
  readonly #people: PersonRow[] = [];
  readonly #replaced: string[] = [];
  readonly #numbers: { pin: string; personId: string }[] = [];
  readonly #naturalKeys: { key: string; personId: string }[] = [];
  readonly #findings: Parameters<typeof insertFindings>[1] = [];
  readonly #acts: Act[] = [];
  readonly #told: string[] = [];
  readonly #claims: Claim[] = [];
  /** person id → commune that a roll said and that was wrong */
  #putRight: ReadonlyMap<string, string> = new Map();
  #at = "";

  constructor(tx: Tx, options: RollOptions, intakeId: string) {
    this.#tx = tx;
    this.#options = options;
    this.#intakeId = intakeId;
  }

  async write(rows: IntakeRow[]): Promise<Verdict[]> {
    this.#at = new Date(this.#options.ledger.clock.nowMs()).toISOString();
    const verdicts = new Array<Verdict>(rows.length);
    const candidates: Candidate[] = [];
    rows.forEach((row, index) => {
      const read = readRow(row.values, this.#options.context);
      if ("reason" in read) verdicts[index] = rejected(read.field, read.reason);
      else candidates.push({ ...read, index, rowNo: row.rowNo, ...keysOf(read) });
    });
    const pinned = candidates.flatMap((c) => c.facts.pin ?? []);
    const byPin = await idsByPins(this.#tx, pinned);
    const byKey = await idsByNaturalKeys(
      this.#tx,
      candidates.flatMap((c) => c.naturalKey ?? []),
    );
    const ids = candidates.flatMap((c) => [
      c.personId,
      c.facts.pin === undefined ? undefined : byPin.get(c.facts.pin),
      byKey.get(c.naturalKey ?? ""),
    ]);
    const known = await knownByIds(this.#tx, [...new Set(ids.filter((id): id is string => typeof id === "string"))]);
    this.#putRight = await residencesPutRight(this.#tx, [...known.keys()]);
    for (const id of await toldIn(this.#tx, this.#intakeId, [...known.keys()])) {
      const person = known.get(id);
      if (person !== undefined) this.#markTold(known, person);
    }
    for (const candidate of candidates) verdicts[candidate.index] = this.#decide(candidate, byPin, byKey, known);
    await this.#flush();
    return verdicts;
  }

  #decide(row: Candidate, byPin: Map<string, string>, byKey: Map<string, string>, known: Map<string, Known>): Verdict {
    const { facts, digest } = row;
    const owner = facts.pin === undefined ? byKey.get(row.naturalKey ?? "") : byPin.get(facts.pin);
    if (owner !== undefined && row.personId !== null && owner !== row.personId) {
      if (!known.has(row.personId)) this.#claim(row, known.get(owner));
      return rejected("personId", "person-id-conflict");
    }
    const before = known.get(row.personId ?? owner ?? "");
    if (before === undefined) {
      const personId = this.#register(row);
      if (facts.pin !== undefined) byPin.set(facts.pin, personId);
      else if (row.naturalKey !== null) byKey.set(row.naturalKey, personId);
      known.set(personId, this.#knownNow(personId, row));
      return entered(row);
    }
    if (before.digest === digest) {
      this.#tell(known, before);
      return { kind: "unchanged" };
    }
    this.#claim(row, before);
    if (before.intakeId === this.#intakeId) return rejected("pin", "twice-in-file");
    keepWhatIsKnown(row, before);
    if (isOther(before, row)) return rejected("pin", "number-taken");
    this.#correct(before, row, facts.pin === undefined || facts.pin === before.pin || byPin.get(facts.pin) === before.personId);
    known.set(before.personId, this.#knownNow(before.personId, row));
    return entered(row);
  }

  /** A row of somebody else about a number that belongs to `owner`: refused, but kept to be decided about. */
  #claim(row: Candidate, owner: Known | undefined): void {
    const { facts, key, personId: recordId, rowNo } = row;
    if (owner === undefined || facts.pin === undefined || owner.pin !== facts.pin || !isOther(owner, row)) return;
    const { personId } = owner;
    const claimId = derivedId(`dinhdanh:number-claim:${personId}:${key}:${facts.birthDate ?? ""}`);
    const { unitsOn, officer } = this.#options;
    const [intakeId, claimedAt] = [this.#intakeId, this.#at];
    this.#claims.push({ ...{ personId, claimId, pin: facts.pin, searchKey: key, recordId: recordId === personId ? null : recordId }, ...{ facts: { ...facts }, unitsOn, intakeId, rowNo, claimedAt } }); // prettier-ignore
    const common = { occurredAt: claimedAt, unit: null, officer, team: null, device: null };
    // what the row says stays with the claim: it is not about the person whose act this is
    this.#acts.push({
      ...common,
      actId: claimId,
      subjectId: personId,
      kind: "person.number-claimed",
      payload: { claimId, intakeId, rowNo },
    });
  }

  #register(row: Candidate): string {
    const personId = row.personId ?? newId();
    this.#keep(personId, row);
    this.#act(personId, "person.registered", this.#stated(row));
    return personId;
  }

  /** The first row of this file about a person brought nothing new. */
  #tell(known: Map<string, Known>, person: Known): void {
    if (person.intakeId === this.#intakeId) return;
    this.#told.push(person.personId);
    this.#markTold(known, person);
  }

  /** Another row of this file about the person is a second one, whether the first brought news or not. */
  #markTold(known: Map<string, Known>, person: Known): void {
    known.set(person.personId, { ...person, intakeId: this.#intakeId });
  }

  #knownNow(personId: string, row: Candidate): Known {
    return {
      ...{ personId, pin: row.facts.pin ?? null, searchKey: row.key, birthDate: row.facts.birthDate ?? null },
      ...{ permanentUnit: row.facts.permanentUnit ?? null, diedOn: row.facts.diedOn ?? null, kept: {}, digest: row.digest },
      intakeId: this.#intakeId,
    };
  }

  #keep(personId: string, row: Candidate, numbered = false): void {
    const { facts, digest, key } = row;
    this.#people.push({ personId, facts, searchKey: key, digest, intakeId: this.#intakeId });
    if (facts.pin !== undefined && !numbered) this.#numbers.push({ pin: facts.pin, personId });
    if (row.naturalKey !== null) this.#naturalKeys.push({ key: row.naturalKey, personId });
    for (const finding of row.findings) {
      this.#findings.push({ personId, ...finding, conflict: findingKinds[finding.kind].conflict, foundAt: this.#at });
    }
  }

  /** A later row about a known person: a correction, and a move when the commune differs, but not when it repeats what was put right since. */
  #correct(before: Known, row: Candidate, numbered: boolean): void {
    this.#replaced.push(before.personId);
    this.#keep(before.personId, { ...row, naturalKey: null }, numbered);
    this.#act(before.personId, "person.corrected", this.#stated(row));
    const to = row.facts.permanentUnit;
    if (to !== undefined && to !== before.permanentUnit && to !== this.#putRight.get(before.personId)) {
      this.#act(before.personId, "person.moved", { fromUnit: before.permanentUnit, toUnit: to });
    }
  }

  /** What an act says: the facts, and in which way the row was wrong that they do not show. */
  #stated({ facts, findings }: Candidate): Record<string, unknown> {
    const flaws = findings.filter(({ kind }) => findingKinds[kind].of === "row").map(({ kind }) => kind);
    return { ...facts, unitsOn: this.#options.unitsOn, ...(flaws.length === 0 ? {} : { flaws }) };
  }

  #act(subjectId: string, kind: string, payload: Record<string, unknown>): void {
    const { officer } = this.#options;
    this.#acts.push({ actId: newId(), subjectId, kind, occurredAt: this.#at, unit: null, officer, team: null, device: null, payload });
  }

  /** A finding that was there before keeps its age. */
  async #flushFindings(): Promise<void> {
    const kept = new Set(this.#replaced.length === 0 ? [] : this.#findings.map(keyOf));
    const stood = await takeFindings(this.#tx, this.#replaced, kept, this.#at);
    for (const finding of this.#findings) finding.foundAt = stood.get(keyOf(finding)) ?? finding.foundAt;
    await insertFindings(this.#tx, this.#findings);
  }

  async #flush(): Promise<void> {
    await removePeople(this.#tx, this.#replaced);
    await insertPeople(this.#tx, this.#people);
    await insertNumbers(this.#tx, this.#numbers);
    await takeUp(this.#tx, this.#options.numberKey, this.#numbers.map(({ pin }) => pin)); // prettier-ignore
    await insertNaturalKeys(this.#tx, this.#naturalKeys);
    await this.#flushFindings();
    await insertTold(this.#tx, this.#intakeId, this.#told);
    await insertClaims(this.#tx, this.#claims);
    await this.#options.ledger.record(this.#tx, this.#acts);
  }
}

const keyOf = ({ personId, kind, field }: { personId: string; kind: string; field: string }) => `${personId} ${kind} ${field}`;

/** Name and birth date are both another: not the same person in other words. */
const isOther = (known: Known, { key, facts }: Candidate): boolean =>
  known.searchKey !== key && known.birthDate !== (facts.birthDate ?? null);

/** A roll that says nothing of a death does not raise the dead, one without a commune moves nobody away, one without a number takes none. */
function keepWhatIsKnown(row: Candidate, before: Known): void {
  const { facts } = row;
  if (facts.pin === undefined && before.pin !== null) {
    facts.pin = before.pin;
    row.findings = row.findings.filter(({ kind }) => kind !== "no-number");
  }
  Object.assign(facts, before.kept);
  if (facts.permanentUnit === undefined && before.permanentUnit !== null) facts.permanentUnit = before.permanentUnit;
  if (facts.diedOn === undefined && before.diedOn !== null) facts.diedOn = before.diedOn;
}

const entered = ({ findings }: Candidate): Verdict =>
  findings.length === 0 ? { kind: "accepted" } : { kind: "acceptedWithFindings", findings: findings.map(({ kind }) => kind) };
const rejected = (field: RollField, reason: string): Verdict => ({ kind: "rejected", field, reason });

/** By what a row may be about the same person as another one, before anything is checked. */
function rowKeys(values: readonly string[]): string[] {
  const cell = (field: RollField) => values[column[field]] ?? "";
  const keys = [pinIn(cell("pin")), cell("personId").toLowerCase()].filter((key) => key !== "");
  return keys.length > 0 ? keys : [`${searchKey(cell("fullName"))}|${cell("permanentUnit")}`];
}

function keysOf(row: ReadRow): { digest: string; key: string; naturalKey: string | null } {
  const { facts } = row;
  const key = searchKey(facts.fullName);
  const digest = hash("sha1", JSON.stringify([facts, row.findings]), "base64url");
  if (facts.pin !== undefined || row.personId !== null) return { digest, key, naturalKey: null };
  const parts = [key, facts.birthDate, facts.sex, facts.permanentUnit, facts.householdId, facts.address];
  return { digest, key, naturalKey: createHash("sha256").update(JSON.stringify(parts)).digest("hex") };
}
