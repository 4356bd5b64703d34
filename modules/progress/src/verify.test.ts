import { newId } from "@dinhdanh/kernel";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { foldPending } from "./fold.ts";
import { act, hn, ht, id, lp, moved, type ProgressRegister, progressRegister, registered } from "./test-register.ts";
import { verifyProgress } from "./verify.ts";

let register: ProgressRegister;
beforeAll(async () => {
  register = await progressRegister();
});
afterAll(() => register.close());

beforeEach(async () => {
  await register.empty();
  await register.record(registered(1), registered(2), act("dossier.collected", 1, "2023-02-01"), moved(1, "2022-05-05", lp, ht));
  await register.record(registered(4, { permanentUnit: hn, birthDate: "2010-07-07" }));
  await foldPending(register.sql, register.clock);
  await register.record(act("dossier.collected", 2, "2023-02-02"));
});

const verify = () => register.verify();

it("agrees with what nobody has touched, folded or not", async () => {
  expect(await verify()).toMatchObject({ agree: true, people: 3, acts: expect.any(Number), differences: [] });
  await foldPending(register.sql, register.clock);
  expect(await verify()).toMatchObject({ agree: true, people: 3 });
  const fractions: number[] = [];
  await verifyProgress(register.sql, register.engine, (fraction) => fractions.push(fraction));
  expect(fractions).toEqual([1]);
});

it.each([
  ["a day of a standing", `UPDATE progress.standing SET collected_on = '2023-01-01' WHERE person_id = '${id(2)}'`, "standing"],
  [
    "a day in the row of one stay only",
    `UPDATE progress.standing SET collected_on = NULL WHERE person_id = '${id(1)}' AND stay_until IS NULL`,
    "standing",
  ],
  ["the year of birth", `UPDATE progress.standing SET birth_year = 1991 WHERE person_id = '${id(2)}'`, "standing"],
  ["where somebody's address lies", `UPDATE progress.standing SET walk_key = 'x' WHERE person_id = '${id(2)}'`, "standing"],
  ["where somebody away is", `UPDATE progress.standing SET place = '001' WHERE person_id = '${id(2)}'`, "standing"],
  ["where somebody lives", `UPDATE progress.standing SET unit_id = unit_id + 1 WHERE person_id = '${id(2)}'`, "standing"],
  [
    "the end of a stay",
    `UPDATE progress.standing SET stay_until = stay_until + 1 WHERE person_id = '${id(1)}' AND stay_until IS NOT NULL`,
    "standing",
  ],
  ["a person, taken away", `DELETE FROM progress.standing WHERE person_id = '${id(2)}'`, "standing"],
  [
    "a person, made up",
    `INSERT INTO progress.standing (person_id, stay_from, residence_status) VALUES ('${id(9)}', '2020-01-01', 'present')`,
    "standing",
  ],
  ["a cell of the tally", "UPDATE progress.tally SET n = n + 1 WHERE unit_id = 0 AND measure = 1 AND day = '2020-01-01'", "tally"],
  ["a cell of the tally, taken away", "DELETE FROM progress.tally WHERE unit_id = 0 AND measure = 2", "tally"],
  ["a cell of the tally, made up", "INSERT INTO progress.tally VALUES (0, '2022-02-02', 1, 5)", "tally"],
  ["a cell in the future", "UPDATE progress.tally SET n = 0 WHERE day = '2024-07-07' AND unit_id = 0", "tally"],
  ["the whole tally", "TRUNCATE progress.tally", "tally"],
  [
    "a balance",
    "UPDATE progress.balance SET totals[1] = totals[1] + 1 WHERE unit_id = 0 AND on_day = (SELECT min(on_day) FROM progress.balance)",
    "balance",
  ],
  ["a balance of a measure that nobody has", "UPDATE progress.balance SET totals[11] = 3 WHERE unit_id = 0", "balance"],
  ["a balance, taken away", "DELETE FROM progress.balance WHERE unit_id = 0 AND on_day = '2023-02-01'", "balance"],
  [
    "a balance of a week to come",
    "INSERT INTO progress.balance SELECT unit_id, '2030-01-02', totals FROM progress.balance WHERE unit_id = 0 ORDER BY on_day DESC LIMIT 1",
    "balance",
  ],
  ["what was pending", "DELETE FROM progress.pending", "tally"],
  ["what was pending, twice", "INSERT INTO progress.pending SELECT * FROM progress.pending", "tally"],
  [
    "an act, written past the engine",
    `INSERT INTO ledger.act (subject_id, act_id, kind, occurred_at, recorded_at) VALUES ('${id(4)}', '${newId()}', 'card.printed', '2023-01-01', '2023-01-01')`,
    "standing",
  ],
  [
    "a person, written past the engine",
    `INSERT INTO ledger.act (subject_id, act_id, kind, occurred_at, recorded_at) VALUES ('${id(8)}', '${newId()}', 'card.printed', '2023-01-01', '2023-01-01')`,
    "standing",
  ],
  ["an act, taken away", `DELETE FROM ledger.act WHERE subject_id = '${id(2)}' AND kind = 'dossier.collected'`, "standing"],
  [
    "the day of an act",
    `UPDATE ledger.act SET occurred_at = occurred_at - interval '1 day' WHERE subject_id = '${id(2)}' AND kind = 'dossier.collected'`,
    "standing",
  ],
])("finds a change of %s", async (_, tampering, what) => {
  await register.sql.unsafe(tampering);
  const { agree, differences } = await verify();
  expect(agree).toBe(false);
  expect(differences.map((difference) => difference.what)).toContain(what);
});

it("finds a change of a balance that disagrees with a right tally, and names nothing else", async () => {
  await register.sql`UPDATE progress.balance SET totals[1] = totals[1] - 1 WHERE unit_id = 0`;
  expect((await verify()).differences).toEqual([
    { what: "balance", subject: "all units", stored: expect.any(String), recounted: "0 differ" },
  ]);
});

it("names at most a hundred differences", async () => {
  await register.record(...Array.from({ length: 150 }, (_, n) => registered(100 + n)));
  await register.sql`UPDATE progress.standing SET birth_year = 1800`;
  const { differences, people } = await verify();
  expect([differences.length, people]).toEqual([100, 153]);
});
