import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { applyEvent } from "./apply-event.ts";
import { approvedContent } from "./approved-content.ts";
import { checkDue } from "./check-dossiers.ts";
import { type CaptureSlot, type StepKey, writeSignature } from "./contract.ts";
import { saveCapture } from "./save-capture.ts";
import { saveStep } from "./save-step.ts";
import {
  accepted,
  centre,
  collector,
  drafted,
  type DossierRegister,
  dossierRegister,
  eventRequest,
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

const drawn = Buffer.from(writeSignature([[[10, 10], [700, 250]]])); // prettier-ignore
const step = async (dossierId: string, key: StepKey, version: number, content: object) =>
  accepted(await saveStep(register.deps, collector, { dossierId, step: key }, { version, content: { ...content } }));
const capture = async (dossierId: string, slot: CaptureSlot, bytes: Buffer, mediaType: string) =>
  accepted(await saveCapture(register.deps, collector, { dossierId, slot }, { mediaType, bytes, quality: null }));
const sign = async (dossierId: string) => {
  for (const signer of ["citizen", "officer"] as const) await capture(dossierId, `signature-${signer}`, drawn, "image/svg+xml");
};
const submitted = (dossierId: string) => applyEvent(register.deps, collector, { dossierId, event: "submit" }, eventRequest());
const later = (time: string) => register.clock.set(`2023-06-01T${time}:00+07:00`);
const unsigned = { ok: false, refusal: { code: "dossier-incomplete", details: { missing: "signatures" } } };

it("a signature on the screen is missing until it was drawn", async () => {
  const dossierId = await drafted(register, 1, { steps: { signatures: { citizen: "screen", officer: "paper" } } });
  expect(await submitted(dossierId)).toMatchObject(unsigned);
  await capture(dossierId, "signature-citizen", drawn, "image/svg+xml");
  expect(await submitted(dossierId)).toMatchObject({ ok: true });
});

it.each<[what: string, change: (dossierId: string) => Promise<unknown>]>([
  ["a step of the slip", (dossierId) => step(dossierId, "features", 1, { features: "Sẹo" })],
  ["the portrait", (dossierId) => capture(dossierId, "portrait", jpeg, "image/jpeg")],
  ["a finger", (dossierId) => capture(dossierId, "finger-4", jpeg, "image/jpeg")],
])("what was signed before %s was changed is signed again, on the screen or on paper", async (_, change) => {
  for (const way of ["screen", "paper"] as const) {
    later("08:00");
    const dossierId = await drafted(register, 1, { steps: { signatures: { citizen: way, officer: way } } });
    await sign(dossierId);
    later("08:01");
    await change(dossierId);
    expect(await submitted(dossierId)).toMatchObject(unsigned);
    later("08:02");
    await sign(dossierId);
    await step(dossierId, "signatures", 1, { citizen: way, officer: way });
    expect(await submitted(dossierId)).toMatchObject({ ok: true });
    await happen(register, centre, dossierId, "return");
    await happen(register, collector, dossierId, "withdraw");
  }
});

it("a step saved as it was, and what the slip does not show, leave signatures as they are", async () => {
  const dossierId = await drafted(register, 1);
  later("08:01");
  expect(await step(dossierId, "features", 1, goodSteps.features)).toMatchObject({ version: 1 });
  await step(dossierId, "delivery", 1, { way: "counter", appointmentOn: "2023-06-21" });
  expect(await submitted(dossierId)).toMatchObject({ ok: true });
});

it("a signature goes neither to the matcher nor onto the chip", async () => {
  const prints: number[] = [];
  register.deps.ports.abis = {
    submit: async (request) => void prints.push(...request.prints.map(({ finger }) => finger)),
    answer: async () => (prints.length === 0 ? "unknown" : { candidates: [], enrolled: false }),
  };
  const dossierId = await drafted(register, 1, { steps: { signatures: { citizen: "screen", officer: "screen" } } });
  await sign(dossierId);
  expect(await submitted(dossierId)).toMatchObject({ ok: true });
  // the matcher is asked again a little later
  await checkDue(register.deps);
  register.clock.advanceMs(5_000);
  await checkDue(register.deps);
  expect(prints.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  await happen(register, centre, dossierId, "approve");
  const content = await approvedContent(register.sql, id(1), dossierId);
  expect(content?.fingerprints.map(({ finger }) => finger)).toHaveLength(10);
  expect(content?.portrait?.slot).toBe("portrait");
});
