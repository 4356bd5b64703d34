import { copyOut, parseCopyField, type Queryable, type Tx } from "@dinhdanh/postgres";
import { searchKey } from "@dinhdanh/vietnamese";
import type { Facts } from "../contract.ts";
import type { Attribute } from "../life/attributes.ts";
import { type LifeAct, lifeKinds, type Statement, textOf, type Value } from "../life/fold-rules.ts";
import { factColumns, factNames } from "./reads.ts";

const columnOf = new Map(factNames.map((name, index) => [name, factColumns[index] ?? ""]));

/** What is stored of people, locked in order of id: two writers about one person follow each other. */
export async function lockPeople(tx: Tx, ids: readonly string[]): Promise<Map<string, Record<string, Value>>> {
  const rows = await tx`
    SELECT person_id, ${tx(factColumns)} FROM population.person WHERE person_id = ANY(${ids as string[]}::uuid[]) ORDER BY person_id FOR UPDATE`;
  return new Map(
    rows.map((row) => [
      String(row["person_id"]),
      Object.fromEntries(factNames.map((name, index) => [name, (row[factColumns[index] ?? ""] ?? null) as Value])),
    ]),
  );
}

/**
 * Every act about people that makes up their lives; by person. Person by person: in the middle of a first load the planner knows nothing of
 * the ledger, and would read all of it for a few hundred people.
 */
export async function lifeActs(sql: Queryable, ids: readonly string[]): Promise<Map<string, (LifeAct & { officer: string | null })[]>> {
  const rows = await sql`
    SELECT a.* FROM unnest(${ids}::uuid[]) AS p (id) CROSS JOIN LATERAL (
      SELECT subject_id, act_id, kind, occurred_at, recorded_at, officer, payload FROM ledger.act
      WHERE subject_id = p.id AND kind = ANY(${[...lifeKinds]}::text[]) OFFSET 0) a`;
  const acts = new Map<string, (LifeAct & { officer: string | null })[]>();
  for (const row of rows) {
    const act = {
      ...{ actId: String(row["act_id"]), kind: String(row["kind"]), occurredAt: String(row["occurred_at"]) },
      ...{ recordedAt: String(row["recorded_at"]), officer: row["officer"] as string | null },
      payload: row["payload"] as Record<string, unknown> | null,
    };
    const theirs = acts.get(String(row["subject_id"]));
    if (theirs === undefined) acts.set(String(row["subject_id"]), [act]);
    else theirs.push(act);
  }
  return acts;
}

/** People among `ids` of whom something was said of an attribute after the registration. */
export async function whoseFieldChanged(sql: Queryable, ids: readonly string[], field: Attribute): Promise<string[]> {
  const rows =
    await sql`SELECT DISTINCT person_id FROM population.history WHERE person_id = ANY(${ids as string[]}::uuid[]) AND field = ${field}`;
  return rows.map((row) => String(row["person_id"]));
}

/** Writes those attributes of a person that differ from what is stored. */
export async function updateFacts(tx: Tx, personId: string, changed: Partial<Record<Attribute, Value>>): Promise<void> {
  const set: Record<string, Value> = {};
  for (const [name, value] of Object.entries(changed)) set[columnOf.get(name) ?? ""] = value;
  if (changed.fullName !== undefined) set["search_key"] = searchKey(textOf(changed.fullName));
  await tx`UPDATE population.person SET ${tx(set)} WHERE person_id = ${personId}`;
}

export type HistoryRow = { personId: string } & Pick<Statement, "actId" | "field" | "value" | "validAt"> & { recordedAt: string };

/** The history of people as it is told now: a roll that comes late may make a statement of a later one superfluous. */
export async function replaceHistory(tx: Tx, ids: readonly string[], rows: readonly HistoryRow[]): Promise<void> {
  await tx`DELETE FROM population.history WHERE person_id = ANY(${ids}::uuid[])`;
  if (rows.length === 0) return;
  const column = <T>(of: (row: HistoryRow) => T) => rows.map(of);
  await tx`
    INSERT INTO population.history (person_id, act_id, field, value, valid_from, recorded_at)
    SELECT * FROM unnest(${column((row) => row.personId)}::uuid[], ${column((row) => row.actId)}::uuid[], ${column((row) => row.field)}::text[],
      ${column(({ value }) => (value === null ? null : textOf(value)))}::text[], ${column(({ validAt }) => validFrom(validAt))}::timestamptz[],
      ${column((row) => row.recordedAt)}::timestamptz[])
    ON CONFLICT (person_id, act_id, field) DO NOTHING`;
}

const validFrom = (validAt: number): string | null => (validAt === Number.NEGATIVE_INFINITY ? null : new Date(validAt).toISOString());

/** History as stored, a person at a time in order of the id: `act field value time` of each row, sorted. For recounts. */
export async function* allHistory(sql: Queryable): AsyncGenerator<{ personId: string; rows: string[] }> {
  const query = `SELECT person_id, act_id, field, value, floor(extract(epoch FROM valid_from) * 1000)::bigint FROM population.history ORDER BY person_id`;
  let group: { personId: string; rows: string[] } | undefined;
  for await (const lines of copyOut(sql, query)) {
    for (const line of lines) {
      const [personId = "", actId, field, value, validAt] = line.split("\t").map(parseCopyField);
      if (group !== undefined && group.personId !== personId) {
        yield group;
        group = undefined;
      }
      group ??= { personId: personId ?? "", rows: [] };
      group.rows.push(historyLine({ actId: actId ?? "", field: field as Attribute, value: value ?? null, validAt: validAt === null ? Number.NEGATIVE_INFINITY : Number(validAt) })); // prettier-ignore
    }
  }
  if (group !== undefined) yield group;
}

export const historyLine = ({ actId, field, value, validAt }: Pick<Statement, "actId" | "field" | "value" | "validAt">): string =>
  `${actId} ${field} ${value === null ? "none" : `=${textOf(value)}`} ${validAt}`;

/** Facts of the people who bear the numbers; of a merged record, of the one that stands for the person. */
export async function peopleByPins(sql: Queryable, pins: readonly string[]): Promise<Map<string, { personId: string; facts: Facts }>> {
  const rows = await sql`
    SELECT n.pin AS given, p.person_id, ${sql(factColumns.map((column) => `p.${column}`))}
    FROM population.number n LEFT JOIN population.merge m ON m.absorbed_id = n.person_id
    JOIN population.person p ON p.person_id = coalesce(m.survivor_id, n.person_id) WHERE n.pin = ANY(${pins as string[]}::text[])`;
  return new Map(rows.map((row) => [String(row["given"]), { personId: String(row["person_id"]), facts: namedFacts(row) }]));
}

/** Living people of a household as it stands, in order of the id; a record that was taken up in another is nobody beside them. */
export async function membersOf(sql: Queryable, householdId: string): Promise<{ personId: string; facts: Facts }[]> {
  const rows = await sql`
    SELECT person_id, ${sql(factColumns)} FROM population.person p WHERE household_id = ${householdId} AND died_on IS NULL
      AND NOT EXISTS (SELECT FROM population.merge m WHERE m.absorbed_id = p.person_id) ORDER BY person_id LIMIT 200`;
  return rows.map((row) => ({ personId: String(row["person_id"]), facts: namedFacts(row) }));
}

function namedFacts(row: Record<string, unknown>): Facts {
  const facts: Record<string, unknown> = {};
  factColumns.forEach((column, index) => {
    if (row[column] !== null && row[column] !== undefined) facts[factNames[index] ?? ""] = row[column];
  });
  return facts as unknown as Facts;
}

/** Everyone of whom the given descend, as far as numbers tell; stops after as many generations as a century has. */
export async function ancestorPins(sql: Queryable, pins: readonly string[]): Promise<Set<string>> {
  const found = new Set(pins);
  let generation = [...pins];
  for (let depth = 0; depth < 8 && generation.length > 0; depth += 1) {
    const people = await peopleByPins(sql, generation);
    const parents = [...people.values()].flatMap(({ facts }) => [facts.fatherPin, facts.motherPin]);
    generation = parents.filter((pin): pin is string => pin !== undefined && !found.has(pin));
    for (const pin of generation) found.add(pin);
  }
  return found;
}
