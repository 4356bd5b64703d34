import { setTimeout as sleep } from "node:timers/promises";
import { newId } from "@dinhdanh/kernel";
import type { Act } from "@dinhdanh/ledger";
import type { Register } from "@dinhdanh/server";

export type Person = { personId: string; unitId: number };

/** `at`: when COMMIT was sent, in ms; a little before the act could be seen, so delays are not flattered. */
export type Written = { unitId: number; at: number; tookMs: number };

/** People whose dossiers can be collected today, in an order that jumps over the whole province. */
export async function collectable({ sql, clock }: Register, n: number): Promise<Person[]> {
  const rows = await sql`
    SELECT person_id, unit_id FROM progress.standing
    WHERE unit_id IS NOT NULL AND stay_until IS NULL AND eligible_from <= ${clock.today()} AND left_on IS NULL AND collected_on IS NULL
    ORDER BY md5(person_id::text) LIMIT ${n}`;
  return rows.map((row) => ({ personId: String(row["person_id"]), unitId: Number(row["unit_id"]) }));
}

export type Load = { clients: number; ratePerSecond: number; seconds: number };

/** Records one dossier a person, each in a transaction of its own, at a steady rate that does not wait for slow ones, until the time is over. As a counter's dossier is recorded: COMMIT follows the last writes at once. */
export async function writeActs(register: Register, people: readonly Person[], load: Load): Promise<Written[]> {
  const { clients, ratePerSecond, seconds } = load;
  const written: Written[] = [];
  const start = performance.now();
  const end = start + seconds * 1000;
  let next = 0;
  const client = async () => {
    for (let index = next++; index < people.length && performance.now() < end; index = next++) {
      const due = start + (index * 1000) / ratePerSecond;
      const early = due - performance.now();
      if (early > 0.5) await sleep(early);
      const person = people[index];
      if (person !== undefined) written.push(await writeOne(register, person));
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return written;
}

async function writeOne({ sql, ledger, clock }: Register, { personId, unitId }: Person): Promise<Written> {
  const occurredAt = new Date(clock.nowMs()).toISOString();
  const act: Act = {
    ...{ actId: newId(), subjectId: personId, kind: "dossier.collected", occurredAt },
    ...{ unit: null, officer: "bench", team: "bench", device: null, payload: null },
  };
  const start = performance.now();
  const sent: Promise<unknown>[] = [];
  const at = await sql.begin(async (tx) => {
    await ledger.record(tx, [act], sent);
    return performance.now();
  });
  await Promise.all(sent);
  return { unitId, at, tookMs: performance.now() - start };
}
