import type { Queryable } from "@dinhdanh/postgres";
import type { FindingKind } from "../rules.ts";
import { youngestParent } from "../rules/parent-too-young.ts";

/** A finding between records. `given` is empty or what both share; never another person's data. */
export type RegisterFinding = { personId: string; kind: FindingKind; field: string; given: string };

type Query = { field: string; sql: string };

/** What an officer does for somebody who comes in person. */
const personalActs = `'dossier.collected', 'eid.requested', 'eid.activated'`;

/** Of two records of one person that were merged, the one that was taken up says nothing about the other. */
const stands = (record: string) => `NOT EXISTS (SELECT FROM population.merge m WHERE m.absorbed_id = ${record}.person_id)`;

/**
 * SQL of each rule between records: `person_id`, `given`, from the people `p`. One text for all and for a few: every other record is reached
 * through a key (number, household, ledger) or, of everybody, by a hash join.
 */
const queries: Partial<Record<FindingKind, Query>> = {
  "two-heads": {
    field: "relation",
    sql: `SELECT p.person_id, p.household_id AS given FROM population.person p JOIN population.person o ON o.household_id = p.household_id
      WHERE p.relation = 'head' AND o.relation = 'head' AND o.person_id <> p.person_id AND p.died_on IS NULL AND o.died_on IS NULL AND ${stands("o")}`,
  },
  "household-in-two-communes": {
    field: "householdId",
    sql: `SELECT p.person_id, p.household_id AS given FROM population.person p JOIN population.person o ON o.household_id = p.household_id
      WHERE o.relation = 'head' AND o.person_id <> p.person_id AND p.died_on IS NULL AND o.died_on IS NULL
        AND p.permanent_unit <> o.permanent_unit AND ${stands("o")}`,
  },
  "number-of-another": {
    field: "pin",
    sql: `SELECT p.person_id, p.pin AS given FROM population.person p JOIN population.number n ON n.pin = p.pin WHERE n.person_id <> p.person_id`,
  },
  "parents-in-circle": {
    field: "fatherPin",
    sql: `SELECT p.person_id, '' AS given FROM population.person p
      JOIN population.number n ON n.pin IN (p.father_pin, p.mother_pin) JOIN population.person o ON o.person_id = n.person_id
      WHERE p.pin IS NOT NULL AND p.pin <> n.pin AND (p.pin IN (o.father_pin, o.mother_pin) OR EXISTS (
        SELECT FROM population.number m JOIN population.person q ON q.person_id = m.person_id
        WHERE m.pin IN (o.father_pin, o.mother_pin) AND p.pin IN (q.father_pin, q.mother_pin)))`,
  },
  "parent-died-before": {
    field: "motherPin",
    sql: `SELECT p.person_id, '' AS given FROM population.person p JOIN population.number n ON n.pin = p.mother_pin
      JOIN population.person o ON o.person_id = n.person_id WHERE length(p.birth_date) = 10 AND o.died_on::text < p.birth_date`,
  },
  "parent-born-late": {
    field: "motherPin",
    sql: `SELECT p.person_id, '' AS given FROM (
        SELECT person_id, birth_date, mother_pin AS parent FROM population.person UNION ALL SELECT person_id, birth_date, father_pin FROM population.person) p
      JOIN population.number n ON n.pin = p.parent JOIN population.person o ON o.person_id = n.person_id
      WHERE left(p.birth_date, 4)::int - left(o.birth_date, 4)::int < ${youngestParent}
        AND left(p.birth_date, 4)::int - (1900 + substr(p.parent, 4, 1)::int / 2 * 100 + substr(p.parent, 5, 2)::int) >= ${youngestParent}`,
  },
  "spouses-differ": {
    field: "spousePin",
    sql: `SELECT p.person_id, '' AS given FROM population.person p JOIN population.number n ON n.pin = p.spouse_pin
      LEFT JOIN population.merge m ON m.absorbed_id = n.person_id JOIN population.person o ON o.person_id = coalesce(m.survivor_id, n.person_id)
      LEFT JOIN population.number b ON b.pin = o.spouse_pin LEFT JOIN population.merge a ON a.absorbed_id = b.person_id
      LEFT JOIN population.merge own ON own.absorbed_id = p.person_id
      WHERE p.died_on IS NULL AND own.absorbed_id IS NULL
        AND (o.died_on IS NOT NULL OR coalesce(a.survivor_id, b.person_id) IS DISTINCT FROM p.person_id)`,
  },
  "acts-after-death": {
    field: "diedOn",
    sql: `SELECT p.person_id, '' AS given FROM population.person p JOIN ledger.act a ON a.subject_id = p.person_id
      WHERE p.died_on IS NOT NULL AND a.kind IN (${personalActs}) AND a.occurred_at >= (p.died_on + 1)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'`,
  },
  "unit-ended": {
    field: "permanentUnit",
    sql: `SELECT p.person_id, p.permanent_unit AS given FROM population.person p JOIN territory.unit u ON u.code = p.permanent_unit
      WHERE p.died_on IS NULL AND u.level = 'commune' AND u.valid_until IS NOT NULL
        AND NOT EXISTS (SELECT FROM territory.unit again WHERE again.code = u.code AND again.valid_from >= u.valid_until)
        AND NOT EXISTS (SELECT FROM territory.ancestor a JOIN territory.unit s ON s.unit_id = a.ancestor_id
          WHERE a.unit_id = u.unit_id AND s.level = 'commune' AND s.valid_from >= u.valid_until)`,
  },
};

/** Old numbers are looked up for a few; for everybody, counted. */
const ofFew: typeof queries = {
  ...queries,
  "old-number-shared": {
    field: "oldIds",
    sql: `SELECT p.person_id, o.old AS given FROM population.person p CROSS JOIN LATERAL unnest(p.old_ids) AS o (old)
      WHERE (EXISTS (SELECT FROM population.person s WHERE s.old_ids[1] = o.old AND s.person_id <> p.person_id AND ${stands("s")})
        OR EXISTS (SELECT FROM population.person s WHERE cardinality(s.old_ids) > 1 AND s.old_ids @> ARRAY[o.old] AND s.person_id <> p.person_id
          AND ${stands("s")}))`,
  },
};
const ofEverybody: typeof queries = {
  ...queries,
  "old-number-shared": {
    field: "oldIds",
    sql: `SELECT p.person_id, o.old AS given FROM population.person p CROSS JOIN LATERAL unnest(p.old_ids) AS o (old)
      JOIN (SELECT x.old, count(DISTINCT s.person_id) FILTER (WHERE m.absorbed_id IS NULL) AS standing FROM population.person s
        LEFT JOIN population.merge m ON m.absorbed_id = s.person_id CROSS JOIN LATERAL unnest(s.old_ids) AS x (old)
        GROUP BY x.old HAVING count(DISTINCT s.person_id) > 1) twice ON twice.old = o.old
      WHERE twice.standing > CASE WHEN ${stands("p")} THEN 1 ELSE 0 END`,
  },
};

const select = ([kind, { field, sql }]: [string, Query], within: string) =>
  `SELECT person_id, '${kind}' AS kind, '${field}' AS field, min(given) AS given FROM (${sql} ${within}) f GROUP BY person_id`;

/** What the rules between records find about some people, or about everybody. */
export async function registerFindings(sql: Queryable, ids: readonly string[] | null): Promise<RegisterFinding[]> {
  const asked = Object.entries(ids === null ? ofEverybody : ofFew);
  const statement = asked.map((one) => select(one, ids === null ? "" : "AND p.person_id = ANY ($1::uuid[])")).join(" UNION ALL ");
  const rows = await sql.unsafe(statement, ids === null ? [] : [[...ids]], { prepare: ids !== null });
  return rows.map((row) => ({
    personId: String(row["person_id"]),
    kind: row["kind"] as FindingKind,
    field: String(row["field"]),
    given: String(row["given"] ?? ""),
  }));
}
