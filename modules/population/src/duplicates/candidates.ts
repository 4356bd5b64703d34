import { type Model, openScorer } from "@dinhdanh/linkage";
import type { Queryable } from "@dinhdanh/postgres";
import { vietnameseForms } from "@dinhdanh/vietnamese";
import { candidateRecords, latestLinkModel, linkColumns, type LinkRecord, recordsOfIntake } from "../store/linking.ts";
import { recordPairs } from "../store/pairs.ts";
import type { CandidatesQuery, ScoreExplanation } from "./contract.ts";
import { leastProbability, sayExplanation } from "./find-duplicates.ts";

/** Somebody who may be the person. */
export type Candidate = {
  personId: string;
  fullName: string;
  birthDate: string | null;
  probability: number;
  explanation: ScoreExplanation;
};

const mostShown = 10;

/**
 * Who in the register may be this person, likeliest first, at most 10: before a second record of somebody is made. Compares with those born on the
 * same day (or with day and month swapped, or known to the year or month only), of the same household, or with the same number.
 * @returns nobody before the register was searched for duplicates for the first time: only then is there a model to score with
 */
export async function candidatesFor(sql: Queryable, facts: CandidatesQuery, except?: string): Promise<Candidate[]> {
  const model = await latestLinkModel(sql);
  if (model === null) return [];
  return scored(sql, model as Model, recordOf(facts, except));
}

async function scored(sql: Queryable, model: Model, record: LinkRecord): Promise<Candidate[]> {
  const candidates = await candidateRecords(sql, {
    birthDates: datesLike(record.birthDate),
    householdId: record.householdId,
    pins: record.pin === undefined ? [] : [record.pin],
    except: record.id,
  });
  if (candidates.length === 0) return [];
  const explained = openScorer(model, vietnameseForms)(record, candidates);
  return candidates
    .flatMap((candidate, index) => {
      const score = explained[index];
      if (score === undefined || score.probability < leastProbability || candidate.id === undefined) return [];
      const { id: personId, fullName = "", birthDate = null } = candidate;
      return [{ personId, fullName, birthDate, probability: score.probability, explanation: sayExplanation(score) }];
    })
    .toSorted((a, b) => b.probability - a.probability)
    .slice(0, mostShown);
}

function recordOf(facts: CandidatesQuery, id: string | undefined): LinkRecord {
  const held: Record<string, unknown> = { ...facts, id, oldIds: facts.oldIds?.join(";") };
  return Object.fromEntries(linkColumns.map((name) => [name, held[name] as string | undefined])) as LinkRecord;
}

/** How a birth date may stand in another record of the person. */
export function datesLike(birthDate: string | undefined): string[] {
  if (birthDate === undefined) return [];
  const [year = "", month, day] = birthDate.split("-");
  if (month === undefined) return [year];
  if (day === undefined) return [birthDate, year];
  const swapped = Number(day) <= 12 && day !== month ? [`${year}-${day}-${month}`] : [];
  return [birthDate, ...swapped, `${year}-${month}`, year];
}

/** People of one file are compared one by one; of a larger file the next search of the whole register takes care. */
const mostOfFile = 1000;

/** Notes who of those whom a file has brought in may be somebody of the register. @returns pairs that were not known; null when the file is too large, or there is no model */
export async function checkImported(sql: Queryable, intakeId: string, foundAt: string): Promise<number | null> {
  const model = await latestLinkModel(sql);
  const records = model === null ? [] : await recordsOfIntake(sql, intakeId, mostOfFile + 1);
  if (model === null || records.length > mostOfFile) return null;
  let fresh = 0;
  for (const record of records) {
    const found = await scored(sql, model as Model, record);
    const pairs = found.map(({ personId, probability, explanation }) => ({
      ids: [record.id ?? "", personId] as const,
      probability,
      explanation,
    }));
    fresh += await recordPairs(sql, pairs, "import", foundAt);
  }
  return fresh;
}
