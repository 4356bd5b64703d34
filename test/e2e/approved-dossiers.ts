import type { People } from "@dinhdanh/campaign/contract";
import { newId } from "@dinhdanh/kernel";
import { syntheticPortrait } from "@dinhdanh/portrait/node";
import type { APIResponse, Page } from "playwright-core";
import { expect } from "vitest";
import type { Stage } from "./stage.ts";
import { ask, visit } from "./visit.ts";

/** The commune of the demonstration's officer, on a day when it stood. */
const unit = "13450";
const occurredAt = "2023-04-22T08:00:00+07:00";

const steps = {
  ...{ kind: { circumstance: "no-card-yet" }, changes: { changes: [] }, features: { features: "Nốt ruồi trên má trái" } },
  ...{ portrait: { measurements: { faces: 1 } }, fingerprints: {}, fee: { exemption: null, paidVnd: 0 } },
  ...{ signatures: { citizen: "paper", officer: "paper" }, delivery: { way: "counter", appointmentOn: "2023-05-10" } },
};

const portrait = Buffer.from(syntheticPortrait("hồ sơ đã duyệt"));

async function accepted(answer: APIResponse): Promise<void> {
  expect({ url: answer.url(), ok: answer.ok(), said: answer.ok() ? "" : await answer.text() }).toMatchObject({ ok: true });
}

/** Collects dossiers of people of the commune over the API, waits for their checks, and has another officer approve them: each orders a card. */
export async function approveDossiers(stage: Stage, n: number): Promise<void> {
  const commune = await visit(stage, "demo-commune", "/tra-the");
  const province = await visit(stage, "demo-province", "/xep-hang");
  const { people } = await ask<People>(commune, "/people/query", { unit, asOf: "2023-04-22", measure: "collected", not: false, limit: n });
  await Promise.all(people.map(({ personId }) => approveOne(commune, province, personId)));
}

async function approveOne({ request }: Page, province: Page, personId: string): Promise<void> {
  const dossierId = newId();
  const at = `/api/v1/dossiers/${dossierId}`;
  await accepted(
    await request.post("/api/v1/dossiers", { data: { dossierId, personId, kind: "first", channel: "counter", unit, occurredAt } }),
  );
  await accepted(await request.put(`${at}/captures/portrait`, { headers: { "content-type": "image/jpeg" }, data: portrait }));
  for (let finger = 1; finger <= 10; finger += 1)
    await accepted(await request.put(`${at}/captures/finger-${finger}/missing`, { data: { missing: "amputated" } }));
  for (const [step, content] of Object.entries(steps))
    await accepted(await request.put(`${at}/steps/${step}`, { data: { version: 0, content } }));
  await accepted(await request.post(`${at}/events/submit`, { data: { actId: newId(), occurredAt } }));
  const state = async () => (await ask<{ state: string }>(province, `/dossiers/${dossierId}?purpose=campaign`)).state;
  await expect.poll(state, { timeout: 20_000 }).toBe("clean");
  await accepted(await province.request.post(`${at}/events/approve`, { data: { actId: newId(), occurredAt } }));
}
