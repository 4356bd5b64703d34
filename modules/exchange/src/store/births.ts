import type { Queryable } from "@dinhdanh/postgres";

/** Notes to whom a number was given; the same again changes nothing. */
export async function noteGenerated(sql: Queryable, pin: string, agency: string, at: string): Promise<void> {
  await sql`
    INSERT INTO exchange.generated (pin, agency_code, generated_at) VALUES (${pin}, ${agency}, ${at}::timestamptz) ON CONFLICT (pin) DO NOTHING`;
}

export async function isGeneratedFor(sql: Queryable, pin: string, agency: string): Promise<boolean> {
  return (await sql`SELECT FROM exchange.generated WHERE pin = ${pin} AND agency_code = ${agency}`).length > 0;
}

export type Announced = { agency: string; transactionId: string };

export async function announcedPerson(sql: Queryable, personId: string): Promise<Announced | undefined> {
  const [row] = await sql`SELECT agency_code, transaction_id FROM exchange.announced WHERE person_id = ${personId}`;
  return row === undefined ? undefined : { agency: String(row["agency_code"]), transactionId: String(row["transaction_id"]) };
}

/** @returns who has announced the person: this agency, or whoever came first */
export async function announce(sql: Queryable, personId: string, { agency, transactionId }: Announced, at: string): Promise<Announced> {
  await sql`
    INSERT INTO exchange.announced (person_id, agency_code, transaction_id, announced_at)
    VALUES (${personId}, ${agency}, ${transactionId}, ${at}::timestamptz) ON CONFLICT (person_id) DO NOTHING`;
  return (await announcedPerson(sql, personId)) ?? { agency, transactionId };
}

/** Takes an announcement back that nobody was registered by. @returns whether this agency had made it */
export async function unannounce(sql: Queryable, personId: string, agency: string): Promise<boolean> {
  return (
    (await sql`DELETE FROM exchange.announced WHERE person_id = ${personId} AND agency_code = ${agency} RETURNING person_id`).length > 0
  );
}
