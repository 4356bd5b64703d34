import { randomBytes } from "node:crypto";
import { accept, type Actor, dayNumber, type Outcome, refuse } from "@dinhdanh/kernel";
import type { Act } from "@dinhdanh/ledger";
import { may } from "@dinhdanh/staff";
import { derivedId } from "@dinhdanh/territory";
import type { Tx } from "@dinhdanh/postgres";
import type { ApprovalHold, BatchView, DossierRefusal, PreviewRequest } from "./contract.ts";
import { approvalHolds } from "./declared.ts";
import { type DossierDeps, nowOf } from "./deps.ts";
import { drawSample } from "./draw-sample.ts";
import {
  type Batch,
  type BatchItem,
  cleanDeclaring,
  confirmBatch,
  countBatch,
  decide,
  findBatch,
  insertBatch,
  lockClean,
  lockPreviews,
  lockUndecided,
} from "./store/batches.ts";
import { type Dossier, reaches } from "./store/dossiers.ts";
import type { Asker } from "./store/reach.ts";

type Answer = Outcome<BatchView, DossierRefusal>;

/** Dossiers approved in one transaction. */
const chunk = 500;

/**
 * Prepares a bulk approval of clean dossiers: those that the officer collected and those whose declared changes are not decided or were refused are left out,
 * and a random sample is drawn, which from now on is
 * approved one by one only. A dossier is drawn for once while it stays clean: another preview of the same list has the same sample. The same request
 * again answers the same.
 * Refusals, in the order checked: `not-permitted`, `unit-not-found`, `outside-territory`, `batch-differs`.
 */
export async function previewBatch(deps: DossierDeps, actor: Actor, request: PreviewRequest): Promise<Answer> {
  const { sql, units, ledger } = deps;
  if (!may(actor, "approve")) return refuse("not-permitted");
  const asker = { actor, today: ledger.clock.today() };
  const unitId = units.last(request.unit, dayNumber(asker.today))?.unitId;
  if (unitId === undefined) return refuse("unit-not-found", { unit: request.unit });
  if (!(await reaches(sql, asker, unitId))) return refuse("outside-territory");
  const known = await findBatch(sql, request.batchId, false);
  if (known === undefined) {
    await sql.begin(async (tx) => prepare(tx, deps, { asker, unitId, request }));
  }
  const batch = await findBatch(sql, request.batchId, false);
  return batch?.officer === actor.code && batch.unit === request.unit ? accept(await batchView(deps, batch)) : refuse("batch-differs");
}

type Wanted = { asker: Asker; unitId: number; request: PreviewRequest };

async function prepare(tx: Tx, deps: DossierDeps, { asker, unitId, request }: Wanted): Promise<void> {
  const { ledger, settings } = deps;
  const seed = randomBytes(32).toString("hex");
  await lockPreviews(tx);
  const holds = await approvalHolds(tx, deps, await cleanDeclaring(tx, asker, unitId));
  const clean = await lockClean(tx, asker, { unitId, most: request.most, but: [...holds.keys()] });
  const others = clean.filter((one) => !one.own);
  const fresh = others.filter((one) => one.drawn === null).map((one) => one.dossierId);
  // of a list of which some are drawn already, none more is drawn than chance wants
  const drawn = drawSample(seed, fresh, settings.sampleRate, others.some((one) => one.drawn?.sampled === true) ? 0 : 1);
  const items = others.map(({ personId, dossierId, drawn: earlier }): BatchItem => {
    const { sampled, in: drawnIn } = earlier ?? { sampled: drawn.has(dossierId), in: request.batchId };
    return { personId, dossierId, sampled, drawnIn };
  });
  const heldBy = (hold: ApprovalHold) => [...holds.values()].filter((one) => one === hold).length;
  const leftOut = {
    ownLeftOut: clean.length - others.length,
    changesWaiting: heldBy("changes-waiting"),
    changesRefused: heldBy("changes-refused"),
  };
  const batch: Batch = {
    ...{ batchId: request.batchId, unit: request.unit, officer: asker.actor.code, seed, sampleRate: settings.sampleRate },
    ...{ ...leftOut, previewedAt: nowOf(deps), confirmedAt: null },
  };
  if (!(await insertBatch(tx, batch, items))) return;
  const counts = { considered: items.length, sampled: items.filter(({ sampled }) => sampled).length, drawnNow: drawn.size, ...leftOut };
  await ledger.record(tx, [batchAct(deps, batch, "dossier-batch.previewed", { seed, sampleRate: settings.sampleRate, ...counts })]);
}

/**
 * Approves what a preview has left, some hundred dossiers a transaction; killed in between, the same request goes on. What has changed since the
 * preview is skipped. Refusals, in the order checked: `not-permitted`, `batch-not-found`.
 */
export async function confirmApproval(deps: DossierDeps, actor: Actor, batchId: string): Promise<Answer> {
  const { sql, ledger } = deps;
  if (!may(actor, "approve")) return refuse("not-permitted");
  const batch = await findBatch(sql, batchId, false);
  if (batch?.officer !== actor.code) return refuse("batch-not-found");
  const asker = { actor, today: ledger.clock.today() };
  for (let left = true; left && batch.confirmedAt === null;) {
    left = await sql.begin(async (tx) => {
      // one at a time: a second click waits here, and finds nothing left
      await findBatch(tx, batchId, true);
      const undecided = await lockUndecided(tx, asker, batchId, chunk);
      const holds = await approvalHolds(tx, deps, undecided.map(({ dossier }) => dossier)); // prettier-ignore
      const next = undecided.map((one) => ({ ...one, approvable: one.approvable && !holds.has(one.dossier.dossierId) }));
      if (next.length === 0) {
        await confirmBatch(tx, batchId, nowOf(deps));
        return false;
      }
      await decide(tx, batchId, next, { now: nowOf(deps), today: asker.today });
      await ledger.record(tx, next.flatMap((one) => (one.approvable ? [approval(deps, actor, batchId, one.dossier)] : []))); // prettier-ignore
      return true;
    });
  }
  const done = await findBatch(sql, batchId, false);
  return done === undefined ? refuse("batch-not-found") : accept(await batchView(deps, done));
}

/** Its id follows from batch and dossier: approved again it is the same act. */
const approval = (deps: DossierDeps, actor: Actor, batchId: string, dossier: Dossier): Act => ({
  ...{ actId: derivedId(`dinhdanh:approval:${batchId}:${dossier.dossierId}`), subjectId: dossier.personId, kind: "dossier.approved" },
  ...{ occurredAt: nowOf(deps), unit: dossier.unit, officer: actor.code, team: null, device: null },
  payload: {
    ...{ dossierId: dossier.dossierId, event: "approve", state: "approved", kind: dossier.kind, channel: dossier.channel },
    ...{ dueOn: dossier.dueOn, stageDueOn: dossier.stageDueOn, batchId },
  },
});

const batchAct = (deps: DossierDeps, batch: Batch, kind: string, payload: Record<string, unknown>): Act => ({
  ...{ actId: derivedId(`dinhdanh:${kind}:${batch.batchId}`), subjectId: batch.batchId, kind, occurredAt: nowOf(deps) },
  ...{ unit: batch.unit, officer: batch.officer, team: null, device: null, payload },
});

async function batchView({ sql }: DossierDeps, batch: Batch): Promise<BatchView> {
  const { considered, sampled, approved, skipped, sample } = await countBatch(sql, batch.batchId);
  const { batchId, unit, ownLeftOut, changesWaiting, changesRefused, sampleRate, seed } = batch;
  return {
    ...{ batchId, unit, state: batch.confirmedAt === null ? "previewed" : "confirmed", considered, sampled },
    ...{ approvable: considered - sampled, ownLeftOut, changesWaiting, changesRefused, sampleRate, seed, approved, skipped, sample },
  };
}
