import { type Day, dayNumber, newId, systemActor, toDay } from "@dinhdanh/kernel";
import { createLedger, migrations as ledgerMigrations } from "@dinhdanh/ledger";
import * as population from "@dinhdanh/population";
import * as territory from "@dinhdanh/territory";
import { fixedClock, testDatabase } from "@dinhdanh/testkit";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createEngine, progressProjection } from "./engine.ts";
import { readFigures } from "./figures.ts";
import { foldPending } from "./fold.ts";
import { migrations } from "./index.ts";
import { programmes } from "./test-register.ts";
import { verifyProgress } from "./verify.ts";

const communes = ["13450", "13408", "13309"] as const;
const clock = fixedClock<Day>("2023-06-01T08:00:00+07:00");
const openedAt = "2021-01-01";

async function lifeRegister() {
  const database = await testDatabase([ledgerMigrations, territory.migrations, population.migrations, migrations], { max: 6 });
  const { sql } = database;
  await territory.loadBuiltinTerritory(sql, createLedger(clock, []));
  const units = await territory.communeIndex(sql);
  const engine = createEngine(programmes, { unitId: (code, day) => units.resolve(code, day) ?? null });
  const ledger = createLedger(clock, [population.projectEvents, progressProjection(engine)]);
  const key = population.numberKey(Buffer.alloc(32, 3));
  const deps = { sql, ledger, units, numberKey: () => key, cardsInForce: async () => [] };
  const eligible = async (code: string, day: string) => {
    const unitId = units.find(code, dayNumber(day))?.unitId ?? -1;
    return (await readFigures(sql, engine, [unitId], day)).get(unitId)?.["eligible"] ?? 0;
  };
  return { sql, engine, deps, eligible, close: database.close };
}

let register: Awaited<ReturnType<typeof lifeRegister>>;
beforeAll(async () => {
  register = await lifeRegister();
});
afterAll(() => register.close());

/** What each person is, kept beside the register and by other means: lists of what happened, in the order in which it was told. */
type Model = { pin: string; born: string; units: Told[]; nations: Told[]; names: Told[]; died: string | null };
type Told = { from: string; value: string };

/** What the last told of those from the latest day up to the day said. */
function on(list: readonly Told[], day: string): string {
  let best: Told = { from: "", value: "" };
  for (const told of list) if (told.from <= day && told.from >= best.from) best = told;
  return best.value;
}

const counts = (model: Model, unit: string, day: string) => {
  const fourteen = `${Number(model.born.slice(0, 4)) + 14}${model.born.slice(4)}`;
  return fourteen <= day && (model.died === null || day < model.died) && on(model.nations, day) !== "FRA" && on(model.units, day) === unit;
};

const dayArbitrary = fc
  .integer({ min: 0, max: 880 })
  .map((n) => new Date(Date.UTC(2021, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
const happening = fc.record({
  who: fc.nat(7),
  on: dayArbitrary,
  what: fc.constantFrom(
    "move",
    "move",
    "death",
    "nationality-renounced",
    "nationality-regained",
    "rename",
    "missing",
    "found",
    "absence",
    "return",
    "birth",
    "marriage",
    "divorce",
  ),
  to: fc.nat(2),
  whom: fc.nat(7),
});
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

async function birth(n: number, born: string): Promise<Model> {
  const [unit, sex] = [communes[n % 3] ?? "13450", n % 2 === 0 ? "male" : "female"] as const;
  const request = {
    personId: newId(),
    fullName: `Người ${n}`,
    birthDate: toDay(born),
    sex,
    province: "035",
    permanentUnit: unit,
    evidence: "sổ",
  } as const;
  const made = await population.recordBirth(register.deps, systemActor, request);
  if (!made.ok) throw new Error(made.refusal.code);
  const base = (value: string) => [{ from: "0000", value }];
  return { pin: made.value.pin ?? "", born, units: base(unit), nations: base("VNM"), names: base(`Người ${n}`), died: null };
}

function factsOf({ what, to }: Happening, models: readonly Model[], whom: number): population.EventFacts {
  switch (what) {
    case "move":
      return { toUnit: communes[to] ?? "13450" };
    case "nationality-renounced":
      return { nationality: "FRA" };
    case "rename":
      return { fullName: `Tên Mới ${to}` };
    case "absence":
      return { destination: "abroad" };
    case "marriage":
      return { spousePin: models[whom % models.length]?.pin ?? "" };
    default:
      return {};
  }
}

function remember(model: Model, happened: Happening, facts: population.EventFacts): void {
  const from = happened.on;
  if (happened.what === "move") model.units.push({ from, value: facts.toUnit ?? "" });
  if (happened.what === "nationality-renounced") model.nations.push({ from, value: "FRA" });
  if (happened.what === "nationality-regained") model.nations.push({ from, value: "VNM" });
  if (happened.what === "rename") model.names.push({ from, value: facts.fullName ?? "" });
  if (happened.what === "death") model.died = from;
}

async function live(history: readonly Happening[]): Promise<Model[]> {
  const models: Model[] = [];
  for (let n = 0; n < 6; n += 1) models.push(await birth(n, `${1990 + n * 4}-0${n + 1}-15`));
  for (const happened of history) {
    clock.advanceMs(1_000);
    if (happened.what === "birth") {
      models.push(await birth(models.length, happened.on));
      continue;
    }
    const model = models[happened.who % models.length];
    if (model === undefined) continue;
    const personId = (await population.personIdByPin(register.sql, model.pin)) ?? "";
    const facts = factsOf(happened, models, happened.whom);
    const request = { actId: newId(), event: happened.what as population.VitalEvent, on: toDay(happened.on), evidence: "giấy", facts };
    const outcome = await population.recordEvent(register.deps, systemActor, personId, request);
    if (outcome.ok) remember(model, happened, facts);
  }
  return models;
}

it("agrees with another way of reckoning after any sequence of events, and with itself", { timeout: 120_000 }, async () => {
  let recorded = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 5, maxLength: 25 }), async (history) => {
      clock.set("2023-06-01T08:00:00+07:00");
      await register.sql`TRUNCATE ledger.act, population.person, population.number, population.history, population.number_bucket, population.number_block,
        progress.standing, progress.pending, progress.tally, progress.balance`;
      await register.sql`UPDATE progress.fold SET horizon = NULL, version = version + 1`;
      const models = await live(history);
      await foldPending(register.sql, clock);
      const { differences } = await verifyProgress(register.sql, register.engine);
      expect(differences).toEqual([]);
      for (const day of [openedAt, "2021-08-15", "2022-03-03", "2022-12-31", "2023-06-01"]) {
        for (const unit of communes) {
          const reckoned = models.filter((model) => counts(model, unit, day)).length;
          expect([day, unit, await register.eligible(unit, day)]).toEqual([day, unit, reckoned]);
        }
      }
      for (const model of models) {
        const personId = (await population.personIdByPin(register.sql, model.pin)) ?? "";
        const facts = await population.factsOf(register.sql, personId);
        expect([facts?.fullName, facts?.permanentUnit, facts?.diedOn ?? null]).toEqual([
          on(model.names, "9999"),
          on(model.units, "9999"),
          model.died,
        ]);
      }
      recorded += history.length;
    }),
    { numRuns: 25 },
  );
  expect(recorded).toBeGreaterThan(100);
});
