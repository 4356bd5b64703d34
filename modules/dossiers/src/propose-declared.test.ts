import { accept } from "@dinhdanh/kernel";
import { factsOf } from "@dinhdanh/population";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { applyEvent } from "./apply-event.ts";
import { approvedContent } from "./approved-content.ts";
import { checkDue } from "./check-dossiers.ts";
import type { StepContent } from "./contract.ts";
import { saveStep } from "./save-step.ts";
import {
  accepted,
  centre,
  checked,
  collector,
  commander,
  decideChanges,
  type DossierRegister,
  dossierRegister,
  drafted,
  eventRequest,
  happen,
  id,
} from "./test-dossier-register.ts";
import { viewDossier } from "./view-dossier.ts";

let register: DossierRegister;
beforeAll(async () => {
  register = await dossierRegister();
});
beforeEach(() => register.empty());
afterAll(() => register.close());

type Change = StepContent<"changes">["changes"][number];
const ethnicity: Change = { field: "ethnicity", from: null, to: "Tày", evidence: "Giấy khai sinh", form: "DC02" };
const sex: Change = { field: "sex", from: "male", to: "Nữ", evidence: "Giấy khai sinh", form: "DC02" };
const religion: Change = { field: "religion", from: null, to: "Phật giáo", evidence: "Tờ khai", form: "DC01" };
const move: Change = { field: "permanentUnit", from: "13450", to: "13408", evidence: "CT01", form: "DC01" };
const birth: Change = { field: "birthDate", from: "1990-05-05", to: "ngày rằm", evidence: "Lời khai", form: "DC02" };

const rows = async () => {
  const found = await register.sql`
    SELECT changes, form, since, state, proposed_by, decided_by, evidence FROM population.correction ORDER BY changes -> 0 ->> 'field', state`;
  return found.map((row) => {
    const [{ field, to } = { field: "", to: "" }] = row["changes"] as Change[];
    return [field, to, ...["form", "since", "state", "proposed_by", "decided_by"].map((column) => row[column] as string | null)];
  });
};
const proposalActs = async () => {
  const found = await register.sql`SELECT kind FROM ledger.act WHERE kind LIKE 'person.correction-%' ORDER BY kind`;
  return found.map((row) => String(row["kind"]).slice("person.correction-".length));
};
const declared = async (dossierId: string) => {
  const view = await viewDossier(register.deps, commander, { dossierId, purpose: "verify" });
  return view.ok ? view.value.declared.map(({ field, state, decidedBy }) => [field, state, decidedBy]) : view.refusal.code;
};

it("proposes each change that a submitted dossier declares, once, and says what cannot be proposed", async () => {
  await register.register(1);
  const dossierId = await drafted(register, 1, { steps: { changes: { changes: [ethnicity, sex, religion, move, birth] } } });
  expect(await declared(dossierId)).toEqual([
    ...[["ethnicity", "not-sent", null], ["sex", "not-sent", null], ["religion", "not-sent", null]], // prettier-ignore
    ...[["permanentUnit", "move", null], ["birthDate", "malformed", null]], // prettier-ignore
  ]);
  const request = eventRequest();
  const submit = () => applyEvent(register.deps, collector, { dossierId, event: "submit" }, request);
  expect(await submit()).toEqual(await submit());
  expect(await rows()).toEqual([
    ["ethnicity", "Tày", "DC02", null, "proposed", "cb-1", null],
    ["religion", "Phật giáo", "DC01", "2023-06-01", "proposed", "cb-1", null],
    ["sex", "female", "DC02", null, "proposed", "cb-1", null],
  ]);
  expect(await proposalActs()).toEqual(["proposed", "proposed", "proposed"]);
  expect(await declared(dossierId)).toContainEqual(["sex", "proposed", null]);
  // nothing of the person has changed
  expect(await factsOf(register.sql, id(1))).toMatchObject({ sex: "male" });
});

it("follows a dossier that is returned and submitted again with other changes", async () => {
  await register.register(1);
  const dossierId = await checked(register, 1, { steps: { changes: { changes: [ethnicity, religion] } } });
  await happen(register, commander, dossierId, "return");
  const changes = [{ ...ethnicity, to: "Nùng" }, religion];
  expect(await saveStep(register.deps, collector, { dossierId, step: "changes" }, { version: 1, content: { changes } })).toMatchObject(
    accept({ step: "changes" }),
  );
  await happen(register, collector, dossierId, "resubmit");
  expect((await rows()).map(([field, to, , , state]) => [field, to, state])).toEqual([
    ["ethnicity", "Nùng", "proposed"],
    ["ethnicity", "Tày", "withdrawn"],
    ["religion", "Phật giáo", "proposed"],
  ]);
  expect(await declared(dossierId)).toEqual([["ethnicity", "proposed", null], ["religion", "proposed", null]]); // prettier-ignore
});

it.each([
  ["withdraw", collector],
  ["refuse", commander],
] as const)("takes proposals back when the dossier ends by %s, but for those that were decided", async (event, by) => {
  await register.register(1);
  const dossierId = await checked(register, 1, { steps: { changes: { changes: [ethnicity, religion] } } });
  await register.sql`UPDATE population.correction SET state = 'approved', decided_by = 'chief' WHERE changes -> 0 ->> 'field' = 'religion'`;
  await happen(register, by, dossierId, event);
  expect(await declared(dossierId)).toEqual([
    ["ethnicity", "withdrawn", by.code],
    ["religion", "approved", "chief"],
  ]);
  expect(await proposalActs()).toEqual(["proposed", "proposed", "withdrawn"]);
});

it("proposes nothing for a dossier that declares nothing", async () => {
  await register.register(1);
  await checked(register, 1);
  expect([await rows(), await proposalActs()]).toEqual([[], []]);
});

const approve = async (dossierId: string) => {
  const answer = await applyEvent(register.deps, centre, { dossierId, event: "approve" }, eventRequest());
  return answer.ok ? answer.value.state : answer.refusal.code;
};
const view = async (dossierId: string) => accepted(await viewDossier(register.deps, centre, { dossierId, purpose: "verify" }));

it("is approved when the chief has approved what it declares, and not before", async () => {
  await register.register(1);
  const dossierId = await checked(register, 1, { steps: { changes: { changes: [ethnicity, sex] } } });
  expect(await register.stateOf(dossierId)).toBe("clean");
  expect(await approve(dossierId)).toBe("changes-waiting");
  const waits = await view(dossierId);
  expect([waits.hold, waits.events.includes("approve"), waits.events.includes("return")]).toEqual(["changes-waiting", false, true]);
  expect(waits.declared.every(({ correctionId }) => correctionId !== null)).toBe(true);
  expect([await register.stateOf(dossierId), await register.actsOf(1)]).toEqual(["clean", ["dossier.collected"]]);
  await decideChanges(register, "approve");
  const decided = await view(dossierId);
  expect([decided.hold, decided.events.includes("approve")]).toEqual([null, true]);
  expect(await approve(dossierId)).toBe("approved");
  // what is printed is what the register holds now
  expect((await approvedContent(register.sql, id(1), dossierId))?.facts).toMatchObject({ ethnicity: "Tày", sex: "female" });
});

it("goes back when a change was refused, and comes again without it or with other papers", async () => {
  await register.register(1);
  const dossierId = await checked(register, 1, { steps: { changes: { changes: [ethnicity, religion] } } });
  await decideChanges(register, "refuse");
  expect(await approve(dossierId)).toBe("changes-refused");
  expect((await view(dossierId)).mends.map(({ field }) => field)).toEqual(["changes.ethnicity.refused", "changes.religion.refused"]);
  await happen(register, commander, dossierId, "return");
  const save = (version: number, changes: Change[]) =>
    saveStep(register.deps, collector, { dossierId, step: "changes" }, { version, content: { changes } });
  const comeAgain = async () => {
    await happen(register, collector, dossierId, "resubmit");
    while ((await checkDue(register.deps)) > 0);
  };
  // the same once more is not taken: it would be refused again after all checks
  const again = await applyEvent(register.deps, collector, { dossierId, event: "resubmit" }, eventRequest());
  expect([again.ok || again.refusal.code, await register.stateOf(dossierId)]).toEqual(["changes-refused-again", "returned"]);
  expect(await save(1, [{ ...ethnicity, evidence: "Quyết định cải chính" }])).toMatchObject({ ok: true });
  await comeAgain();
  expect(await declared(dossierId)).toEqual([["ethnicity", "proposed", null]]);
  expect((await register.sql`SELECT evidence FROM population.correction WHERE state = 'proposed'`)[0]).toEqual({
    evidence: "Quyết định cải chính",
  });
  expect(await approve(dossierId)).toBe("changes-waiting");
  await decideChanges(register, "approve");
  expect(await approve(dossierId)).toBe("approved");
  expect(await register.differences()).toEqual([]);
});

it("does not wait for what the register holds already, and waits for a move until it is recorded", async () => {
  await register.register(1);
  const dossierId = await checked(register, 1, { steps: { changes: { changes: [ethnicity, move] } } });
  await register.sql`UPDATE population.person SET ethnicity = 'Tày'`;
  expect(await declared(dossierId)).toEqual([["ethnicity", "held", null], ["permanentUnit", "move", null]]); // prettier-ignore
  expect(await approve(dossierId)).toBe("changes-waiting");
  await register.sql`UPDATE population.person SET permanent_unit = '13408'`;
  expect(await approve(dossierId)).toBe("approved");
});

it("proposes a residence that the register has wrongly, and waits until it is put right", async () => {
  await register.register(1);
  const wrong: Change = { ...move, form: "DC02" };
  const nowhere = await drafted(register, 1, { steps: { changes: { changes: [{ ...wrong, to: "99999" }] } } });
  expect(await declared(nowhere)).toEqual([["permanentUnit", "malformed", null]]);
  const dossierId = await checked(register, 1, { steps: { changes: { changes: [wrong] } } });
  expect(await declared(dossierId)).toEqual([["permanentUnit", "proposed", null]]);
  expect(await approve(dossierId)).toBe("changes-waiting");
  await decideChanges(register, "approve");
  expect(await factsOf(register.sql, id(1))).toMatchObject({ permanentUnit: "13408" });
  expect(await approve(dossierId)).toBe("approved");
  expect(await register.differences()).toEqual([]);
});

it("proposes no residence by a code that is another commune's by the time the dossier is told", async () => {
  await register.register(1);
  const dossierId = await drafted(register, 1, { steps: { changes: { changes: [{ ...move, to: "13402", form: "DC02" }] } } });
  // Nhật Tân until 2025-06-30, phường Kim Thanh from then on
  register.clock.set("2025-07-01T09:00:00+07:00");
  const request = eventRequest({ occurredAt: "2025-06-30T15:30:00+07:00" });
  expect(await applyEvent(register.deps, collector, { dossierId, event: "submit" }, request)).toMatchObject({ ok: true });
  expect([await rows(), await declared(dossierId)]).toEqual([[], [["permanentUnit", "malformed", null]]]);
});

it.each([
  ["the commune that it was merged into, under its own code", "13402", "approved"],
  ["another one of the new communes", "13456", "changes-waiting"],
])("finds a move into a commune that has been merged since recorded in %s", async (_, code, answer) => {
  await register.register(1);
  const dossierId = await checked(register, 1, { steps: { changes: { changes: [move] } } });
  // from 2025-07-01 Hoàng Tây 13408 is part of phường Kim Thanh 13402
  register.clock.set("2025-07-10T08:00:00+07:00");
  await register.sql`UPDATE population.person SET permanent_unit = ${code}`;
  expect(await approve(dossierId)).toBe(answer);
});
