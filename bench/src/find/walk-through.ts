import { newId, systemClock } from "@dinhdanh/kernel";
import { jpeg } from "../personalise/jpeg.ts";
import type { Call } from "./client.ts";
import type { Somebody } from "./people.ts";

const steps = {
  kind: { circumstance: "no-card-yet" },
  changes: { changes: [] },
  features: { features: "Nốt ruồi cách 1 cm dưới mắt trái" },
  portrait: { measurements: { faces: 1, sharpness: 0.8 } },
  fingerprints: {},
  fee: { exemption: null, paidVnd: 0 },
  signatures: { citizen: "paper", officer: "paper" },
  delivery: { way: "counter", appointmentOn: "2030-01-01" },
};
const purpose = "purpose=campaign";
/** As the console sends them: a portrait drawn anew, a print of 500 dpi as WSQ. */
const [portrait, print] = [jpeg(120_000), Buffer.concat([Buffer.from([0xff, 0xa0]), Buffer.alloc(20_000, 7)])];

/** Takes each person through the wizard, one after the other. @returns how long each kind of call took, in ms */
export async function walkThrough(call: Call, people: readonly Somebody[]): Promise<Map<string, number[]>> {
  const took = new Map<string, number[]>();
  const timed = async (label: string, ...sent: Parameters<Call>) => {
    const { ms } = await call(...sent);
    took.set(label, [...(took.get(label) ?? []), ms]);
  };
  const now = () => new Date(systemClock.nowMs()).toISOString();
  for (const { personId, unit } of people) {
    const dossierId = newId();
    const at = `/dossiers/${dossierId}`;
    await timed("what the register holds", { method: "GET", path: `/people/${personId}?${purpose}` });
    await timed("earlier dossiers", { method: "POST", path: "/dossiers/query", body: { purpose: "campaign", personId } });
    const draft = { dossierId, personId, kind: "first", channel: "counter", unit, occurredAt: now() };
    await timed("open a draft", { method: "POST", path: "/dossiers", body: draft });
    await timed("send the portrait, 120 KB", { method: "PUT", path: `${at}/captures/portrait`, body: portrait, type: "image/jpeg" });
    for (let finger = 1; finger <= 10; finger += 1) {
      await timed("send a print, 20 KB", { method: "PUT", path: `${at}/captures/finger-${finger}`, body: print, type: "image/x-wsq" });
    }
    for (const [step, content] of Object.entries(steps)) {
      await timed(`save the step ${step}`, { method: "PUT", path: `${at}/steps/${step}`, body: { version: 0, content } });
    }
    await timed("look it over", { method: "GET", path: `${at}?${purpose}` });
    await timed("submit", { method: "POST", path: `${at}/events/submit`, body: { actId: newId(), occurredAt: now() } });
  }
  return took;
}
