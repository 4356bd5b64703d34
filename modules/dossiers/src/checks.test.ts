import { newId } from "@dinhdanh/kernel";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { checkDue, startChecker } from "./check-dossiers.ts";
import { type CheckFinding, checkKeys } from "./contract.ts";
import type { Abis } from "./ports.ts";
import { findingsOfDossier } from "./store/findings.ts";
import { claimChecks } from "./store/queue.ts";
import {
  act,
  centre,
  checked,
  collector,
  type Drafted,
  drafted,
  type DossierRegister,
  dossierRegister,
  goodSteps,
  happen,
  id,
  type PersonFacts,
} from "./test-dossier-register.ts";

let register: DossierRegister;
beforeAll(async () => {
  register = await dossierRegister();
});
afterAll(() => register.close());
beforeEach(() => register.empty());

const findings = (dossierId: string) => findingsOfDossier(register.sql, { personId: id(1), dossierId });
const restated = { sex: "male", residenceStatus: "present", birthDate: "1990-05-05", unitsOn: "2023-01-01" };
const change = { field: "address" as const, from: "Thôn Cũ", to: "Thôn Mới", evidence: "Sổ hộ khẩu", form: "DC01" as const };

it("records each check with outcome and evidence", async () => {
  await register.register(1);
  const dossierId = await checked(register, 1);
  expect(await register.stateOf(dossierId)).toBe("clean");
  const found = await findings(dossierId);
  expect(found.map(({ check }) => check).sort()).toEqual([...checkKeys].sort());
  for (const one of found) expect(one).toMatchObject({ outcome: "passed", cause: null, mends: [], overriddenBy: null });
  expect(found.find(({ check }) => check === "number")?.evidence).toEqual({ hasNumber: true, yearAgrees: true, sexAgrees: true });
  expect(found.find(({ check }) => check === "fingerprints")?.evidence).toMatchObject({ compared: false });
});

describe("a check that fails names its cause and what to mend", () => {
  type Failing = {
    person?: PersonFacts;
    draft?: Drafted;
    before?: () => Promise<unknown>;
    finding: Partial<CheckFinding> & { check: CheckFinding["check"] };
    fields: string[];
  };
  const finding = (kind: string, field: string) =>
    register.sql`INSERT INTO population.finding VALUES (${id(1)}, ${kind}, ${field}, 'x', true, now())`;
  it.each<[string, Failing]>([
    [
      "year and sex against the number",
      { person: { pin: "035391000001" }, finding: { check: "number", cause: "papers-conflict" }, fields: ["birthDate", "sex"] },
    ],
    ["no number", { person: { pin: "" }, finding: { check: "number", cause: "papers-conflict" }, fields: ["pin"] }],
    [
      "a conflict of the register",
      {
        before: () => finding("impossible-birth-date", "birthDate"),
        finding: { check: "register", cause: "papers-conflict" },
        fields: ["birthDate"],
      },
    ],
    [
      "a change from what the register never held",
      {
        draft: { steps: { changes: { changes: [change] } } },
        finding: { check: "register", cause: "misdeclared" },
        fields: ["changes.address"],
      },
    ],
    [
      "a change that a correction has overtaken",
      {
        before: () => register.record(act("person.corrected", 1, "2023-06-01T09:00:00+07:00", { ...restated, permanentUnit: "13450" })),
        draft: { steps: { changes: { changes: [change] } } },
        finding: { check: "register", cause: "later-correction" },
        fields: ["changes.address"],
      },
    ],
    [
      "two residences at one time",
      {
        before: () => register.record(act("person.corrected", 1, "2023-02-01T09:00:00+07:00", { ...restated, permanentUnit: "13408" })),
        finding: { check: "residences", cause: "two-residences" },
        fields: ["permanentUnit"],
      },
    ],
    [
      "a card in force",
      {
        before: async () =>
          void (register.deps.ports.cardsInForce = async (_, people) => new Map(people.map((person) => [person, [{ serial: "C1" }]]))),
        finding: { check: "cards", cause: "card-in-force" },
        fields: ["kind"],
      },
    ],
    [
      "a poor portrait",
      {
        before: async () =>
          void (register.deps.ports.judgePortrait = async () => ({
            ...{ measures: { faces: 2 }, faults: [{ key: "faces", text: { vi: "Chụp một người", en: "One face" } }] },
          })),
        // whatever the page says it measured
        finding: {
          check: "portrait",
          cause: "poor-portrait",
          evidence: { required: true, captured: true, faults: 1, kept: false, measured_faces: 2 },
        },
        fields: ["portrait.faces"],
      },
    ],
  ])("%s", async (_, { person = {}, draft = {}, before, finding: expected, fields }) => {
    await register.register(1, person);
    // within the reach of who collects, whatever the test makes of the person's residence
    const dossierId = await drafted(register, 1, draft);
    await before?.();
    await happen(register, collector, dossierId, "submit");
    await checkDue(register.deps);
    const failedOnes = (await findings(dossierId)).filter(({ outcome }) => outcome === "failed");
    expect(failedOnes).toMatchObject([expected]);
    expect(failedOnes[0]?.mends.map(({ field }) => field)).toEqual(fields);
    for (const { text } of failedOnes[0]?.mends ?? []) expect(text.vi).not.toBe(text.en);
    expect([await register.stateOf(dossierId), (await register.sql`SELECT causes FROM dossiers.dossier`)[0]?.["causes"]]).toEqual([
      "flagged",
      [expected.cause],
    ]);
  });

  it("blurred prints, finger by finger; a missing finger is no fault", async () => {
    await register.register(1);
    const dossierId = await drafted(register, 1);
    await register.sql`UPDATE dossiers.capture SET quality = 10 WHERE slot IN ('finger-2', 'finger-7')`;
    await register.sql`UPDATE dossiers.capture SET bytes = NULL, media_type = NULL, quality = NULL, missing = 'amputated' WHERE slot = 'finger-5'`;
    await happen(register, collector, dossierId, "submit");
    await checkDue(register.deps);
    const prints = (await findings(dossierId)).find(({ check }) => check === "fingerprints");
    expect(prints).toMatchObject({ cause: "blurred-prints", evidence: { blurred: 2, missing: 1 } });
    expect(prints?.mends.map(({ field }) => field)).toEqual(["finger-2", "finger-7"]);
    await happen(register, centre, dossierId, "return");
    await register.sql`UPDATE dossiers.capture SET quality = 70`;
    await happen(register, collector, dossierId, "resubmit");
    await checkDue(register.deps);
    expect(await register.stateOf(dossierId)).toBe("clean");
  });
});

it("takes a kept portrait, a move between two residences, and a change from what the register holds", async () => {
  await register.register(1);
  await register.sql`UPDATE population.person SET address = 'Thôn Cũ'`;
  register.deps.ports.judgePortrait = async () => ({ measures: {}, faults: [{ key: "light", text: { vi: "Tối", en: "Dark" } }] });
  await register.record(act("person.moved", 1, "2023-03-01T09:00:00+07:00", { fromUnit: "13408", toUnit: "13450" }));
  const kept = { portrait: { measurements: {}, kept: "Người bệnh tại giường" }, changes: { changes: [change] } };
  expect(await register.stateOf(await checked(register, 1, { steps: { ...goodSteps, ...kept } }))).toBe("clean");
});

describe("a matcher", () => {
  /** Answers when told to; remembers what it was given. */
  function matcher(answer: Exclude<Awaited<ReturnType<Abis["answer"]>>, string>) {
    const given = new Map<string, number>();
    let ready = false;
    const abis: Abis = {
      submit: async ({ requestId, prints }) => void given.set(requestId, prints.length),
      answer: async (requestId) => (given.has(requestId) ? (ready ? answer : "working") : "unknown"),
    };
    return { abis, given, finish: () => void (ready = true) };
  }
  const again = async () => {
    register.clock.advanceMs(3_000);
    return checkDue(register.deps);
  };

  it.each([
    ["nobody", { candidates: [], enrolled: false }, "clean", null],
    ["the person's own prints", { candidates: [{ personId: id(1), score: 9 }], enrolled: true }, "clean", null],
    ["another person", { candidates: [{ personId: id(2), score: 9 }], enrolled: false }, "flagged", "duplicate-fingerprints"],
    ["not the person's own", { candidates: [], enrolled: true }, "flagged", "swapped-person"],
  ])("that finds %s", async (_, answer, state, cause) => {
    await register.register(1);
    const { abis, given, finish } = matcher(answer);
    register.deps.ports.abis = abis;
    const dossierId = await checked(register, 1);
    expect([await register.stateOf(dossierId), [...given.values()]]).toEqual(["submitted", [10]]);
    expect(await again()).toBe(1);
    expect([await register.stateOf(dossierId), given.size]).toEqual(["submitted", 1]);
    finish();
    await again();
    expect(await register.stateOf(dossierId)).toBe(state);
    expect((await findings(dossierId)).find(({ check }) => check === "fingerprints")).toMatchObject({ cause });
  });

  it("that does not answer in time: the dossier comes to the queue with its cause, and is compared anew when it is checked again", async () => {
    await register.register(1);
    const { abis, given, finish } = matcher({ candidates: [], enrolled: false });
    register.deps.ports.abis = { ...abis, answer: async (requestId) => (given.has(requestId) ? "silent" : "unknown") };
    const dossierId = await checked(register, 1);
    await again();
    expect(await register.stateOf(dossierId)).toBe("flagged");
    expect((await findings(dossierId)).find(({ check }) => check === "fingerprints")).toMatchObject({ cause: "matcher-silent" });
    register.deps.ports.abis = abis;
    finish();
    await happen(register, centre, dossierId, "recheck");
    await checkDue(register.deps);
    await again();
    expect([await register.stateOf(dossierId), given.size]).toEqual(["clean", 2]);
  });

  it("is not asked about somebody without a finger that can be taken", async () => {
    await register.register(1);
    const { abis, given } = matcher({ candidates: [], enrolled: false });
    register.deps.ports.abis = abis;
    const dossierId = await drafted(register, 1);
    await register.sql`UPDATE dossiers.capture SET bytes = NULL, media_type = NULL, quality = NULL, missing = 'worn' WHERE slot LIKE 'finger-%'`;
    await happen(register, collector, dossierId, "submit");
    await checkDue(register.deps);
    expect([await register.stateOf(dossierId), given.size]).toEqual(["clean", 0]);
  });

  it("that cannot read the prints: they are to be taken again", async () => {
    await register.register(1);
    const { abis, given } = matcher({ candidates: [], enrolled: false });
    register.deps.ports.abis = { ...abis, answer: async (requestId) => (given.has(requestId) ? "unreadable" : "unknown") };
    const dossierId = await checked(register, 1);
    await again();
    expect(await register.stateOf(dossierId)).toBe("flagged");
    expect((await findings(dossierId)).find(({ check }) => check === "fingerprints")).toMatchObject({ cause: "blurred-prints" });
  });

  it("is asked anew about a dossier that is checked again", async () => {
    await register.register(1);
    const { abis, given, finish } = matcher({ candidates: [], enrolled: false });
    register.deps.ports.abis = abis;
    const dossierId = await checked(register, 1);
    finish();
    await again();
    await happen(register, centre, dossierId, "recheck");
    await checkDue(register.deps);
    expect(given.size).toBe(2);
  });
});

describe("the queue", () => {
  it("gives a dossier to one worker, and to another when the first has died", async () => {
    await register.register(1);
    const dossierId = await drafted(register, 1);
    await happen(register, collector, dossierId, "submit");
    const at = (seconds: number) => new Date(register.clock.nowMs() + seconds * 1000).toISOString();
    // a worker that claims and is never heard of again
    expect(await claimChecks(register.sql, at(0), at(60), 10)).toMatchObject([{ dossierId }]);
    expect(await checkDue(register.deps)).toBe(0);
    register.clock.advanceMs(59_000);
    expect(await checkDue(register.deps)).toBe(0);
    register.clock.advanceMs(1_000);
    expect(await checkDue(register.deps)).toBe(1);
    expect(await register.stateOf(dossierId)).toBe("clean");
    expect(await register.sql`SELECT attempts FROM dossiers.checking`).toEqual([]);
  });

  it("loses nothing when a check breaks off, and goes on with the others", async () => {
    await Promise.all([1, 2, 3].map((n) => register.register(n)));
    let broken = true;
    register.deps.ports.cardsInForce = async (_, people) => {
      if (broken && people.includes(id(2))) throw new Error("the power went");
      return new Map();
    };
    for (const n of [1, 2, 3]) await happen(register, collector, await drafted(register, n), "submit");
    await expect(checkDue(register.deps)).rejects.toThrow("1 of 3 dossiers could not be checked");
    expect([...(await register.sql`SELECT state FROM dossiers.dossier ORDER BY state`)].map((row) => String(row["state"]))).toEqual(["clean", "clean", "submitted"]); // prettier-ignore
    broken = false;
    register.clock.advanceMs(60_000);
    while ((await checkDue(register.deps)) > 0);
    expect(await register.sql`SELECT DISTINCT state FROM dossiers.dossier`).toEqual([{ state: "clean" }]);
  });

  it("is worked off beside the server until it is stopped", async () => {
    await register.register(1);
    const errors: unknown[] = [];
    const worker = startChecker(register.deps, { everyMs: 10, onError: (error) => errors.push(error) });
    const dossierId = await drafted(register, 1);
    await happen(register, collector, dossierId, "submit");
    await expect.poll(() => register.stateOf(dossierId), { timeout: 5_000 }).toBe("clean");
    await worker.stop();
    await happen(register, centre, dossierId, "recheck", { actId: newId() });
    expect([await register.stateOf(dossierId), errors]).toEqual(["submitted", []]);
  });

  it("forgets a dossier that was put on hold or withdrawn before it was its turn", async () => {
    await Promise.all([register.register(1), register.register(2)]);
    const [held, withdrawn] = [await drafted(register, 1), await drafted(register, 2)];
    for (const dossierId of [held, withdrawn]) await happen(register, collector, dossierId, "submit");
    await happen(register, centre, held, "hold");
    await happen(register, collector, withdrawn, "withdraw");
    expect(await checkDue(register.deps)).toBe(0);
    await happen(register, centre, held, "release");
    expect(await checkDue(register.deps)).toBe(1);
  });
});
