import { type CaptureSlot, fingers, type StepContent, type StepKey } from "@dinhdanh/dossiers/contract";
import { newId, toDay } from "@dinhdanh/kernel";
import { syntheticPortrait } from "@dinhdanh/portrait/node";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { CounterPerson } from "./counter-people.ts";
import { ask } from "./visit.ts";

const portrait = Buffer.from(syntheticPortrait("qua API"));

const steps = {
  kind: { circumstance: "no-card-yet" },
  changes: { changes: [] },
  features: { features: "Không có" },
  portrait: { measurements: { faces: 1 } },
  fingerprints: {},
  fee: { exemption: null, paidVnd: 0 },
  signatures: { citizen: "paper", officer: "paper" },
  delivery: { way: "counter", appointmentOn: toDay("2023-05-17") },
} satisfies { [Key in StepKey]: StepContent<Key> };

type Special = { /** a finger whose print is too poor */ blurred?: number; changes?: StepContent<"changes">["changes"] };

/** Submits a dossier by the API alone, for journeys about what comes after. */
export async function submitDossier(
  page: Page,
  person: CounterPerson,
  now: string,
  { blurred, changes = [] }: Special = {},
): Promise<string> {
  const dossierId = newId();
  const found = await ask<{ people: { personId: string }[] }>(page, "/people/search", { q: person.pin });
  const personId = found.people[0]?.personId;
  const opening = { dossierId, personId, kind: "first", channel: "counter", unit: "13450", occurredAt: now };
  await ask(page, "/dossiers", opening);
  const put = async (path: string, options: Parameters<Page["request"]["put"]>[1]) => {
    const answer = await page.request.put(`/api/v1/dossiers/${dossierId}/${path}`, options);
    expect({ path, status: answer.status() }).toEqual({ path, status: 200 });
  };
  const image = (slot: CaptureSlot, quality: number) =>
    put(`captures/${slot}?quality=${quality}`, { data: portrait, headers: { "content-type": "image/jpeg" } });
  await image("portrait", 90);
  for (const finger of fingers) await image(`finger-${finger}`, finger === blurred ? 5 : 70);
  for (const [step, content] of Object.entries({ ...steps, changes: { changes } }))
    await put(`steps/${step}`, { data: { version: 0, content } });
  await ask(page, `/dossiers/${dossierId}/events/submit`, { actId: newId(), occurredAt: now });
  return dossierId;
}
