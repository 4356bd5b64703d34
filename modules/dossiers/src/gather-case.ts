import { calendarDay, dayNumber } from "@dinhdanh/kernel";
import { type Facts, factsOfEach, findingsOfEach } from "@dinhdanh/population";
import type { Queryable } from "@dinhdanh/postgres";
import { isBelow } from "@dinhdanh/territory";
import type { Case } from "./check-case.ts";
import type { DossierDeps } from "./deps.ts";
import { type StatedResidence, statedResidences } from "./store/acts.ts";
import { capturesOfEach, stepsOfEach } from "./store/contents.ts";
import type { Dossier } from "./store/dossiers.ts";

/** A dossier to be checked, beside the person's others, what the matcher says and what a look at the portrait found. */
export type ToCheck = { dossier: Dossier; others: readonly Dossier[]; biometrics: Pick<Case, "matches" | "portrait"> };

/** Reads what the checks look at. A person whom the register has lost is a bug elsewhere, and no reason to stop the line. */
export async function gatherCases(sql: Queryable, { units, ports }: DossierDeps, all: readonly ToCheck[]): Promise<Case[]> {
  const dossiers = all.map((one) => one.dossier);
  const people = dossiers.map((one) => one.personId);
  // sent together: the connection answers one after the other, and nobody waits in between
  const [facts, steps, stated, findings, captures, cards] = await Promise.all([
    factsOfEach(sql, people),
    stepsOfEach(sql, dossiers),
    statedResidences(sql, people),
    findingsOfEach(sql, people),
    capturesOfEach(sql, dossiers),
    ports.cardsInForce(sql, people),
  ]);
  return Promise.all(
    all.map(async ({ dossier, others, biometrics }) => {
      const { personId, dossierId } = dossier;
      const acts = stated.get(personId) ?? [];
      return {
        ...{ dossier, others, ...biometrics, steps: steps.get(dossierId) ?? [], facts: facts.get(personId) ?? unknownPerson },
        ...{ findings: findings.get(personId) ?? [], captures: captures.get(dossierId) ?? [], cards: cards.get(personId) ?? [] },
        correctedSince: acts.some((one) => one.kind === "person.corrected" && Date.parse(one.occurredAt) > Date.parse(dossier.occurredAt)),
        residences: await residencesAtOnce(sql, units, acts),
      };
    }),
  );
}

/** Not eligible, for want of a birth date. */
const unknownPerson: Facts = { fullName: "", sex: "unknown", residenceStatus: "no-contact" };

/** They say where somebody lives, whatever rolls said before. */
const settling = new Set(["person.moved", "person.amended"]);

/**
 * Communes stated by rolls since the last move or correction of a residence (DC02). The same commune under a later name, or what took it over, is one
 * residence.
 */
async function residencesAtOnce(sql: Queryable, units: DossierDeps["units"], stated: readonly StatedResidence[]): Promise<number[]> {
  const since = stated.findLastIndex((one) => settling.has(one.kind));
  const communes: number[] = [];
  for (const { unit, unitsOn, occurredAt, kind } of stated.slice(Math.max(since, 0))) {
    const day = settling.has(kind) ? calendarDay(Date.parse(occurredAt)) : dayNumber(unitsOn);
    const unitId = unit === null ? undefined : units.resolve(unit, day);
    if (unitId === undefined || communes.includes(unitId)) continue;
    const same = await Promise.all(communes.map(async (other) => (await isBelow(sql, unitId, other)) || isBelow(sql, other, unitId)));
    if (!same.includes(true)) communes.push(unitId);
  }
  return communes;
}
