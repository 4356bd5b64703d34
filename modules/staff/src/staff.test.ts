import { type Actor, type Day, systemActor } from "@dinhdanh/kernel";
import { actsOf, createLedger, migrations as ledgerMigrations } from "@dinhdanh/ledger";
import { loadBuiltinTerritory, migrations as territoryMigrations, unitByCode } from "@dinhdanh/territory";
import { assertNoPersonalData, type FixedClock, fixedClock, type TestDatabase, testDatabase } from "@dinhdanh/testkit";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  actorOf,
  addDemoOfficers,
  addOfficer,
  disableOfficer,
  listDemoOfficers,
  listOfficers,
  mayRead,
  migrations,
  type NewOfficer,
  newOfficerSchema,
  officerRoles,
  officerSubjectId,
  resetPassword,
  scopeRefusal,
  scopeUnitId,
  sessionOf,
  signIn,
  signInDemo,
  signOut,
  type StaffDeps,
} from "./index.ts";

const start = "2023-04-14T08:00:00+07:00";
const password = "mật khẩu thử nghiệm";
let db: TestDatabase;
let clock: FixedClock<Day>;
let deps: StaffDeps;

beforeAll(async () => {
  db = await testDatabase([ledgerMigrations, territoryMigrations, migrations]);
  clock = fixedClock<Day>(start);
  deps = { sql: db.sql, ledger: createLedger(clock, []) };
  await loadBuiltinTerritory(db.sql, deps.ledger);
});
afterAll(() => db.close());
beforeEach(async () => {
  clock.set(start);
  await db.sql`DELETE FROM staff.session`;
  await db.sql`DELETE FROM staff.sign_in_try`;
  await db.sql`DELETE FROM staff.officer`;
});

const officer = (change: Partial<NewOfficer> = {}): NewOfficer => ({
  code: "cb-001",
  name: "Nguyễn Thị Ví Dụ",
  role: "team-leader",
  scope: "351",
  password,
  ...change,
});
const commander: Actor = { code: "someone", role: "commander", scope: "35" };
const code = (outcome: { ok: true } | { ok: false; refusal: { code: string } }) => (outcome.ok ? "ok" : outcome.refusal.code);
const unitId = async (unit: string, day = "2023-04-14") => (await unitByCode(db.sql, unit, day))?.unitId ?? -1;
async function token(): Promise<string> {
  const outcome = await signIn(deps, { code: "cb-001", password });
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value.token;
}

describe("adding an officer", () => {
  it.each([
    ["ok", systemActor, {}],
    ["not-permitted", commander, {}],
    ["unknown-scope", systemActor, { scope: "99" }],
    ["unknown-scope", systemActor, { scope: "37000" }],
    ["scope-level", systemActor, { scope: null }],
    ["scope-level", systemActor, { role: "commune-officer", scope: "351" }],
    ["scope-level", systemActor, { role: "administrator", scope: "35" }],
  ] as const)("%s", async (expected, by, change) => {
    expect(code(await addOfficer(deps, by, officer(change)))).toBe(expected);
  });

  it("refuses a code twice", async () => {
    await addOfficer(deps, systemActor, officer());
    expect(code(await addOfficer(deps, systemActor, officer({ name: "Trần Văn Thử" })))).toBe("code-taken");
  });

  it("leaves an act that holds neither name nor password", async () => {
    await addOfficer(deps, systemActor, officer({ code: "cb-acts" }));
    await disableOfficer(deps, systemActor, "cb-acts");
    const acts = await actsOf(db.sql, officerSubjectId("cb-acts"));
    expect(acts.map(({ kind }) => kind).sort((a, b) => a.localeCompare(b))).toEqual(["staff.added", "staff.disabled"]);
    const text = JSON.stringify(acts);
    assertNoPersonalData(text, { names: [officer().name, password] });
    expect(text).not.toContain("argon2");
  });

  it.each([{ code: "system" }, { code: "CB 1" }, { password: "too short" }, { password: "x".repeat(201) }, { name: " " }, { scope: "1" }])(
    "is not asked with %j",
    (change) => {
      expect(newOfficerSchema.safeParse({ ...officer(), ...change }).success).toBe(false);
    },
  );
});

describe("signing in", () => {
  beforeEach(() => addOfficer(deps, systemActor, officer()));

  it("tells who is signed in, and what they may do", async () => {
    const outcome = await signIn(deps, { code: " CB-001 ", password: password.normalize("NFD") });
    expect(outcome).toMatchObject({
      value: { session: { officer: "cb-001", role: "team-leader", scope: "351", scopeName: "Huyện Thanh Liêm", demo: false } },
    });
    expect(await actorOf(deps, await token())).toEqual({
      code: "cb-001",
      role: "team-leader",
      scope: "351",
      scopeUnitId: expect.any(Number),
    });
  });

  it("stores neither token nor password", async () => {
    const given = await token();
    const [session] = await db.sql`SELECT encode(token_hash, 'escape') AS hash FROM staff.session`;
    const [row] = await db.sql`SELECT password_hash FROM staff.officer`;
    expect(session?.["hash"]).not.toContain(given);
    expect(row?.["password_hash"]).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it.each([
    ["cb-001", "wrong"],
    ["cb-002", password],
    ["cb\u0000", password],
  ])("refuses %j with %j alike", async (who, secret) => {
    expect(code(await signIn(deps, { code: who, password: secret }))).toBe("wrong-credentials");
  });

  it("waits longer and longer after five tries, also for a code that nobody has", async () => {
    for (const who of ["cb-001", "nobody"]) {
      const tryOnce = (secret = "wrong") => signIn(deps, { code: who, password: secret });
      for (let n = 0; n < 5; n += 1) expect(code(await tryOnce())).toBe("wrong-credentials");
      expect(await tryOnce(password)).toMatchObject({
        refusal: { code: "too-many-tries", retryable: true, details: { retryAfterSeconds: 30 } },
      });
      clock.advanceMs(30_000);
      expect(code(await tryOnce())).toBe("wrong-credentials");
      expect(await tryOnce()).toMatchObject({ refusal: { details: { retryAfterSeconds: 60 } } });
    }
    clock.advanceMs(60_000);
    expect(code(await signIn(deps, { code: "cb-001", password }))).toBe("ok");
    expect(code(await signIn(deps, { code: "cb-001", password: "wrong" }))).toBe("wrong-credentials");
  });

  it("counts tries sent all at once", async () => {
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => signIn(deps, { code: "cb-001", password: "wrong" })));
    expect(outcomes.filter((outcome) => code(outcome) === "wrong-credentials").length).toBe(5);
  });

  it("tells that an account is disabled only to who knows its password", async () => {
    await disableOfficer(deps, systemActor, "cb-001");
    expect(code(await signIn(deps, { code: "cb-001", password: "wrong" }))).toBe("wrong-credentials");
    expect(code(await signIn(deps, { code: "cb-001", password }))).toBe("officer-disabled");
  });
});

describe("a session", () => {
  beforeEach(() => addOfficer(deps, systemActor, officer()));

  it("slides for half an hour, and ends after twelve", async () => {
    const given = await token();
    for (let minutes = 0; minutes < 700; minutes += 25) {
      expect(await sessionOf(deps, given)).toBeDefined();
      clock.advanceMs(25 * 60_000);
    }
    clock.advanceMs(20 * 60_000);
    expect(await sessionOf(deps, given)).toBeUndefined();
    const other = await token();
    clock.advanceMs(31 * 60_000);
    expect(await sessionOf(deps, other)).toBeUndefined();
  });

  it.each([
    ["signing out", (given: string) => signOut(deps, given)],
    ["disabling the officer", () => disableOfficer(deps, systemActor, "cb-001")],
    ["a new password", () => resetPassword(deps, systemActor, "cb-001", "another long password")],
  ])("ends with %s", async (_, end) => {
    const given = await token();
    await end(given);
    expect(await actorOf(deps, given)).toBeUndefined();
  });

  it.each(["", "x", "a".repeat(43), "a".repeat(10_000), "\u0000"])("does not exist for a made-up token (%#)", async (given) => {
    expect(await actorOf(deps, given)).toBeUndefined();
  });
});

describe("disabling and resetting", () => {
  const administrator: Actor = { code: "qt-001", role: "administrator", scope: null };

  it("is refused in order", async () => {
    await addOfficer(deps, systemActor, officer());
    expect(code(await disableOfficer(deps, commander, "cb-001"))).toBe("not-permitted");
    expect(code(await disableOfficer(deps, administrator, "qt-001"))).toBe("oneself");
    expect(code(await disableOfficer(deps, administrator, "cb-404"))).toBe("unknown-officer");
    expect(code(await disableOfficer(deps, administrator, "cb-001"))).toBe("ok");
    expect(code(await disableOfficer(deps, administrator, "cb-001"))).toBe("already-disabled");
    expect(code(await resetPassword(deps, commander, "cb-001", password))).toBe("not-permitted");
    expect(code(await resetPassword(deps, administrator, "cb-404", password))).toBe("unknown-officer");
    expect(code(await resetPassword(deps, administrator, "cb-001", password))).toBe("officer-disabled");
  });

  it("lifts the wait with a new password", async () => {
    await addOfficer(deps, systemActor, officer());
    for (let n = 0; n < 6; n += 1) await signIn(deps, { code: "cb-001", password: "wrong" });
    await resetPassword(deps, systemActor, "cb-001", "another long password");
    expect(code(await signIn(deps, { code: "cb-001", password: "another long password" }))).toBe("ok");
  });
});

describe("scope", () => {
  const leader: Actor = { code: "cb-001", role: "team-leader", scope: "351" };

  it("reaches the unit and what lies below it, nothing else", async () => {
    await addOfficer(deps, systemActor, officer());
    const seen = async (unit: string) => mayRead(db.sql, leader, await unitId(unit));
    expect(await Promise.all(["351", "13450", "13408", "35", "00"].map(seen))).toEqual([true, true, false, false, false]);
    expect(await scopeRefusal(db.sql, leader, "import", await unitId("13450"))).toMatchObject({ code: "not-permitted" });
    expect(await scopeRefusal(db.sql, leader, "exclude", await unitId("13408"))).toMatchObject({ code: "outside-scope" });
    expect(await mayRead(db.sql, systemActor, await unitId("13408"))).toBe(true);
    expect(await mayRead(db.sql, systemActor, 999_999)).toBe(false);
  });

  it("does not move with a code that is given to another area", async () => {
    await addOfficer(deps, systemActor, officer({ role: "commune-officer", scope: "13456" }));
    clock.set("2026-01-01T00:00:00+07:00");
    const actor: Actor = { code: "cb-001", role: "commune-officer", scope: "13456" };
    expect(await mayRead(db.sql, actor, await unitId("13456"))).toBe(true);
    expect(await mayRead(db.sql, actor, await unitId("13456", "2025-07-01"))).toBe(false);
  });

  it("is nothing without an officer behind the actor", async () => {
    await addOfficer(deps, systemActor, officer());
    const scopes = [
      { ...leader, code: "nobody" },
      { ...leader, scope: null },
      { ...leader, role: "centre" as const },
      { ...systemActor, scope: "35" },
    ].map((actor) => scopeUnitId(db.sql, actor));
    expect(await Promise.all(scopes)).toEqual([undefined, undefined, undefined, undefined]);
    await disableOfficer(deps, systemActor, "cb-001");
    expect(await scopeUnitId(db.sql, leader)).toBeUndefined();
  });
});

describe("demonstration", () => {
  it("has an officer a role, once, also after the reform", async () => {
    clock.set("2026-11-21T00:00:00+07:00");
    await addDemoOfficers(deps);
    await addDemoOfficers(deps);
    expect((await listOfficers(db.sql)).map(({ role, scopeName }) => [role, scopeName])).toEqual([
      ["administrator", "Việt Nam"],
      ["auditor", "Việt Nam"],
      ["centre", "Việt Nam"],
      ["commune-chief", "Xã Liêm Phong"],
      ["commune-officer", "Xã Liêm Phong"],
      ["commander", "Tỉnh Hà Nam"],
      ["team-leader", "Huyện Thanh Liêm"],
    ]);
    const roles = (await listDemoOfficers(deps)).map(({ role }) => role);
    expect([roles[0], roles.toSorted()]).toEqual(["commander", officerRoles.toSorted()]);
  });

  it("lets its officers in without a password, only in demo mode, and nobody else", async () => {
    await addDemoOfficers(deps);
    await addOfficer(deps, systemActor, officer());
    expect(code(await signInDemo(deps, "demo-centre", false))).toBe("demo-off");
    expect(code(await signInDemo(deps, "cb-001", true))).toBe("unknown-officer");
    expect(code(await signInDemo(deps, "demo-none", true))).toBe("unknown-officer");
    expect(await signInDemo(deps, "demo-centre", true)).toMatchObject({
      ok: true,
      value: { session: { scope: null, scopeUnitId: 0, demo: true } },
    });
    expect(code(await signIn(deps, { code: "demo-centre", password }))).toBe("wrong-credentials");
    expect(code(await resetPassword(deps, systemActor, "demo-centre", password))).toBe("demo-officer");
  });
});
