import { newId } from "@dinhdanh/kernel";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type Answer, applyEvent } from "./apply-event.ts";
import { submitter } from "./submit-together.ts";
import {
  centre,
  collector,
  drafted,
  type DossierRegister,
  dossierRegister,
  eventRequest,
  happen,
  id,
  neighbour,
} from "./test-dossier-register.ts";

let register: DossierRegister;
let submit: ReturnType<typeof submitter>;
beforeAll(async () => {
  register = await dossierRegister({ max: 12 });
  submit = submitter(register.deps);
});
afterAll(() => register.close());
beforeEach(async () => {
  await register.empty();
  await Promise.all(Array.from({ length: 12 }, (_, n) => register.register(n + 1)));
});

const outcome = (answer: Answer) => (answer.ok ? answer.value.state : answer.refusal.code);
const queued = async () =>
  (await register.sql`SELECT dossier_id FROM dossiers.checking ORDER BY dossier_id`).map((row) => String(row["dossier_id"]));
const collectedActs = () => register.sql`SELECT subject_id, tx FROM ledger.act WHERE kind = 'dossier.collected'`;

it("writes those that come together in few transactions, each with act, state, standing and queue", async () => {
  const dossierIds = await Promise.all(Array.from({ length: 12 }, (_, n) => drafted(register, n + 1)));
  const answers = await Promise.all(dossierIds.map((dossierId) => submit(collector, { dossierId, event: "submit" }, eventRequest())));
  expect(answers.map(outcome)).toEqual(dossierIds.map(() => "submitted"));
  expect(answers.map((answer) => answer.ok && answer.value.dossierId)).toEqual(dossierIds);
  const acts = await collectedActs();
  expect(new Set(acts.map((act) => String(act["subject_id"]))).size).toBe(12);
  // the first goes at once, the others while it is under way
  expect(new Set(acts.map((act) => Number(act["tx"]))).size).toBe(2);
  expect(await queued()).toEqual(dossierIds.toSorted());
  expect((await register.figures("2023-06-01"))["collected"]).toBe(12);
  expect(await register.differences()).toEqual([]);
});

it("answers each as if it had come alone", async () => {
  const [good, other, incomplete, foreign] = await Promise.all([
    drafted(register, 1),
    drafted(register, 2),
    drafted(register, 3, { without: ["signatures", "finger-4"] }),
    drafted(register, 4),
  ]);
  const request = eventRequest();
  const first = await submit(collector, { dossierId: other, event: "submit" }, request);
  await happen(register, centre, other, "hold");
  const asked = [
    submit(collector, { dossierId: newId(), event: "submit" }, eventRequest()),
    submit(collector, { dossierId: good, event: "submit" }, eventRequest()),
    submit(collector, { dossierId: good, event: "submit" }, eventRequest()),
    submit(collector, { dossierId: incomplete, event: "submit" }, eventRequest()),
    submit(neighbour, { dossierId: foreign, event: "submit" }, eventRequest()),
    submit(collector, { dossierId: foreign, event: "submit" }, eventRequest({ occurredAt: "2023-06-02T08:00:00+07:00" })),
    submit(collector, { dossierId: foreign, event: "submit" }, eventRequest({ versions: { kind: 7 } })),
    submit(collector, { dossierId: other, event: "submit" }, request),
    submit(collector, { dossierId: other, event: "submit" }, { ...request, versions: { kind: 1 } }),
  ];
  const answers = await Promise.all(asked);
  expect(answers.map(outcome)).toEqual([
    ...["dossier-not-found", "submitted", "dossier-submitted", "dossier-incomplete", "outside-territory", "time-in-future"],
    ...["version-stale", "submitted", "act-differs"],
  ]);
  expect(answers[7]).toEqual(first);
  expect(await collectedActs()).toHaveLength(2);
});

it("does the others one by one when an act id has served before", async () => {
  const [held, a, b] = await Promise.all([drafted(register, 1), drafted(register, 1), drafted(register, 2)]);
  const request = eventRequest();
  await happen(register, collector, held, "submit", request);
  const dossiers: [string, typeof request][] = [[newId(), eventRequest()], [a, request], [b, eventRequest()]]; // prettier-ignore
  const answers = await Promise.all(dossiers.map(([dossierId, its]) => submit(collector, { dossierId, event: "submit" }, its)));
  expect(answers.map(outcome)).toEqual(["dossier-not-found", "act-differs", "submitted"]);
  expect([await register.stateOf(a), await register.stateOf(b)]).toEqual(["draft", "submitted"]);
});

it("the same request sent ten times at once leaves one act", async () => {
  const dossierId = await drafted(register, 1);
  const request = eventRequest();
  const answers = await Promise.all(Array.from({ length: 10 }, () => submit(collector, { dossierId, event: "submit" }, request)));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers.map(outcome)).toContain("submitted");
  expect([await register.actsOf(1), await queued()]).toEqual([["dossier.collected"], [dossierId]]);
});

it("does not let one whose dossier is locked keep the others waiting", async () => {
  const [locked, ...free] = await Promise.all([1, 2, 3].map((n) => drafted(register, n)));
  const unlock = Promise.withResolvers<void>();
  const taken = Promise.withResolvers<void>();
  const holding = register.sql.begin(async (tx) => {
    await tx`SELECT 1 FROM dossiers.dossier WHERE person_id = ${id(1)} FOR UPDATE`;
    taken.resolve();
    await unlock.promise;
  });
  await taken.promise;
  const late = submit(collector, { dossierId: locked ?? "", event: "submit" }, eventRequest());
  const others = await Promise.all(free.map((dossierId) => submit(collector, { dossierId, event: "submit" }, eventRequest())));
  expect(others.map(outcome)).toEqual(["submitted", "submitted"]);
  expect(await register.stateOf(locked ?? "")).toBe("draft");
  unlock.resolve();
  await holding;
  expect(outcome(await late)).toBe("submitted");
});

it("throws to each what breaks", async () => {
  const dossierIds = await Promise.all([1, 2, 3].map((n) => drafted(register, n)));
  const deps = { ...register.deps, ledger: { ...register.deps.ledger, record: () => Promise.reject(new Error("the disk is full")) } };
  const broken = submitter(deps);
  const answers = await Promise.allSettled(
    dossierIds.map((dossierId) => broken(collector, { dossierId, event: "submit" }, eventRequest())),
  );
  expect(answers.map((answer) => answer.status)).toEqual(["rejected", "rejected", "rejected"]);
  expect(await queued()).toEqual([]);
  const answer = await applyEvent(register.deps, collector, { dossierId: dossierIds[0] ?? "", event: "submit" }, eventRequest());
  expect(outcome(answer)).toBe("submitted");
});
