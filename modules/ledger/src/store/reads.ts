import type { Queryable } from "@dinhdanh/postgres";

/** One read of one person's data. */
export type Read = {
  personId: string;
  /** UUID */
  readId: string;
  /** code of who read */
  officer: string;
  /** what for, as the officer stated it */
  purpose: string;
  /** what was shown: `person`, `export` */
  view: string;
  /** ISO 8601 with an offset */
  readAt: string;
};

/** Writes reads, many people's in one statement. The same read again changes nothing. */
export async function logReads(sql: Queryable, reads: readonly Read[]): Promise<void> {
  if (reads.length === 0) return;
  const column = (key: keyof Read) => reads.map((read) => read[key]);
  await sql`
    INSERT INTO ledger.read (person_id, read_id, officer, purpose, view, read_at)
    SELECT * FROM unnest(${column("personId")}::uuid[], ${column("readId")}::uuid[], ${column("officer")}::text[],
      ${column("purpose")}::text[], ${column("view")}::text[], ${column("readAt")}::timestamptz[])
    ON CONFLICT (person_id, read_id) DO NOTHING`;
}

/** Who read a person's data, latest first; the last 200. */
export async function readsOf(sql: Queryable, personId: string): Promise<Read[]> {
  const rows = await sql`
    SELECT person_id, read_id, officer, purpose, view, read_at FROM ledger.read WHERE person_id = ${personId}
    ORDER BY read_at DESC, read_id DESC LIMIT 200`;
  return rows.map((row) => ({
    personId: String(row["person_id"]),
    readId: String(row["read_id"]),
    officer: String(row["officer"]),
    purpose: String(row["purpose"]),
    view: String(row["view"]),
    readAt: String(row["read_at"]),
  }));
}
