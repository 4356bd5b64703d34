import type { People } from "@dinhdanh/campaign/contract";
import { newId } from "@dinhdanh/kernel";
import type { APIResponse } from "playwright-core";
import { expect } from "vitest";
import type { Stage } from "./stage.ts";
import { ask, visit } from "./visit.ts";

/** The commune of the demonstration's officer, on a day when it stood. */
const unit = "13450";
const occurredAt = "2023-04-22T08:00:00+07:00";

const steps = {
  ...{ kind: { circumstance: "no-card-yet" }, changes: { changes: [] }, features: { features: "Nốt ruồi trên má trái" } },
  ...{ portrait: { measurements: { faces: 1 } }, fingerprints: {}, fee: { exemption: null, paidVnd: 0 } },
  ...{ signatures: { citizen: true, officer: true }, delivery: { way: "counter", appointmentOn: "2023-05-10" } },
};

/** A JPEG as a camera makes it, drawn by the browser. */
const drawPortrait = `(async () => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 480, height: 640 });
  const drawing = canvas.getContext("2d");
  drawing.fillStyle = "#dde6ea";
  drawing.fillRect(0, 0, 480, 640);
  drawing.fillStyle = "#8a6a55";
  drawing.ellipse(240, 280, 110, 150, 0, 0, 7);
  drawing.fill();
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.8));
  return [...new Uint8Array(await blob.arrayBuffer())];
})()`;

async function accepted(answer: APIResponse): Promise<void> {
  expect({ url: answer.url(), ok: answer.ok(), said: answer.ok() ? "" : await answer.text() }).toMatchObject({ ok: true });
}

/** Collects dossiers of people of the commune over the API, waits for their checks, and has another officer approve them: each orders a card. */
export async function approveDossiers(stage: Stage, n: number): Promise<void> {
  const commune = await visit(stage, "demo-commune", "/tra-the");
  const province = await visit(stage, "demo-province", "/");
  const { people } = await ask<People>(commune, "/people/query", { unit, asOf: "2023-04-22", measure: "collected", not: false, limit: n });
  const portrait = Buffer.from(await commune.evaluate<number[]>(drawPortrait));
  for (const { personId } of people) {
    const dossierId = newId();
    const at = `/api/v1/dossiers/${dossierId}`;
    const opening = { dossierId, personId, kind: "first", channel: "counter", unit, occurredAt };
    await accepted(await commune.request.post("/api/v1/dossiers", { data: opening }));
    for (const [step, content] of Object.entries(steps))
      await accepted(await commune.request.put(`${at}/steps/${step}`, { data: { version: 0, content } }));
    await accepted(await commune.request.put(`${at}/captures/portrait`, { headers: { "content-type": "image/jpeg" }, data: portrait }));
    for (let finger = 1; finger <= 10; finger += 1)
      await accepted(await commune.request.put(`${at}/captures/finger-${finger}/missing`, { data: { missing: "amputated" } }));
    await accepted(await commune.request.post(`${at}/events/submit`, { data: { actId: newId(), occurredAt } }));
    const state = async () => (await ask<{ state: string }>(province, `/dossiers/${dossierId}?purpose=campaign`)).state;
    await expect.poll(state, { timeout: 20_000 }).toBe("clean");
    await accepted(await province.request.post(`${at}/events/approve`, { data: { actId: newId(), occurredAt } }));
  }
}
