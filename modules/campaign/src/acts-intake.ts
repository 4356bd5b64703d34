import { type Act, type IntakeKind, type IntakeRow, knownActs, type Ledger, occurredDay, type Verdict } from "@dinhdanh/ledger";
import { existingIds, idsByPins, survivorsOf } from "@dinhdanh/population";
import type { Tx } from "@dinhdanh/postgres";
import type { CommuneIndex } from "@dinhdanh/territory";
import { actFields, actRejections, readAct, type ReadAct, subjectOf } from "./read-act.ts";

export type ActsOptions = { ledger: Ledger; units: CommuneIndex };

/** Acts that other systems report, as a kind of file that `runIntake` imports. An act whose id is known is unchanged. */
export function actsIntake(options: ActsOptions): IntakeKind {
  return {
    kind: "acts",
    fields: actFields,
    chunkRows: 8_000,
    rejections: actRejections,
    subjectOf: ({ values }) => subjectOf(values),
    write: (tx, rows) => writeActs(tx, options, rows),
  };
}

async function writeActs(tx: Tx, { ledger, units }: ActsOptions, rows: IntakeRow[]): Promise<Verdict[]> {
  const nowMs = ledger.clock.nowMs();
  const read = rows.map((row) => readAct(row.values, nowMs));
  const acts = read.filter((row): row is ReadAct => "actId" in row);
  const byPin = await idsByPins(tx, distinct(acts.map((act) => act.pin)));
  const people = await existingIds(tx, distinct(acts.map((act) => act.personId)));
  const accepted: Act[] = [];
  const verdicts: (Verdict | Act)[] = read.map((row) => {
    if (!("actId" in row)) return { kind: "rejected", ...row };
    const { personId, pin } = row;
    const owner = pin === "" ? personId : byPin.get(pin);
    if (owner === undefined) return rejected("pin", "person-unknown");
    if (personId !== "" && !people.has(personId)) return rejected("personId", "person-unknown");
    if (personId !== "" && owner !== personId) return rejected("pin", "person-conflict");
    const missing = row.kind === "person.moved" ? unknownCommune(units, row) : undefined;
    if (missing !== undefined) return rejected(missing, "unit-unknown");
    // written out: a spread of a million rows costs a second
    const { actId, kind, occurredAt, unit, officer, team, device, payload } = row;
    const act: Act = { actId, subjectId: owner, kind, occurredAt, unit, officer, team, device, payload };
    accepted.push(act);
    return act;
  });
  await followMerges(tx, accepted);
  const recorded = await ledger.record(tx, accepted);
  const fresh = recorded === accepted ? null : new Set(recorded);
  return verdicts.map((verdict) => {
    if (!("actId" in verdict)) return verdict;
    return fresh === null || fresh.has(verdict) ? entered : unchanged;
  });
}

/**
 * What is reported about a record that was merged since happened to the person whom another record stands for now. An act that the ledger had
 * before the merge stays where it is: the same again changes nothing.
 */
async function followMerges(tx: Tx, acts: Act[]): Promise<void> {
  const survivors = await survivorsOf(tx, [...new Set(acts.map((act) => act.subjectId))]);
  if (survivors.size === 0) return;
  const merged = acts.filter((act) => survivors.has(act.subjectId));
  const known = await knownActs(tx, merged);
  for (const act of merged) if (!known.has(act.subjectId + act.actId)) act.subjectId = survivors.get(act.subjectId) ?? act.subjectId;
}

const entered: Verdict = { kind: "accepted" };
const unchanged: Verdict = { kind: "unchanged" };
const rejected = (field: string, reason: string): Verdict => ({ kind: "rejected", field, reason });

const distinct = (texts: string[]) => [...new Set(texts)].filter((text) => text !== "");

function unknownCommune(units: CommuneIndex, act: ReadAct): "fromUnit" | "toUnit" | undefined {
  const day = occurredDay(act);
  return (["fromUnit", "toUnit"] as const).find((key) => units.resolve(String(act.payload?.[key]), day) === undefined);
}
