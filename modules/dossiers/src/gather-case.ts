import { calendarDay, dayNumber } from "@dinhdanh/kernel";
import { type Facts, factsOf, findingsOf } from "@dinhdanh/population";
import type { Queryable } from "@dinhdanh/postgres";
import { isBelow } from "@dinhdanh/territory";
import type { Case } from "./check-case.ts";
import type { DossierDeps } from "./deps.ts";
import { type StatedResidence, statedResidences } from "./store/acts.ts";
import { capturesOf, stepsOf } from "./store/contents.ts";
import type { Dossier } from "./store/dossiers.ts";

/** Reads what the checks look at. @returns undefined when the register has lost the person: a bug elsewhere, and no reason to stop the line */
export async function gatherCase(
  sql: Queryable,
  { units, ports }: DossierDeps,
  dossier: Dossier,
  others: readonly Dossier[],
  biometrics: Pick<Case, "matches" | "portrait">,
): Promise<Case> {
  // sent together: the connection answers one after the other, and nobody waits in between
  const [facts = unknownPerson, steps, stated, findings, captures, cards] = await Promise.all([
    factsOf(sql, dossier.personId).then((known) => known ?? undefined),
    stepsOf(sql, dossier),
    statedResidences(sql, dossier.personId),
    findingsOf(sql, dossier.personId),
    capturesOf(sql, dossier),
    ports.cardsInForce(sql, dossier.personId),
  ]);
  return {
    ...{ dossier, others, facts, steps, ...biometrics },
    ...{ findings, captures, cards },
    correctedSince: stated.some((one) => one.kind === "person.corrected" && Date.parse(one.occurredAt) > Date.parse(dossier.occurredAt)),
    residences: await residencesAtOnce(sql, units, stated),
  };
}

/** Not eligible, for want of a birth date. */
const unknownPerson: Facts = { fullName: "", sex: "unknown", residenceStatus: "no-contact" };

/**
 * Communes stated by registrations and corrections since the last move. The same commune under a later name, or what took it over, is one
 * residence.
 */
async function residencesAtOnce(sql: Queryable, units: DossierDeps["units"], stated: readonly StatedResidence[]): Promise<number[]> {
  const since = stated.findLastIndex((one) => one.kind === "person.moved");
  const communes: number[] = [];
  for (const { unit, unitsOn, occurredAt, kind } of stated.slice(Math.max(since, 0))) {
    const day = kind === "person.moved" ? calendarDay(Date.parse(occurredAt)) : dayNumber(unitsOn);
    const unitId = unit === null ? undefined : units.resolve(unit, day);
    if (unitId === undefined || communes.includes(unitId)) continue;
    const same = await Promise.all(communes.map(async (other) => (await isBelow(sql, unitId, other)) || isBelow(sql, other, unitId)));
    if (!same.includes(true)) communes.push(unitId);
  }
  return communes;
}
