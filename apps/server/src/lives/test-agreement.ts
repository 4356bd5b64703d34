import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { peopleBehind } from "@dinhdanh/campaign";
import { systemActor, toDay } from "@dinhdanh/kernel";
import { exportLedger, openSigningKey, sealNext, type SigningKey, verifyLedgerFiles } from "@dinhdanh/ledger";
import { checkEverybody, factsOfEach, personHistory, personIdByPin, verifyNumbers } from "@dinhdanh/population";
import { foldPending, readFigures, verifyProgress } from "@dinhdanh/progress";
import { expect } from "vitest";
import { communes } from "./test-inhabitants.ts";
import { attributes, bearer, changing, endOf, held, isEligibleIn, lifelong, type Person } from "./test-model.ts";
import type { World } from "./test-world.ts";

/** What follows behind: findings of everybody, and the tally. */
export async function settle({ register, clock }: World): Promise<void> {
  await checkEverybody(register);
  await foldPending(register.sql, clock);
}

/** As `dinhdanh verify` does, and `dinhdanh ledger verify` of what is exported; and nothing is found that was not found before. */
export async function expectVerified({ register, clock, home }: World): Promise<void> {
  const { differences } = await verifyProgress(register.sql, register.engine);
  expect([...differences, ...(await verifyNumbers(register.sql, register.numberKey))]).toEqual([]);
  expect(await checkEverybody(register)).toMatchObject({ found: 0, mended: 0 });
  const folder = mkdtempSync(join(home, "ledger-"));
  const all = await sealAll(register.sql, clock, openSigningKey(home));
  expect(await exportLedger(register.sql, folder)).toBe(all);
  expect(await verifyLedgerFiles(folder, null)).toMatchObject({ genuine: true, faults: [], acts: all });
}

/** Also transactions of other databases are waited for, before an act is sealed. @returns how many acts and reads there are */
async function sealAll(sql: World["register"]["sql"], clock: World["clock"], key: SigningKey): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    SELECT ((SELECT count(*) FROM ledger.act) + (SELECT count(*) FROM ledger.read))::int AS n`;
  const all = row?.n ?? 0;
  let sealed = 0;
  while (sealed < all) {
    const more = await sealNext(sql, clock, key, 16_384);
    if (more === 0) await setTimeout(20);
    sealed += more;
  }
  return all;
}

const days = ["2021-01-01", "2021-09-15", "2022-07-20", "2023-04-30"];

/** The observable state, by the register and by the model. */
export async function expectModelled(world: World): Promise<void> {
  const { model, register, clock } = world;
  const ids = model.people.map(({ personId }) => personId);
  const facts = await factsOfEach(register.sql, ids);
  expect([...facts.keys()].toSorted()).toEqual(ids.toSorted());
  for (const person of model.people) {
    const theirs = (facts.get(person.personId) ?? {}) as Partial<Record<string, string>>;
    expect([person.personId, ...attributes.map((name) => `${name} ${theirs[name] ?? null}`)]).toEqual([
      person.personId,
      ...attributes.map((name) => `${name} ${held(person, name)}`),
    ]);
    await expectHistory(world, person);
  }
  for (const pin of model.leads.keys()) expect(await personIdByPin(register.sql, pin)).toBe(bearer(model, pin)?.personId);
  for (const day of [...days, clock.today()]) await expectFigures(world, day);
}

async function expectHistory({ register }: World, person: Person): Promise<void> {
  for (const day of days.slice(1)) {
    const request = { validOn: day, purpose: "verify" } as const;
    const view = await personHistory(register, systemActor, person.personId, request);
    const facts = (view.ok ? view.value.facts : null) ?? {};
    const told = (name: (typeof attributes)[number]) =>
      (lifelong as readonly string[]).includes(name) ? held(person, name) : held(person, name, endOf(day));
    expect([person.personId, day, ...changing.map((name) => `${name} ${facts[name] ?? null}`)]).toEqual([
      person.personId,
      day,
      ...changing.map((name) => `${name} ${told(name)}`),
    ]);
  }
}

/** Who is eligible in each commune at the end of a day, by name; and how many in the provinces and the country. */
async function expectFigures({ register, model }: World, day: string): Promise<void> {
  const all: string[] = [];
  for (const unit of communes) {
    const query = { unit, asOf: toDay(day), measure: "eligible", not: false, offset: 0, limit: 100, borders: "day" } as const;
    const { people, total } = await peopleBehind(register, systemActor, query);
    const expected = model.people.filter((person) => isEligibleIn(model, person, unit, day)).map(({ personId }) => personId);
    const listed = people.map(({ personId }) => personId);
    expect([day, unit, total, ...listed.toSorted()]).toEqual([day, unit, expected.length, ...expected.toSorted()]);
    all.push(...expected);
  }
  const units = ["13450", "35", "42", "00"].map((code) => register.units.find(code, 18_628)?.unitId ?? -1);
  const figures = await readFigures(register.sql, register.engine, units, day);
  const inTinh = model.people.filter((person) => isEligibleIn(model, person, "18586", day)).length;
  const inPhong = model.people.filter((person) => isEligibleIn(model, person, "13450", day)).length;
  expect([day, ...units.map((unitId) => figures.get(unitId)?.["eligible"] ?? 0)]).toEqual([
    day,
    inPhong,
    all.length - inTinh,
    inTinh,
    all.length,
  ]);
}
