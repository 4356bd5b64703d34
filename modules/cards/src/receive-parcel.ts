import { accept, type Actor, type Outcome, refuse } from "@dinhdanh/kernel";
import { may } from "@dinhdanh/staff";
import type { Parcel, ReceiveParcel } from "./contract.ts";
import { type CardsDeps, lineAct, nowOf } from "./deps.ts";
import { moveCards } from "./move-cards.ts";
import { parcelView } from "./parcel-view.ts";
import { unitRefusal, type UnitRefusal } from "./unit-scope.ts";
import { lockParcelCards } from "./store/cards.ts";
import { lockParcel, type ParcelRow, updateParcel } from "./store/parcels.ts";

export type ReceiveParcelRefusal = UnitRefusal | "parcel-not-found" | "parcel-state" | "parcel-serial-foreign";

/**
 * Counts a parcel in: the serials that are in it. Those that are not stay on their way and are named in the parcel; they may be received
 * later. What was received may be named again.
 */
export async function receiveParcel(
  deps: CardsDeps,
  by: Actor,
  parcelId: string,
  { serials }: ReceiveParcel,
): Promise<Outcome<Parcel, ReceiveParcelRefusal>> {
  return deps.sql.begin(async (tx) => {
    const parcel = await lockParcel(tx, parcelId);
    if (parcel === undefined) return refuse("parcel-not-found");
    const refused = await unitRefusal(tx, deps.ledger.clock.today(), by, parcel.unit);
    if (refused !== undefined) return { ok: false, refusal: refused };
    const cards = await lockParcelCards(tx, parcelId);
    const inside = new Map(cards.map((card) => [card.serial, card]));
    const foreign = serials.find((serial) => !inside.has(serial));
    if (foreign !== undefined) return refuse("parcel-serial-foreign", { serial: foreign });
    const counted = new Set(serials);
    const lost = cards.find(({ serial, state }) => state === "lost" && counted.has(serial ?? ""));
    if (parcel.state === "lost" || lost !== undefined) return refuse("parcel-state", { state: "lost" });
    const arrived = cards.filter(({ state, serial }) => state === "shipped" && counted.has(serial ?? ""));
    const missing = cards.filter(({ state, serial }) => state === "shipped" && !counted.has(serial ?? "")).map(({ serial }) => serial);
    const receivedAt = nowOf(deps);
    await moveCards(deps, tx, arrived, { event: "receive", by, change: () => ({ receivedAt }), payload: () => ({ parcelId }) });
    const state = missing.length === 0 ? ("received" as const) : ("incomplete" as const);
    await updateParcel(tx, { ...parcel, state, receivedAt: parcel.receivedAt ?? receivedAt });
    if (arrived.length > 0 || parcel.state !== state)
      await deps.ledger.record(tx, [lineAct(deps, "parcel.received", parcelId, by, { received: arrived.length, missing })]);
    return accept(await parcelView(tx, parcelId, deps.ledger.clock.today()));
  });
}

/**
 * Gives up what has not arrived: the cards still on their way are lost, stand on the revocation list, and are ordered again. For a parcel
 * that never came, and for cards missing from one that did.
 */
export async function closeParcel(
  deps: CardsDeps,
  by: Actor,
  parcelId: string,
  { reason }: { reason: string },
): Promise<Outcome<Parcel, "not-permitted" | "parcel-not-found" | "parcel-state">> {
  if (!may(by, "produce")) return refuse("not-permitted");
  return deps.sql.begin(async (tx) => {
    const parcel = await lockParcel(tx, parcelId);
    if (parcel === undefined) return refuse("parcel-not-found");
    const today = deps.ledger.clock.today();
    if (parcel.closedReason !== null) return accept(await parcelView(tx, parcelId, today));
    if (parcel.state === "received") return refuse("parcel-state", { state: parcel.state });
    const cards = await lockParcelCards(tx, parcelId);
    const gone = cards.filter(({ state }) => state === "shipped");
    await moveCards(deps, tx, gone, {
      event: "report-lost",
      by,
      change: () => ({ reason }),
      revocation: "lost-in-transit",
      payload: () => ({ parcelId }),
    });
    const next: ParcelRow = { ...parcel, state: parcel.receivedAt === null ? "lost" : "received", closedReason: reason };
    await updateParcel(tx, next);
    await deps.ledger.record(tx, [lineAct(deps, "parcel.lost", parcelId, by, { lost: gone.map(({ serial }) => serial), reason })]);
    return accept(await parcelView(tx, parcelId, today));
  });
}
