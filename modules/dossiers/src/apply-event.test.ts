import { newId } from "@dinhdanh/kernel";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { applyEvent } from "./apply-event.ts";
import { checkDue } from "./check-dossiers.ts";
import { type DossierEvent, type DossierRefusal, dossierStates, type EventRequest, officerEvents } from "./contract.ts";
import { answerTo, events } from "./contract.ts";
import { viewDossier } from "./view-dossier.ts";
import {
  auditor,
  centre,
  checked,
  collector,
  colleague,
  commander,
  type Drafted,
  drafted,
  type DossierRegister,
  dossierRegister,
  eventRequest,
  goodSteps,
  accepted,
  happen,
  id,
  neighbour,
  otherProvince,
} from "./test-dossier-register.ts";

let register: DossierRegister;
beforeAll(async () => {
  register = await dossierRegister({ max: 12 });
});
afterAll(() => register.close());
beforeEach(async () => {
  await register.empty();
  await register.register(1);
});

const apply = (by: typeof collector, dossierId: string, event: DossierEvent, request: Partial<EventRequest> = {}) =>
  applyEvent(
    register.deps,
    by,
    { dossierId, event },
    eventRequest({ reason: "Theo giấy tờ", ...(event === "return" ? { steps: ["portrait"] } : {}), ...request }),
  );
const refused = async (answer: ReturnType<typeof apply>): Promise<string> => {
  const outcome = await answer;
  return outcome.ok ? `accepted: ${outcome.value.state}` : outcome.refusal.code;
};

it("carries a dossier from submission over the checks to approval, with an act for each step", async () => {
  const dossierId = await drafted(register, 1);
  const receipt = await happen(register, collector, dossierId, "submit");
  expect(receipt).toMatchObject({ state: "submitted", dueOn: "2023-06-22", stageDueOn: "2023-06-05" });
  expect(await register.figures("2023-06-01")).toMatchObject({ eligible: 1, collected: 1 });
  const other = await checked(register, 1, { request: { dossierId: newId() } });
  expect([await register.stateOf(dossierId), await register.stateOf(other)]).toEqual(["clean", "flagged"]);
  expect(await happen(register, centre, dossierId, "approve")).toMatchObject({ state: "approved", stageDueOn: "2023-06-06" });
  expect(await register.figures("2023-06-01")).toMatchObject({ collected: 1, approved: 1 });
  expect(await register.actsOf(1)).toEqual(["dossier.collected", "dossier.collected", "dossier.approved"]);
  expect(await register.differences()).toEqual([]);
});

describe("the same act again", () => {
  it("answers the same receipt and changes nothing, also when the dossier has gone on", async () => {
    const dossierId = await drafted(register, 1);
    const request = eventRequest({ versions: { kind: 1, fee: 1 } });
    const first = await applyEvent(register.deps, collector, { dossierId, event: "submit" }, request);
    register.clock.advanceMs(1000);
    await happen(register, centre, dossierId, "hold");
    expect(await applyEvent(register.deps, collector, { dossierId, event: "submit" }, request)).toEqual(first);
    expect(await register.stateOf(dossierId)).toBe("on-hold");
    expect(await register.actsOf(1)).toEqual(["dossier.collected", "dossier.held"]);
    expect(await refused(apply(collector, dossierId, "submit", { ...request, versions: { kind: 2 } }))).toBe("act-differs");
    expect(await refused(apply(collector, dossierId, "submit"))).toBe("dossier-on-hold");
  });

  it("does not let an id serve twice where the event would be allowed again", async () => {
    const dossierId = await checked(register, 1);
    const hold = { actId: newId(), reason: "Chờ xác minh" };
    await happen(register, centre, dossierId, "hold", hold);
    await happen(register, centre, dossierId, "release");
    expect(await apply(centre, dossierId, "hold", hold)).toMatchObject({ ok: true, value: { state: "on-hold" } });
    expect(await register.stateOf(dossierId)).toBe("submitted");
    expect(await refused(apply(centre, dossierId, "hold", { ...hold, reason: "Khác" }))).toBe("act-differs");
  });

  it("sent ten times at once, leaves one act and one place in the queue", async () => {
    const dossierId = await drafted(register, 1);
    const request = eventRequest();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => applyEvent(register.deps, collector, { dossierId, event: "submit" }, request)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ ok: true, value: { state: "submitted" } });
    expect(await register.actsOf(1)).toEqual(["dossier.collected"]);
    expect(await register.sql`SELECT dossier_id FROM dossiers.checking`).toEqual([{ dossier_id: dossierId }]);
  });

  it("ten devices with ids of their own: one stands, nine are told how it stands", async () => {
    const dossierId = await drafted(register, 1);
    const answers = await Promise.all(Array.from({ length: 10 }, () => refused(apply(collector, dossierId, "submit"))));
    expect(answers.sort()).toEqual(["accepted: submitted", ...Array.from({ length: 9 }, () => "dossier-submitted")]);
  });
});

it("two devices for one person: one stands, the other waits with its cause, none is lost", async () => {
  const [a, b] = await Promise.all([drafted(register, 1), drafted(register, 1, { by: colleague })]);
  await Promise.all([happen(register, collector, a, "submit"), happen(register, colleague, b, "submit")]);
  await Promise.all([checkDue(register.deps), checkDue(register.deps), checkDue(register.deps)]);
  const rows = await register.sql`SELECT state, causes FROM dossiers.dossier ORDER BY state`;
  expect([...rows]).toEqual([
    { state: "clean", causes: [] },
    { state: "flagged", causes: ["dossier-open"] },
  ]);
  expect((await register.figures("2023-06-01"))["collected"]).toBe(1);
});

it("counts the person among the remaining again when the dossier is refused, unless another stands", async () => {
  const first = await checked(register, 1);
  const second = await checked(register, 1);
  register.clock.advanceDays(5);
  const later = { occurredAt: "2023-06-06T08:00:00+07:00" };
  await happen(register, centre, first, "refuse", later);
  expect((await register.figures("2023-06-06"))["collected"]).toBe(1);
  await happen(register, collector, second, "withdraw", later);
  expect(await register.figures("2023-06-06")).toMatchObject({ eligible: 1 });
  expect((await register.figures("2023-06-06"))["collected"] ?? 0).toBe(0);
  expect((await register.figures("2023-06-05"))["collected"]).toBe(1);
  register.clock.advanceDays(3);
  const third = await drafted(register, 1, { request: { occurredAt: "2023-06-09T07:00:00+07:00" } });
  await happen(register, collector, third, "submit", { occurredAt: "2023-06-09T08:00:00+07:00" });
  expect((await register.figures("2023-06-09"))["collected"]).toBe(1);
  expect((await register.figures("2023-06-08"))["collected"] ?? 0).toBe(0);
  expect(await register.differences()).toEqual([]);
});

describe("refuses, in the order checked", () => {
  type Given = { by?: typeof collector; event?: DossierEvent; request?: Partial<EventRequest>; draft?: Drafted };
  type Row = [name: string, code: DossierRefusal, given: Given];
  it.each<Row>([
    ["a time in the future", "time-in-future", { request: { occurredAt: "2023-06-01T08:06:00+07:00" } }],
    ["another commune", "outside-territory", { by: neighbour }],
    ["another province", "outside-territory", { by: otherProvince, event: "refuse" }],
    ["what the state does not take", "dossier-draft", { by: commander, event: "approve" }],
    ["who may not collect", "not-permitted", { by: commander }],
    ["who may do nothing", "not-permitted", { by: auditor }],
    ["a refusal without a reason", "reason-missing", { event: "refuse-at-counter" }],
    ["a step that changed elsewhere", "version-stale", { request: { versions: { kind: 2 } } }],
    ["a step that is missing", "dossier-incomplete", { draft: { without: ["features"] } }],
    ["a finger that is missing", "dossier-incomplete", { draft: { without: ["finger-7"] } }],
    ["a signature that is missing", "dossier-incomplete", { draft: { steps: { signatures: { citizen: "paper", officer: "screen" } } } }],
    ["a circumstance of another kind", "circumstance-unfit", { draft: { steps: { kind: { circumstance: "lost" } } } }],
    ["a fee that differs", "fee-differs", { draft: { steps: { fee: { exemption: null, paidVnd: 10 } } } }],
  ])("%s: %s", async (_, code, { by = collector, event = "submit", request, draft }) => {
    const dossierId = await drafted(register, 1, draft);
    expect(await refused(applyEvent(register.deps, by, { dossierId, event }, eventRequest(request)))).toBe(code);
    expect(await register.stateOf(dossierId)).toBe("draft");
    expect(await register.actsOf(1)).toEqual([]);
  });

  it("a return that names no step; what it names, and why, stands in the history", async () => {
    const dossierId = await drafted(register, 1);
    await happen(register, collector, dossierId, "submit");
    const send = (more: Partial<EventRequest>) =>
      applyEvent(register.deps, commander, { dossierId, event: "return" }, eventRequest({ reason: "Ảnh của người khác", ...more }));
    expect(await refused(send({}))).toBe("steps-missing");
    const actId = newId();
    const receipt = accepted(await send({ actId, steps: ["portrait", "features"] }));
    expect(accepted(await send({ actId, steps: ["portrait", "features"] }))).toEqual(receipt);
    expect(await refused(send({ actId, steps: ["portrait"] }))).toBe("act-differs");
    const { history } = accepted(await viewDossier(register.deps, commander, { dossierId, purpose: "verify" }));
    expect(history.map(({ kind, reason, steps }) => [kind, reason, steps])).toEqual([
      ["dossier.collected", "Theo giấy tờ", []],
      ["dossier.returned", "Ảnh của người khác", ["portrait", "features"]],
    ]);
  });

  it("somebody too young, dead, of unknown age, or no citizen; and says from when on", async () => {
    await register.register(2, { birthDate: "2010-03-03" });
    await register.register(3, { diedOn: "2023-05-01" });
    await register.register(4, { birthDate: null });
    await register.register(5, { nationality: "DEU" });
    const answers = await Promise.all([2, 3, 4, 5].map(async (n) => apply(collector, await drafted(register, n), "submit")));
    expect(answers).toMatchObject([
      { refusal: { code: "too-young", details: { from: "2024-03-03" } } },
      { refusal: { code: "deceased" } },
      { refusal: { code: "birth-unknown" } },
      { refusal: { code: "not-vietnamese" } },
    ]);
    const young = await drafted(register, 2);
    expect(await happen(register, collector, young, "refuse-at-counter", { cause: "not-eligible" })).toMatchObject({ state: "refused" });
    expect(await register.actsOf(2)).toEqual(["dossier.refused"]);
    expect(await register.differences()).toEqual([]);
  });

  it("what nobody opened", async () => {
    expect(await refused(apply(collector, newId(), "submit"))).toBe("dossier-not-found");
  });

  it("the decision of who collected, edited or submitted", async () => {
    const dossierId = await checked(register, 1);
    await register.sql`UPDATE dossiers.dossier SET collectors = collectors || ${centre.code}::text`;
    for (const event of ["approve", "refuse"] as const) expect(await refused(apply(centre, dossierId, event))).toBe("four-eyes");
    expect(await happen(register, commander, dossierId, "approve")).toMatchObject({ state: "approved" });
  });

  it("an override of what has not failed", async () => {
    await register.register(2, { pin: "035290000002" });
    const dossierId = await checked(register, 2);
    expect(await refused(apply(centre, dossierId, "override", { check: "portrait" }))).toBe("check-not-failed");
    expect(await refused(apply(centre, dossierId, "override"))).toBe("check-not-failed");
    expect(await happen(register, centre, dossierId, "override", { check: "number" })).toMatchObject({ state: "clean" });
  });
});

it("answers every officer's event in every state as the table says", async () => {
  const dossierId = await drafted(register, 1);
  for (const state of dossierStates) {
    for (const event of officerEvents) {
      await register.sql`UPDATE dossiers.dossier SET state = ${state} WHERE person_id = ${id(1)}`;
      await register.sql`UPDATE dossiers.finding SET outcome = 'failed'`;
      const by = events[event].cause.by === "collect" ? collector : centre;
      const step = answerTo(state, event);
      const expected = typeof step === "string" ? step : event === "override" ? "check-not-failed" : `accepted: ${step.next}`;
      expect([state, event, await refused(apply(by, dossierId, event))]).toEqual([state, event, expected]);
    }
  }
  expect(await register.differences()).toEqual([]);
});

it("asks for no biometrics under 6, and for the guardian under 14, from July 2024 on", async () => {
  register.clock.set("2024-07-02T08:00:00+07:00");
  await register.register(5, { birthDate: "2020-01-01", pin: "035220000005" });
  const request = { occurredAt: "2024-07-02T07:00:00+07:00" };
  const images = ["portrait", "fingerprints", ...Array.from({ length: 10 }, (_, index) => `finger-${index + 1}`)];
  const alone = await drafted(register, 5, { request, without: images });
  expect(await apply(collector, alone, "submit", request)).toMatchObject({ refusal: { details: { missing: "throughGuardian" } } });
  const steps = { kind: { ...goodSteps.kind, throughGuardian: "Mẹ" } };
  const dossierId = await checked(register, 5, { request, without: images, steps });
  expect(await register.stateOf(dossierId)).toBe("clean");
});

it("leaves nothing behind when a write fails in the middle", async () => {
  const dossierId = await drafted(register, 1);
  await register.sql`ALTER TABLE dossiers.checking ADD CONSTRAINT broken CHECK (attempts > 0)`;
  await expect(apply(collector, dossierId, "submit")).rejects.toMatchObject({ code: "23514" });
  await register.sql`ALTER TABLE dossiers.checking DROP CONSTRAINT broken`;
  expect([await register.stateOf(dossierId), await register.actsOf(1)]).toEqual(["draft", []]);
  expect(await register.differences()).toEqual([]);
  expect((await register.figures("2023-06-01"))["collected"] ?? 0).toBe(0);
  await happen(register, collector, dossierId, "submit");
  expect(await register.stateOf(dossierId)).toBe("submitted");
});
