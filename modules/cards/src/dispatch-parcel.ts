import { accept, type Actor, type Outcome, refuse } from "@dinhdanh/kernel";
import type { Tx } from "@dinhdanh/postgres";
import { may } from "@dinhdanh/staff";
import { lastUnitByCode } from "@dinhdanh/territory";
import type { DispatchParcel, Parcel } from "./contract.ts";
import { type CalendarDeps, lineAct, nowOf } from "./deps.ts";
import { moveCards } from "./move-cards.ts";
import { parcelView } from "./parcel-view.ts";
import { lockShippable, parcelCards } from "./store/cards.ts";
import { insertParcel, lockParcels, parcelOf, type ParcelRow } from "./store/parcels.ts";

export type DispatchParcelRefusal = "not-permitted" | "unit-unknown" | "parcel-id-taken" | "parcel-empty" | "parcel-serial-foreign";

/** Most cards of a parcel: what one person can count. */
const mostCards = 5000;
/** Circular 59/2021/TT-BCA art. 11: the centre ships within two working days. */
const shippingDays = 2;

/**
 * Ships cards that passed the check to the unit that hands them over: all that wait, or those named, which may also be some that came back
 * undelivered. The same parcel id again answers the parcel as it is.
 */
export async function dispatchParcel(
  deps: CalendarDeps,
  by: Actor,
  parcel: DispatchParcel,
): Promise<Outcome<Parcel, DispatchParcelRefusal>> {
  if (!may(by, "produce")) return refuse("not-permitted");
  const today = deps.ledger.clock.today();
  const { parcelId, unit, serials } = parcel;
  if ((await lastUnitByCode(deps.sql, unit, today)) === undefined) return refuse("unit-unknown", { unit });
  return deps.sql.begin(async (tx) => {
    await lockParcels(tx);
    const known = await parcelOf(tx, parcelId);
    if (known !== undefined)
      return (await isSame(tx, known, parcel)) ? accept(await parcelView(tx, parcelId, today)) : refuse("parcel-id-taken");
    const states = serials === undefined ? (["quality-checked"] as const) : (["quality-checked", "returned-undelivered"] as const);
    const cards = await lockShippable(tx, { unit, states, serials, most: mostCards });
    const foreign = serials?.find((serial) => !cards.some((card) => card.serial === serial));
    if (foreign !== undefined) return refuse("parcel-serial-foreign", { serial: foreign });
    if (cards.length === 0) return refuse("parcel-empty", undefined, true);
    const dueOn = deps.workingDaysAfter(today, shippingDays);
    const carrier = parcel.carrier ?? null;
    await insertParcel(tx, { parcelId, unit, carrier, cards: cards.length, dispatchedAt: nowOf(deps), dispatchedBy: by.code, dueOn });
    await moveCards(deps, tx, cards, {
      event: "ship",
      by,
      change: () => ({ parcelId, receivedAt: null, reason: null }),
      payload: () => ({ parcelId }),
    });
    await deps.ledger.record(tx, [lineAct(deps, "parcel.dispatched", parcelId, by, { unit, carrier, cards: cards.length, dueOn })]);
    return accept(await parcelView(tx, parcelId, today));
  });
}

/** Of a parcel of all that waited, what waited then is not asked again. Cards that came back may have gone on in another parcel. */
async function isSame(tx: Tx, known: ParcelRow, { unit, carrier, serials }: DispatchParcel): Promise<boolean> {
  if (known.unit !== unit || known.carrier !== (carrier ?? null)) return false;
  if (serials === undefined) return true;
  const named = new Set(serials);
  return named.size === known.cards && (await parcelCards(tx, known.parcelId)).every(({ serial }) => named.has(serial ?? ""));
}
