import { newId } from "@dinhdanh/kernel";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  type DossierRefusal,
  largestFingerprintBytes,
  largestPortraitBytes,
  type NewDossier,
  type StepKey,
  writeSignature,
} from "./contract.ts";
import { openDossier } from "./open-dossier.ts";
import { saveCapture, type UploadedImage } from "./save-capture.ts";
import { saveStep } from "./save-step.ts";
import {
  accepted,
  centre,
  collector,
  colleague,
  drafted,
  type DossierRegister,
  dossierRegister,
  happen,
  id,
  jpeg,
  neighbour,
  newDossier,
} from "./test-dossier-register.ts";
import { viewCapture, viewDossier } from "./view-dossier.ts";

let register: DossierRegister;
beforeAll(async () => {
  register = await dossierRegister();
});
afterAll(() => register.close());
beforeEach(async () => {
  await register.empty();
  await register.register(1);
});

const code = (outcome: { ok: true } | { ok: false; refusal: { code: string } }) => (outcome.ok ? "accepted" : outcome.refusal.code);

describe("opening a draft", () => {
  it("may be repeated, and tells another request under the same id", async () => {
    const request = newDossier(1);
    await Promise.all(
      Array.from({ length: 5 }, async () => expect(code(await openDossier(register.deps, collector, request))).toBe("accepted")),
    );
    const sameInstant = { ...request, occurredAt: "2023-06-01T00:55:00Z" };
    expect(code(await openDossier(register.deps, collector, sameInstant))).toBe("accepted");
    expect(code(await openDossier(register.deps, collector, { ...request, kind: "change" }))).toBe("dossier-differs");
    await register.register(2);
    expect(code(await openDossier(register.deps, collector, { ...request, personId: id(2) }))).toBe("dossier-differs");
    expect(await register.sql`SELECT count(*)::int AS n FROM dossiers.dossier`).toEqual([{ n: 1 }]);
  });

  it.each<[DossierRefusal, typeof collector, Partial<NewDossier>]>([
    ["not-permitted", centre, {}],
    ["time-in-future", collector, { occurredAt: "2023-06-01T09:00:00+07:00" }],
    ["unit-not-found", collector, { unit: "99999" }],
    ["person-not-found", collector, { personId: id(9) }],
    ["outside-territory", neighbour, { unit: "13408" }],
    ["outside-territory", collector, { unit: "13408" }],
  ])("refuses: %s", async (expected, by, more) => {
    expect(code(await openDossier(register.deps, by, newDossier(1, more)))).toBe(expected);
  });
});

describe("saving a step", () => {
  const features = (text: string, version: number) => ({ version, content: { features: text } });
  const save = async (
    dossierId: string,
    request: { version: number; content: Record<string, unknown> },
    by = collector,
    step: StepKey = "features",
  ) => code(await saveStep(register.deps, by, { dossierId, step }, request));

  it("keeps each version, answers a repeat, and refuses to overwrite what somebody else saved", async () => {
    const { dossierId } = accepted(await openDossier(register.deps, collector, newDossier(1)));
    expect(await save(dossierId, features("Sẹo", 0))).toBe("accepted");
    expect(await save(dossierId, features("Sẹo", 0))).toBe("accepted");
    expect(await save(dossierId, features("Sẹo dài", 1), colleague)).toBe("accepted");
    expect(await save(dossierId, features("Nốt ruồi", 1))).toBe("version-stale");
    const view = accepted(await viewDossier(register.deps, collector, { dossierId, purpose: "campaign" }));
    expect(view.steps).toMatchObject([{ step: "features", version: 2, savedBy: colleague.code, content: { features: "Sẹo dài" } }]);
    expect(view.collectors).toEqual([collector.code, colleague.code]);
    expect(view.events).toEqual(["submit", "withdraw", "refuse-at-counter"]);
  });

  it("refuses what no schema takes, naming the fields and not their values", async () => {
    const { dossierId } = accepted(await openDossier(register.deps, collector, newDossier(1)));
    const answer = await saveStep(
      register.deps,
      collector,
      { dossierId, step: "fee" },
      { version: 0, content: { paidVnd: -1, extra: "Nguyễn" } },
    );
    expect(answer).toMatchObject({ refusal: { code: "step-invalid", details: { fields: "exemption, paidVnd, unrecognized_keys" } } });
    expect(await save(dossierId, features("Sẹo", 0), centre)).toBe("not-permitted");
    expect(await save(dossierId, features("Sẹo", 0), neighbour)).toBe("outside-territory");
    expect(await save(newId(), features("Sẹo", 0))).toBe("dossier-not-found");
  });

  it("is over once the dossier is submitted, and possible again when it is returned", async () => {
    const dossierId = await drafted(register, 1);
    await happen(register, collector, dossierId, "submit");
    expect(await save(dossierId, features("Sẹo", 1))).toBe("dossier-submitted");
    await happen(register, centre, dossierId, "return");
    expect(await save(dossierId, features("Sẹo", 1))).toBe("accepted");
  });
});

describe("a capture", () => {
  const image = (more: Partial<UploadedImage> = {}): UploadedImage => ({ mediaType: "image/jpeg", bytes: jpeg, quality: 55, ...more });
  const wsq = Buffer.from([0xff, 0xa0, 0xff, 0xa8]);
  it.each<[string, "portrait" | "finger-1", UploadedImage | { missing: "worn" }]>([
    ["accepted", "portrait", image({ quality: null })],
    ["accepted", "finger-1", image({ mediaType: "image/x-wsq", bytes: wsq })],
    ["accepted", "finger-1", { missing: "worn" }],
    ["capture-type", "portrait", { missing: "worn" }],
    ["capture-type", "portrait", image({ mediaType: "image/x-wsq", bytes: wsq })],
    ["capture-type", "portrait", image({ mediaType: "text/html" })],
    ["portrait-has-script", "portrait", image({ bytes: Buffer.from("<svg onload=alert(1)>") })],
    ["portrait-has-script", "portrait", image({ bytes: Buffer.concat([jpeg, Buffer.from("<script>")]) })],
    ["capture-type", "finger-1", image({ mediaType: "image/png" })],
    ["portrait-broken", "portrait", image({ bytes: Buffer.from([0xff, 0xd8, 0xff]) })],
    ["portrait-not-jpeg", "portrait", image({ bytes: Buffer.from("no picture") })],
    ["portrait-too-large", "portrait", image({ bytes: Buffer.concat([jpeg, Buffer.alloc(largestPortraitBytes)]) })],
    ["capture-too-large", "finger-1", image({ bytes: Buffer.concat([jpeg, Buffer.alloc(largestFingerprintBytes)]) })],
  ])("%s: %s", async (expected, slot, given) => {
    const { dossierId } = accepted(await openDossier(register.deps, collector, newDossier(1)));
    expect(code(await saveCapture(register.deps, collector, { dossierId, slot }, given))).toBe(expected);
    const { captures } = accepted(await viewDossier(register.deps, collector, { dossierId, purpose: "campaign" }));
    expect(captures.length).toBe(expected === "accepted" ? 1 : 0);
  });

  const drawn = Buffer.from(writeSignature([[[10, 10], [700, 250]]])); // prettier-ignore
  it.each([
    ["accepted", image({ mediaType: "image/svg+xml", bytes: drawn })],
    ["capture-type", image({ bytes: jpeg })],
    ["capture-type", { missing: "worn" as const }],
    ["signature-invalid", image({ mediaType: "image/svg+xml", bytes: Buffer.from("<svg onload=alert(1)>") })],
    ["signature-invalid", image({ mediaType: "image/svg+xml", bytes: Buffer.concat([drawn, Buffer.from("é")]) })],
  ])("%s: a signature", async (expected, given) => {
    const { dossierId } = accepted(await openDossier(register.deps, collector, newDossier(1)));
    expect(code(await saveCapture(register.deps, collector, { dossierId, slot: "signature-citizen" }, given))).toBe(expected);
  });

  it("replaces the one before; shown to who may see it, and the person can see that it was", async () => {
    const { dossierId } = accepted(await openDossier(register.deps, collector, newDossier(1)));
    const where = { dossierId, slot: "finger-1" } as const;
    accepted(await saveCapture(register.deps, collector, where, { missing: "worn" }));
    const asked = { dossierId, purpose: "verify" as const, slot: "finger-1" as const };
    expect(code(await viewCapture(register.deps, centre, asked))).toBe("capture-not-found");
    accepted(await saveCapture(register.deps, collector, where, image()));
    expect(accepted(await viewCapture(register.deps, centre, asked))).toMatchObject({ mediaType: "image/jpeg", bytes: jpeg });
    expect(code(await viewCapture(register.deps, neighbour, asked))).toBe("outside-territory");
    const reads = await register.sql`SELECT officer, purpose, view FROM ledger.read`;
    expect([...reads]).toEqual(Array.from({ length: 2 }, () => ({ officer: centre.code, purpose: "verify", view: "dossier" })));
  });
});
