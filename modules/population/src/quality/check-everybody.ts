import { dayNumber } from "@dinhdanh/kernel";
import { exportSnapshot, type Tx, useSnapshot } from "@dinhdanh/postgres";
import { allPeople } from "../store/reads.ts";
import { byPerson, type Checked, FindingChange, type QualityDeps } from "./check-people.ts";
import { allFindings, awaitQuality, endedTx, setEverybodyChecked } from "./store/findings.ts";
import { registerFindings } from "./store/register-rules.ts";

/** Findings written together. */
const findingsAtOnce = 20_000;

/**
 * Applies every rule to everybody, from nothing or again, in one transaction; recording goes on. The whole register is read once, in order of the
 * person's id, beside its findings; what the rules between records find is held in memory. See `npm run bench -- quality`.
 * @param onProgress may throw: then nothing is written
 */
export async function checkEverybody({ sql, ledger, clock }: QualityDeps, onProgress?: (people: number) => void): Promise<Checked> {
  return sql.begin(async (tx) => {
    await awaitQuality(tx);
    const ended = await endedTx(tx);
    const at = new Date(clock.nowMs()).toISOString();
    const day = dayNumber(clock.today());
    const change = new FindingChange();
    let people = 0;
    await inSnapshot(sql, async (one, other) => {
      const between = byPerson(await registerFindings(one, null));
      onProgress?.(0);
      const stored = allFindings(other);
      let theirs = await stored.next();
      for await (const { personId, facts } of allPeople(one)) {
        while (theirs.done !== true && (theirs.value[0]?.personId ?? "") < personId) theirs = await stored.next();
        const own = theirs.done !== true && theirs.value[0]?.personId === personId ? theirs.value : [];
        change.compare(personId, facts, day, own, between.get(personId) ?? []);
        people += 1;
        if (change.size() >= findingsAtOnce) await change.write(tx, ledger, at);
        if (people % 20_000 === 0) onProgress?.(people);
      }
    });
    await change.write(tx, ledger, at);
    await setEverybodyChecked(tx, ended, at);
    return { people, ...change.counts() };
  });
}

/** Two connections that see the register at one instant. */
async function inSnapshot(sql: QualityDeps["sql"], work: (one: Tx, other: Tx) => Promise<void>): Promise<void> {
  const mode = "ISOLATION LEVEL REPEATABLE READ READ ONLY";
  await sql.begin(mode, async (one) => {
    const snapshot = await exportSnapshot(one);
    await sql.begin(mode, async (other) => {
      await useSnapshot(other, snapshot);
      await work(one, other);
    });
  });
}
