import { newId } from "@dinhdanh/kernel";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { saveCapture } from "./save-capture.ts";
import { saveStep } from "./save-step.ts";
import { toMend } from "./contract.ts";
import { viewDossier } from "./view-dossier.ts";
import { approvedContent } from "./approved-content.ts";
import { checkDue } from "./check-dossiers.ts";
import {
  accepted,
  act,
  centre,
  checked,
  collector,
  decideChanges,
  type DossierRegister,
  dossierRegister,
  drafted,
  goodSteps,
  happen,
  id,
  jpeg,
} from "./test-dossier-register.ts";

let register: DossierRegister;
beforeAll(async () => {
  register = await dossierRegister();
});
afterAll(() => register.close());
beforeEach(async () => {
  await register.empty();
  await register.register(1);
});

async function approved(): Promise<string> {
  const dossierId = await checked(register, 1);
  await happen(register, centre, dossierId, "approve");
  return dossierId;
}
const card = async (dossierId: string, ...kinds: string[]) => {
  for (const kind of kinds) {
    register.clock.advanceMs(60_000);
    await register.record(act(kind, 1, new Date(register.clock.nowMs()).toISOString(), { dossierId, serial: "C1" }));
  }
  return register.stateOf(dossierId);
};

it("follows the card from the order to the citizen", async () => {
  const dossierId = await approved();
  expect(await card(dossierId, "card.ordered")).toBe("in-production");
  expect(await card(dossierId, "card.personalised")).toBe("in-production");
  expect(await card(dossierId, "card.printed")).toBe("printed");
  expect((await register.sql`SELECT stage_due_on FROM dossiers.dossier`)[0]).toEqual({ stage_due_on: "2023-06-05" });
  expect(await card(dossierId, "card.shipped", "card.received")).toBe("ready");
  expect(await card(dossierId, "card.handed-over")).toBe("handed-over");
  const passages = await register.sql`SELECT stage, sum(n)::int AS n FROM dossiers.passage GROUP BY stage ORDER BY stage`;
  expect(Object.fromEntries(passages.map((row) => [row["stage"], row["n"]]))).toEqual({ local: 1, centre: 1, shipping: 1, delivery: 1 });
});

it("goes back when the card is spoiled, lost or not delivered", async () => {
  const dossierId = await approved();
  expect(await card(dossierId, "card.printed", "card.spoiled")).toBe("in-production");
  expect(await card(dossierId, "card.printed", "card.received", "card.returned-undelivered")).toBe("undelivered");
  expect(await card(dossierId, "card.received", "card.lost")).toBe("in-production");
});

it.each([
  ["printed", ["card.printed"]],
  ["ready", ["card.printed", "card.received"]],
])("goes back to its unit from %s when the card shows what is wrong, and is collected, approved and made anew", async (state, kinds) => {
  const dossierId = await approved();
  expect(await card(dossierId, ...kinds)).toBe(state);
  const at = new Date(register.clock.nowMs()).toISOString();
  const wrong = { reason: "ảnh của người khác", steps: ["changes", "portrait"] };
  await register.record(act("card.content-rejected", 1, at, { dossierId, serial: "C1", ...wrong }));
  const viewed = async () => accepted(await viewDossier(register.deps, collector, { dossierId, purpose: "verify" }));
  const view = await viewed();
  expect([view.state, view.reason, view.events]).toEqual(["returned", "ảnh của người khác", ["resubmit", "withdraw"]]);
  expect(view.history.at(-1)).toMatchObject({ kind: "card.content-rejected", ...wrong });
  expect(toMend(view)).toEqual([
    { step: "changes", mended: false },
    { step: "portrait", mended: false },
  ]);
  expect(await approvedContent(register.sql, id(1), dossierId)).toBeUndefined();
  register.clock.advanceMs(60_000);
  const portrait = { bytes: jpeg, mediaType: "image/jpeg", quality: null };
  expect(await saveCapture(register.deps, collector, { dossierId, slot: "portrait" }, portrait)).toMatchObject({ ok: true });
  // the slip shows another portrait now, and is signed anew
  const signatures = { version: 1, content: goodSteps.signatures };
  expect(await saveStep(register.deps, collector, { dossierId, step: "signatures" }, signatures)).toMatchObject({ ok: true });
  await happen(register, collector, dossierId, "resubmit");
  while ((await checkDue(register.deps)) > 0);
  // whoever approves sees what came back as it was
  expect(toMend(await viewed())).toEqual([
    { step: "changes", mended: false },
    { step: "portrait", mended: true },
  ]);
  expect(await register.figures("2023-06-01")).toMatchObject({ collected: 1, approved: 0 });
  // by a clock that is two hours behind: it seems to come before the rejection, and even before the first approval
  const approval = { actId: newId(), occurredAt: new Date(register.clock.nowMs() - 7_200_000).toISOString() };
  const receipt = await happen(register, centre, dossierId, "approve", approval);
  expect(await happen(register, centre, dossierId, "approve", approval)).toEqual(receipt);
  expect(await register.figures("2023-06-01")).toMatchObject({ collected: 1, approved: 1 });
  expect(await card(dossierId, "card.ordered", "card.printed", "card.received", "card.handed-over")).toBe("handed-over");
});

it("takes a rejection of before steps were named as a return without any", async () => {
  const dossierId = await approved();
  await card(dossierId, "card.printed");
  const at = new Date(register.clock.nowMs()).toISOString();
  await register.record(act("card.content-rejected", 1, at, { dossierId, serial: "C1", reason: "sai ngày sinh" }));
  const view = accepted(await viewDossier(register.deps, collector, { dossierId, purpose: "verify" }));
  expect([view.state, view.reason, toMend(view)]).toEqual(["returned", "sai ngày sinh", []]);
  expect(view.history.at(-1)).toMatchObject({ kind: "card.content-rejected", reason: "sai ngày sinh", steps: [] });
});

it("leaves alone what the state does not take, other dossiers, and acts without one", async () => {
  const dossierId = await approved();
  expect(await card(dossierId, "card.received")).toBe("approved");
  await register.record(act("card.printed", 1, "2023-06-01T08:00:00+07:00"));
  await register.record(act("card.printed", 2, "2023-06-01T08:00:00+07:00", { dossierId }));
  await register.record(act("card.printed", 1, "2023-06-01T08:00:00+07:00", { dossierId: id(9) }));
  expect(await register.stateOf(dossierId)).toBe("approved");
});

it("takes a batch of acts of many people, whatever their order", async () => {
  await register.register(2);
  const [a, b] = [await approved(), await checked(register, 2)];
  await happen(register, centre, b, "approve");
  const at = (minute: number) => `2023-06-01T08:${String(minute).padStart(2, "0")}:00+07:00`;
  await register.record(
    ...[act("card.received", 2, at(3), { dossierId: b }), act("card.received", 1, at(4), { dossierId: a })],
    ...[act("card.printed", 1, at(2), { dossierId: a }), act("card.printed", 2, at(1), { dossierId: b })],
  );
  expect([await register.stateOf(a), await register.stateOf(b)]).toEqual(["ready", "ready"]);
});

it("gives the card what was approved: facts as the register holds them, images, and where it goes", async () => {
  const change = { field: "fullName" as const, from: "Nguyễn Văn Thử", to: "Nguyễn Văn Thật", evidence: "QĐ 12", form: "DC01" as const };
  const changes = {
    changes: { changes: [change] },
    delivery: { way: "post" as const, address: "Thôn Nhất", appointmentOn: "2023-06-20" as never },
  };
  const dossierId = await drafted(register, 1, { steps: changes });
  await register.sql`UPDATE dossiers.capture SET bytes = NULL, media_type = NULL, quality = NULL, missing = 'worn' WHERE slot = 'finger-10'`;
  await happen(register, collector, dossierId, "submit");
  expect(await approvedContent(register.sql, id(1), dossierId)).toBeUndefined();

  await checkDue(register.deps);
  await decideChanges(register, "approve");
  await happen(register, centre, dossierId, "approve");
  const content = await approvedContent(register.sql, id(1), dossierId);
  expect(content).toMatchObject({
    ...{ kind: "first", unit: "13450", approvedOn: "2023-06-01", delivery: { way: "post", address: "Thôn Nhất" } },
    facts: { fullName: "Nguyễn Văn Thật", pin: "035090000001" },
    missingFingers: [{ finger: 10, reason: "worn" }],
    portrait: { mediaType: "image/jpeg", bytes: jpeg },
  });
  expect(content?.fingerprints.map(({ finger }) => finger).sort((x, y) => x - y)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(await approvedContent(register.sql, id(1), id(8))).toBeUndefined();
});
