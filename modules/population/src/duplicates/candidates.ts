import { type Explanation, type Model, openScorer } from "@dinhdanh/linkage";
import type { Queryable } from "@dinhdanh/postgres";
import { searchKey, vietnameseForms } from "@dinhdanh/vietnamese";
import { candidateRecords, lastDuplicateSearch, latestLinkModel, linkColumns, type LinkRecord, recordsOfIntake } from "../store/linking.ts";
import { recordPairs } from "../store/pairs.ts";
import type { CandidatesQuery, ScoreExplanation } from "./contract.ts";
import { leastProbability, sayExplanation } from "./find-duplicates.ts";

/** Somebody who may be the person. Without a score when the register was never searched for duplicates. */
export type Candidate = {
  personId: string;
  record: LinkRecord;
  probability: number | null;
  explanation: ScoreExplanation | null;
};

const mostShown = 10;

/**
 * Who is to be entered may as well be known as not. The prior of the search is another: that two records of the register are of one person, which
 * in a clean register is so rare that a namesake born on the same day would not be shown.
 */
const chanceKnown = 0.5;

/** Scores a record against candidates: undefined for whom nothing but what relatives share speaks. */
export type EntryScorer = (record: LinkRecord, candidates: readonly LinkRecord[]) => (Explanation | undefined)[];

/** The scorer of the latest model, by pool: opening one reads the model, and how common its values are. */
const opened = new WeakMap<Queryable, { trainedAt: string; scorer: EntryScorer }>();

/** Scores with the model of the last search for duplicates; null before the first. @param sql the pool, not a transaction */
export async function latestScorer(sql: Queryable): Promise<EntryScorer | null> {
  const trainedAt = await lastDuplicateSearch(sql);
  if (trainedAt === null) return null;
  const known = opened.get(sql);
  if (known?.trainedAt === trainedAt) return known.scorer;
  const latest = await latestLinkModel(sql);
  const scorer = entryScorer(latest.model as Model, latest.records);
  opened.set(sql, { trainedAt, scorer });
  return scorer;
}

/**
 * In a clean register hardly any pair shows how a record of one person differs from another, so the model knows little of it: a newborn of a household,
 * with an address that is written otherwise, would look like anybody there. So what is one's own (name, birth date, number, telephone) must speak for
 * one person by itself; what relatives share only adds.
 */
function entryScorer(model: Model, records: number): EntryScorer {
  const score = openScorer({ ...model, prior: chanceKnown / Math.max(records, 1) }, vietnameseForms);
  const own = new Set(model.comparisons.filter(({ shared }) => shared !== true).map(({ name }) => name));
  const ownWeight = ({ steps }: Explanation) =>
    steps.reduce((sum, step) => (own.has(step.comparison) ? sum + step.weight + step.frequency : sum), 0);
  return (record, candidates) => score(record, candidates).map((one) => (ownWeight(one) > 0 ? one : undefined));
}

/**
 * Who in the register may be this person, likeliest first, at most 10: before a second record of somebody is made. Compares with those born on the
 * same day (or with day and month swapped, or known to the year or month only), of the same household, or with the same number.
 * Before the register was searched for duplicates for the first time there is no model to score with: then those of the same name and date, or number.
 */
export const candidatesFor = async (sql: Queryable, facts: CandidatesQuery, except?: string): Promise<Candidate[]> =>
  likeFacts(sql, await latestScorer(sql), facts, except);

/** {@link candidatesFor} with a scorer that was opened before, within a transaction. */
export function likeFacts(sql: Queryable, scorer: EntryScorer | null, facts: CandidatesQuery, except?: string): Promise<Candidate[]> {
  const held: Record<string, unknown> = { ...facts, id: except, oldIds: facts.oldIds?.join(";") };
  const record = Object.fromEntries(linkColumns.map((name) => [name, held[name] as string | undefined])) as LinkRecord;
  return likeRecord(sql, scorer, record);
}

async function likeRecord(sql: Queryable, scorer: EntryScorer | null, record: LinkRecord): Promise<Candidate[]> {
  const dates = datesLike(record.birthDate);
  const candidates = await candidateRecords(sql, {
    days: dates.filter(({ length }) => length === 10),
    vague: dates.filter(({ length }) => length < 10),
    givenKey: searchKey(record.fullName ?? "").split(" ").at(-1) ?? "", // prettier-ignore
    householdId: record.householdId,
    pins: record.pin === undefined ? [] : [record.pin],
    except: record.id,
  });
  if (candidates.length === 0) return [];
  if (scorer === null) return candidates.filter((one) => isPlainly(record, one)).map((one) => ({ ...plain, personId: one.id ?? "", record: one })).slice(0, mostShown); // prettier-ignore
  const explained = scorer(record, candidates);
  return candidates
    .flatMap((one, index): Candidate[] => {
      const score = explained[index];
      const likely = score !== undefined && score.probability >= leastProbability;
      if (!likely && !isPlainly(record, one)) return [];
      if (score === undefined) return [{ ...plain, personId: one.id ?? "", record: one }];
      return [{ personId: one.id ?? "", record: one, probability: score.probability, explanation: sayExplanation(score) }];
    })
    .toSorted((a, b) => (b.probability ?? 0) - (a.probability ?? 0))
    .slice(0, mostShown);
}

const plain = { probability: null, explanation: null };

/** Shown whatever the score: that of a common name stays low among millions, and the officer sees at a glance that it is somebody else. */
const isPlainly = (a: LinkRecord, b: LinkRecord): boolean =>
  (a.pin !== undefined && a.pin === b.pin) ||
  (a.birthDate?.length === 10 && a.birthDate === b.birthDate && searchKey(a.fullName ?? "") === searchKey(b.fullName ?? ""));

/** How a birth date may stand in another record of the person. */
export function datesLike(birthDate: string | undefined): string[] {
  if (birthDate === undefined) return [];
  const [year = "", month, day] = birthDate.split("-");
  if (month === undefined) return [year];
  if (day === undefined) return [birthDate, year];
  const swapped = Number(day) <= 12 && day !== month ? [`${year}-${day}-${month}`] : [];
  return [birthDate, ...swapped, `${year}-${month}`, year];
}

/** People of one file are compared one by one; a larger one brings a search of the whole register. */
export const mostOfFile = 1000;
type FoundByFile = { duplicatePairs: number | null };

/** Notes who of those whom a file has brought in may be somebody of the register. @returns pairs that were not known, null when the file is too large; nothing when there is no model */
export async function checkImported(sql: Queryable, intakeId: string, foundAt: string): Promise<FoundByFile | undefined> {
  const scorer = await latestScorer(sql);
  if (scorer === null) return undefined;
  const records = await recordsOfIntake(sql, intakeId, mostOfFile + 1);
  if (records.length > mostOfFile) return { duplicatePairs: null };
  let fresh = 0;
  for (const record of records) {
    const found = await likeRecord(sql, scorer, record);
    const likely = found.filter(({ probability }) => (probability ?? 0) >= leastProbability);
    const pairs = likely.map(({ personId, probability, explanation }) => ({
      ids: [record.id ?? "", personId] as const,
      probability: probability ?? 0,
      explanation,
    }));
    fresh += await recordPairs(sql, pairs, "import", foundAt);
  }
  return { duplicatePairs: fresh };
}
