import type { Queryable, Tx } from "@dinhdanh/postgres";
import type { TextChange } from "../bulk-mends.ts";

export type StoredMend = {
  mendId: string;
  mend: string;
  unit: string;
  officer: string;
  people: number;
  mendedAt: string;
  undoneAt: string | null;
  undoneBy: string | null;
  /** how many records are as they were, and how many were left; null of what was undone before this was noted */
  undone: { people: number; left: number } | null;
};
export type MendItem = TextChange & { personId: string };

/** Holds people's rows until the transaction ends, so that what is written is made from what is there. */
export async function lockPeople(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx`SELECT person_id FROM population.person WHERE person_id = ANY (${[...ids]}::uuid[]) ORDER BY person_id FOR UPDATE`;
}

export async function insertMend(
  tx: Tx,
  { mendId, mend, unit, officer, people, mendedAt }: Omit<StoredMend, "undoneAt" | "undoneBy" | "undone">,
): Promise<void> {
  await tx`
    INSERT INTO population.bulk_mend (mend_id, mend, unit, officer, people, mended_at)
    VALUES (${mendId}, ${mend}, ${unit}, ${officer}, ${people}, ${mendedAt})`;
}

export async function insertItems(tx: Tx, mendId: string, items: readonly MendItem[]): Promise<void> {
  const column = (key: "personId" | "field" | "before" | "after") => items.map((item) => item[key]);
  await tx`
    INSERT INTO population.bulk_mend_item (person_id, mend_id, field, before, after)
    SELECT person_id, ${mendId}::uuid, field, before, after FROM unnest(${column("personId")}::uuid[], ${column("field")}::text[],
      ${column("before")}::text[], ${column("after")}::text[]) AS i (person_id, field, before, after)`;
}

/** The mend, held until the transaction ends. */
export async function findMend(sql: Queryable, mendId: string): Promise<StoredMend | undefined> {
  const [row] = await sql`SELECT * FROM population.bulk_mend WHERE mend_id = ${mendId}`;
  return row === undefined ? undefined : toMend(row);
}

/** Marks it as undone. @returns whether it stood */
export async function markUndone(tx: Tx, mendId: string, undoneAt: string): Promise<boolean> {
  const { count } = await tx`UPDATE population.bulk_mend SET undone_at = ${undoneAt} WHERE mend_id = ${mendId} AND undone_at IS NULL`;
  return count === 1;
}

/** By whom it was undone, and with what success. */
export async function noteUndone(
  tx: Tx,
  mendId: string,
  officer: string,
  { people, left }: { people: number; left: number },
): Promise<void> {
  await tx`
    UPDATE population.bulk_mend SET undone_by = ${officer}, undone_people = ${people}, undone_left = ${left} WHERE mend_id = ${mendId}`;
}

export async function itemsOf(sql: Queryable, mendId: string): Promise<MendItem[]> {
  const rows =
    await sql`SELECT person_id, field, before, after FROM population.bulk_mend_item WHERE mend_id = ${mendId} ORDER BY person_id, field`;
  return rows.map((row) => ({
    ...{ personId: String(row["person_id"]), field: row["field"] as MendItem["field"] },
    ...{ before: String(row["before"]), after: String(row["after"]) },
  }));
}

/** The latest mends of a unit. */
export async function latestMends(sql: Queryable, unit: string, limit: number): Promise<StoredMend[]> {
  const rows = await sql`SELECT * FROM population.bulk_mend WHERE unit = ${unit} ORDER BY mended_at DESC, mend_id LIMIT ${limit}`;
  return rows.map(toMend);
}

const toMend = (row: Record<string, unknown>): StoredMend => ({
  ...{ mendId: String(row["mend_id"]), mend: String(row["mend"]), unit: String(row["unit"]), officer: String(row["officer"]) },
  ...{ people: Number(row["people"]), mendedAt: String(row["mended_at"]), undoneAt: row["undone_at"] as string | null },
  undoneBy: row["undone_by"] as string | null,
  undone: row["undone_people"] === null ? null : { people: Number(row["undone_people"]), left: Number(row["undone_left"]) },
});
