import { newId } from "@dinhdanh/kernel";
import { checkEverybody, checkNext, checkPeople, type FindingKind, qualityRules } from "@dinhdanh/population";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { act, home, id, neighbour, peopleRegister, type PeopleRegister, type RollRow } from "../test-people-register.ts";

let register: PeopleRegister;
let recorded = 0;

const whole = { ethnicity: "Kinh", origin: "Hà Nam", relation: "other", phone: "0912345678" };
const man = (n: number, year = 1960) => `0350${year % 100}0000${String(n).padStart(2, "0")}`;
const woman = (n: number) => `0351650000${String(n).padStart(2, "0")}`;
const row = (n: number, more: Partial<RollRow> = {}): RollRow => ({
  n,
  ...{ fullName: "Nguyễn Văn An", pin: man(n), birthDate: "1960-05-05", householdId: `H${n}`, ...whole },
  ...more,
});
const mother = { sex: "female", birthDate: "1965-01-01" };

// 1 and 2 are parents of 3 and of 4, each in a household of their own; 5 is a grown man, 6 and 7 live together, 8 alone
const roll: RollRow[] = [
  row(1),
  row(2, { ...mother, pin: woman(2) }),
  row(3, { pin: man(3, 1990), birthDate: "1990-05-05", fatherPin: man(1), motherPin: woman(2) }),
  row(4, { pin: man(4, 1992), birthDate: "1992-05-05", fatherPin: man(1), motherPin: woman(2) }),
  row(5, { oldIds: "168000001" }),
  row(6, { oldIds: "168000002", householdId: "H6", relation: "head" }),
  row(7, { oldIds: "168000003;168000004", householdId: "H6" }),
  row(8, { relation: "head" }),
];

beforeAll(async () => {
  register = await peopleRegister();
  await register.importRoll(roll);
  await follow();
});
afterAll(() => register.close());

const follow = async () => {
  while (await checkNext(register));
};
type Changes = Record<string, string | string[] | null>;
const amend = async (n: number, changes: Changes) => {
  recorded += 1;
  const occurredAt = new Date(register.clock.nowMs() + recorded).toISOString();
  await register.record([act("person.amended", n, "2023-06-01", { actId: newId(), occurredAt, payload: { changes } })]);
  await follow();
};
const found = async () => {
  const rows = await register.sql`SELECT person_id, kind FROM population.finding ORDER BY person_id, kind`;
  const all = rows.map((one) => `${Number(String(one["person_id"]).slice(-4))} ${one["kind"]}`);
  return { all, between: all.filter((one) => qualityRules[one.split(" ")[1] as FindingKind].of === "register") };
};
const changed: [string, number, Changes, string[]][] = [
  ["a mother's death, of her children", 2, { diedOn: "1991-01-01" }, ["4 parent-died-before"]],
  ["a mother's death that was wrong, of her children", 2, { diedOn: null }, []],
  ["a father's birth date, of his children", 1, { birthDate: "1985-01-01" }, ["3 parent-born-late", "4 parent-born-late"]],
  ["a father's birth date mended, of his children", 1, { birthDate: "1960-05-05" }, []],
  ["a father who names his grown child as his father", 1, { fatherPin: man(3, 1990) }, ["1 parents-in-circle", "3 parents-in-circle"]],
  ["a father who no longer names his child", 1, { fatherPin: null }, []],
  ["nothing in two generations", 8, { fatherPin: man(5) }, []],
  ["nothing in three generations", 5, { fatherPin: man(1) }, []],
  ["a circle of three, of all in it", 1, { fatherPin: man(8) }, ["1 parents-in-circle", "5 parents-in-circle", "8 parents-in-circle"]],
  ["a circle of three that is opened", 8, { fatherPin: null }, []],
  ["a spouse, of who is named", 5, { spousePin: woman(2) }, ["5 spouses-differ"]],
  ["a spouse, of who named first", 2, { spousePin: man(5) }, []],
  ["a spouse's death, of who lives elsewhere", 2, { diedOn: "2022-01-01" }, ["5 spouses-differ"]],
  ["a spouse who is alive", 2, { diedOn: null }, []],
  ["a spouse who is no longer named, of who named them", 5, { spousePin: man(8) }, ["2 spouses-differ", "5 spouses-differ"]],
  ["a spouse whom both forget", 5, { spousePin: null }, ["2 spouses-differ"]],
  ["a spouse who forgets, too", 2, { spousePin: null }, []],
  ["an old number of another", 5, { oldIds: ["168000004"] }, ["5 old-number-shared", "7 old-number-shared"]],
  ["an old number that another no longer has", 5, { oldIds: ["168000001"] }, []],
  ["an old number beside others", 7, { oldIds: ["168000009", "168000001"] }, ["5 old-number-shared", "7 old-number-shared"]],
  ["an old number that one of two loses", 7, { oldIds: ["168000003"] }, []],
  ["a second head who moves in", 8, { householdId: "H6" }, ["6 two-heads", "8 two-heads"]],
  ["a second head who moves on, of who stays", 8, { householdId: "H8" }, []],
  ["a head registered elsewhere, of who lives with them", 6, { permanentUnit: neighbour }, ["7 household-in-two-communes"]],
  ["a head who leaves, of who stays", 6, { householdId: "H9", permanentUnit: home }, []],
  ["nothing in a father of the same age", 7, { fatherPin: man(6) }, []],
  ["a grandchild with the number of another", 8, { pin: man(5), fatherPin: man(7) }, ["8 number-of-another"]],
  ["a circle through that number, of the grandchild", 6, { fatherPin: man(5) }, ["8 number-of-another", "8 parents-in-circle"]],
  ["a circle through that number that is opened", 6, { fatherPin: null }, ["8 number-of-another"]],
  ["a number of one's own again", 8, { pin: man(8), fatherPin: null }, []],
];

it.each(changed)("sees %s", async (_, n, changes, expected) => {
  await amend(n, changes);
  expect((await found()).between).toEqual(expected);
});

const pins = [man(1), woman(2), man(3, 1990), man(4, 1992), man(5), man(8), null];
const randomly = fc.oneof(
  fc.record({ pin: fc.constantFrom(man(5), man(8)) }),
  fc.record({ fatherPin: fc.constantFrom(...pins) }),
  fc.record({ motherPin: fc.constantFrom(...pins) }),
  fc.record({ spousePin: fc.constantFrom(...pins) }),
  fc.record({ diedOn: fc.constantFrom("1991-01-01", "2022-01-01", null) }),
  fc.record({ birthDate: fc.constantFrom("1960-05-05", "1985-01-01", "1990-05-05") }),
  fc.record({ householdId: fc.constantFrom("H6", "H8", null), relation: fc.constantFrom("head", "other") }),
  fc.record({ oldIds: fc.subarray(["168000001", "168000002", "168000003"], { minLength: 1 }) }),
);

it("finds the same after every change as in everybody at once", async () => {
  const change = fc.tuple(fc.constantFrom(...roll.map(({ n }) => n)), randomly);
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
      for (const [n, what] of changes) await amend(n, what);
      const followed = await found();
      await checkEverybody(register);
      expect(followed.all).toEqual((await found()).all);
    }),
    { numRuns: 60 },
  );
}, 60_000);

it("goes through keys in a large register, also when it was first asked of an empty one", async () => {
  const { sql, close, ...deps } = await peopleRegister({ max: 1 });
  await sql.begin((tx) => checkPeople(tx, { sql, ...deps }, [id(1)]));
  const statements = await sql`SELECT name, cardinality(parameter_types) AS n FROM pg_prepared_statements
    WHERE statement ~ 'population[.]' AND generic_plans > 0 AND cardinality(parameter_types) > 0`;
  expect(statements.length).toBeGreaterThan(4);
  await sql`SET plan_cache_mode = force_generic_plan`;
  for (const { name, n } of statements) {
    const rows = await sql.unsafe(`EXPLAIN EXECUTE "${name}" (${Array(Number(n)).fill("NULL").join(", ")})`);
    expect(rows.map((line) => String(line["QUERY PLAN"])).join("\n")).not.toContain("Seq Scan");
  }
  await close();
});
