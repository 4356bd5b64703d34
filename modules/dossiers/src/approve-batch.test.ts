import { newId } from "@dinhdanh/kernel";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { applyEvent } from "./apply-event.ts";
import { confirmApproval, previewBatch } from "./approve-batch.ts";
import { checkDue } from "./check-dossiers.ts";
import type { BatchView } from "./contract.ts";
import { drawSample } from "./draw-sample.ts";
import {
  accepted,
  auditor,
  centre,
  checked,
  collector,
  commander,
  type DossierRegister,
  dossierRegister,
  eventRequest,
  happen,
  otherProvince,
} from "./test-dossier-register.ts";
import { viewDossier } from "./view-dossier.ts";

let register: DossierRegister;
beforeAll(async () => {
  register = await dossierRegister();
});
afterAll(() => register.close());
beforeEach(() => register.empty());

async function clean(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 1; n <= count; n += 1) {
    await register.register(n);
    ids.push(await checked(register, n));
  }
  return ids;
}
const preview = (by = centre, batchId = newId(), unit = "35") => previewBatch(register.deps, by, { batchId, unit, most: 1000 });
const states = async () => {
  const rows = await register.sql`SELECT state, count(*)::int AS n FROM dossiers.dossier GROUP BY state ORDER BY state`;
  return Object.fromEntries(rows.map((row): [string, number] => [row["state"] as string, row["n"] as number]));
};

it("approves the clean ones but the sample, however often it is confirmed", async () => {
  await clean(5);
  const batch = accepted(await preview());
  // at least one; by chance, one time in 250, more
  const { sampled } = batch;
  const rest = 5 - sampled;
  expect(sampled).toBeGreaterThan(0);
  expect(batch).toMatchObject({ state: "previewed", considered: 5, approvable: rest, ownLeftOut: 0, approved: 0 });
  expect(await states()).toEqual({ clean: 5 });
  const answers = await Promise.all([1, 2, 3].map(() => confirmApproval(register.deps, centre, batch.batchId)));
  for (const answer of answers) expect(answer).toMatchObject({ ok: true, value: { state: "confirmed", approved: rest, skipped: 0 } });
  expect(await states()).toEqual({ approved: rest, clean: sampled });
  expect(await register.figures("2023-06-01")).toMatchObject({ collected: 5, approved: rest });
  const acts = await register.sql`SELECT payload ->> 'batchId' AS batch FROM ledger.act WHERE kind = 'dossier.approved'`;
  expect([...acts]).toEqual(Array.from({ length: rest }, () => ({ batch: batch.batchId })));
  expect(accepted(await preview())).toMatchObject({ considered: sampled, sampled, approvable: 0, sample: batch.sample });
  expect(await happen(register, centre, String(batch.sample[0]), "approve")).toMatchObject({ state: "approved" });
  expect(await register.differences()).toEqual([]);
});

it("records seed and sample, which anyone can draw again", async () => {
  const ids = await clean(4);
  const batch = accepted(await preview());
  expect([...drawSample(batch.seed, ids, batch.sampleRate)].sort()).toEqual(batch.sample);
  const [act] = await register.sql`SELECT payload FROM ledger.act WHERE kind = 'dossier-batch.previewed' AND subject_id = ${batch.batchId}`;
  expect(act?.["payload"]).toMatchObject({ seed: batch.seed, considered: 4, sampled: batch.sampled });
  expect(accepted(await preview(centre, batch.batchId))).toEqual(batch);
});

it("draws once for a list, however often and by whom it is previewed, and anew for what joins it", async () => {
  await clean(6);
  const first = accepted(await preview());
  const again = await Promise.all([preview(), preview(commander), preview(centre, newId(), "13450")]);
  for (const one of again) expect(accepted(one)).toMatchObject({ considered: 6, sample: first.sample });
  const [marked] = await register.sql`SELECT count(*)::int AS n FROM dossiers.dossier WHERE manual_review`;
  expect(marked).toEqual({ n: 1 });
  const acts =
    await register.sql`SELECT (payload ->> 'drawnNow')::int AS n FROM ledger.act WHERE kind = 'dossier-batch.previewed' ORDER BY n`;
  expect(acts.map((row) => row["n"] as number)).toEqual([0, 0, 0, 1]);
  register.deps.settings.sampleRate = 1;
  await register.register(7);
  const joined = await checked(register, 7);
  const wider = accepted(await preview());
  register.deps.settings.sampleRate = 0.02;
  expect(wider.sample).toEqual([...first.sample, joined].sort());
});

it("leaves out a dossier of which a failed check was accepted: another officer approves it by itself", async () => {
  await clean(1);
  await register.register(2);
  register.deps.ports.judgePortrait = async () => ({ measures: {}, faults: [{ key: "light", text: { vi: "Tối", en: "Dark" } }] });
  const overridden = await checked(register, 2);
  await happen(register, commander, overridden, "override", { check: "portrait" });
  expect(await register.stateOf(overridden)).toBe("clean");
  expect(accepted(await preview(commander))).toMatchObject({ considered: 1 });
  expect(accepted(await preview())).toMatchObject({ considered: 1 });
  const approve = (by: typeof centre) => applyEvent(register.deps, by, { dossierId: overridden, event: "approve" }, eventRequest());
  expect(await approve(commander)).toMatchObject({ ok: false, refusal: { code: "four-eyes" } });
  const seenBy = async (by: typeof centre) =>
    accepted(await viewDossier(register.deps, by, { dossierId: overridden, purpose: "verify" })).events;
  expect([(await seenBy(commander)).includes("approve"), (await seenBy(centre)).includes("approve")]).toEqual([false, true]);
  expect(await approve(centre)).toMatchObject({ ok: true });
});

it("leaves out what the officer collected, and what has changed since", async () => {
  const [first, second, third] = await clean(4);
  await register.sql`UPDATE dossiers.dossier SET collectors = collectors || ${centre.code}::text WHERE dossier_id = ${String(first)}`;
  const batch = accepted(await preview());
  expect(batch).toMatchObject({ considered: 3, ownLeftOut: 1 });
  const open = [second, third].filter((one) => !batch.sample.includes(String(one)));
  await happen(register, commander, String(open[0]), "hold");
  const done = accepted(await confirmApproval(register.deps, centre, batch.batchId));
  expect([done.approved + done.skipped, done.skipped]).toEqual([2, 1]);
  expect(await register.stateOf(String(first))).toBe("clean");
  expect(await register.stateOf(String(open[0]))).toBe("on-hold");
});

it("leaves out what waits for a decision or was refused, says how many, and takes it once it is decided", async () => {
  const change = { field: "ethnicity", from: null, to: "Tày", evidence: "Giấy khai sinh", form: "DC02" } as const;
  const ids: string[] = [];
  for (const n of [1, 2, 3, 4]) {
    await register.register(n);
    ids.push(await checked(register, n, { steps: { changes: { changes: [change] } } }));
  }
  const decided = (state: string, dossierIds: readonly (string | undefined)[]) =>
    register.sql`UPDATE population.correction SET state = ${state} WHERE dossier_id = ANY (${dossierIds.map(String)}::uuid[])`;
  const [waiting, refused, ...approved] = ids;
  await decided("refused", [refused]);
  await decided("approved", approved);
  const leftOut = { changesWaiting: 1, changesRefused: 1, ownLeftOut: 0 };
  // those left out came first, and take no place of others
  const few = await previewBatch(register.deps, centre, { batchId: newId(), unit: "35", most: 2 });
  expect(accepted(few)).toMatchObject({ considered: 2, ...leftOut });
  const batch = accepted(await preview());
  expect(batch).toMatchObject({ considered: 2, sampled: 1, approvable: 1, ...leftOut });
  // it is looked at again when it is confirmed
  const rest = approved.filter((one) => !batch.sample.includes(one));
  await decided("proposed", rest);
  expect(accepted(await confirmApproval(register.deps, centre, batch.batchId))).toMatchObject({ ...leftOut, approved: 0, skipped: 1 });
  await decided("approved", [...rest, waiting]);
  const later = accepted(await preview());
  expect(later).toMatchObject({ considered: 3, changesWaiting: 0, changesRefused: 1 });
  expect(accepted(await confirmApproval(register.deps, centre, later.batchId)).approved).toBe(later.approvable);
});

it("skips what was returned, changed and found clean again since: it was not there when the sample was drawn", async () => {
  const ids = await clean(4);
  const batch = accepted(await preview());
  const swapped = String(ids.find((one) => !batch.sample.includes(one)));
  register.clock.set("2023-06-01T08:10:00+07:00");
  await happen(register, commander, swapped, "return");
  await happen(register, collector, swapped, "resubmit");
  while ((await checkDue(register.deps)) > 0);
  expect(await register.stateOf(swapped)).toBe("clean");
  expect(accepted(await confirmApproval(register.deps, centre, batch.batchId))).toMatchObject({
    approved: batch.approvable - 1,
    skipped: 1,
  });
  expect(await register.stateOf(swapped)).toBe("clean");
});

it("refuses who may not, other territories, and ids of others", async () => {
  await clean(1);
  const code = async (answer: Promise<{ ok: true; value: BatchView } | { ok: false; refusal: { code: string } }>) => {
    const outcome = await answer;
    return outcome.ok ? "accepted" : outcome.refusal.code;
  };
  expect(await code(preview(collector))).toBe("not-permitted");
  expect(await code(preview(auditor))).toBe("not-permitted");
  expect(await code(preview(otherProvince))).toBe("outside-territory");
  expect(await code(preview(centre, newId(), "99999"))).toBe("unit-not-found");
  const { batchId } = accepted(await preview());
  expect(await code(preview(commander, batchId))).toBe("batch-differs");
  expect(await code(preview(centre, batchId, "01"))).toBe("batch-differs");
  expect(await code(confirmApproval(register.deps, commander, batchId))).toBe("batch-not-found");
  expect(await code(confirmApproval(register.deps, centre, newId()))).toBe("batch-not-found");
  expect(await code(confirmApproval(register.deps, collector, batchId))).toBe("not-permitted");
});

describe("a sample", () => {
  const ids = Array.from({ length: 5_000 }, newId);
  it("is about as large as its rate says, and never empty", () => {
    const drawn = drawSample("a seed", ids, 0.02).size;
    expect(drawn).toBeGreaterThan(60);
    expect(drawn).toBeLessThan(140);
    expect(drawSample("a seed", ids.slice(0, 3), 0).size).toBe(1);
    expect(drawSample("a seed", [], 0.5).size).toBe(0);
  });
  it("is another one with another seed", () => {
    expect([...drawSample("one", ids, 0.02)]).not.toEqual([...drawSample("two", ids, 0.02)]);
  });
});
