import { newId, systemActor } from "@dinhdanh/kernel";
import { checkEverybody, checkPeople } from "@dinhdanh/population";
import type { Register } from "@dinhdanh/server";
import { withFreshRegister } from "./folders.ts";
import { fold, importFile, settle } from "./load-people.ts";
import { count, heading, judged, measured, say } from "./output.ts";
import { eligible, simulated } from "./people.ts";
import { spreadOf, timed } from "./quantile.ts";
import { type Sample, samplePeople } from "./search-sample.ts";

const changes = 1000;

/** Every rule of data quality over everybody, and over one person after a change. */
export async function quality(files: string): Promise<void> {
  heading("quality", "rules of data quality over the whole register from nothing, again, and after one change");
  await withFreshRegister(async (register) => {
    const report = await importFile(register, "roll", await simulated(files, eligible, "roll"));
    await fold(register);
    await settle(register);
    const people = report.accepted + report.acceptedWithFindings;
    let found = 0;
    const first = await timed(async () => (found = (await checkEverybody(register)).found));
    say(`  (${count(people)} people; ${count(found)} findings that the import does not tell)`);
    judged("everybody, from nothing", first / 1000, "s", 60);
    await settle(register);
    measured("everybody again, nothing new", (await timed(() => checkEverybody(register))) / 1000, "s");
    const sample = await samplePeople(register.sql, changes);
    await changeMothers(register, sample);
    const times: number[] = [];
    for (const { personId } of sample) times.push(await timed(() => register.sql.begin((tx) => checkPeople(tx, register, [personId]))));
    measured("one change, with everybody whom it concerns, p50", spreadOf(times).p50, "ms");
    judged("one change, with everybody whom it concerns, p95", spreadOf(times).p95, "ms", 10);
  });
}

/** Each is given the next one as the mother: findings of both, and of mothers before, come and go. */
async function changeMothers({ sql, ledger, clock }: Register, sample: readonly Sample[]): Promise<void> {
  const occurredAt = new Date(clock.nowMs()).toISOString();
  const acts = sample.map(({ personId }, index) => ({
    ...{
      actId: newId(),
      subjectId: personId,
      kind: "person.amended",
      occurredAt,
      unit: null,
      officer: systemActor.code,
      team: null,
      device: null,
    },
    payload: { changes: { motherPin: sample[(index + 1) % sample.length]?.pin ?? null } },
  }));
  await sql.begin((tx) => ledger.record(tx, acts));
}
