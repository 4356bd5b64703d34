import { createHash } from "node:crypto";
import { accept, type Actor, type Outcome, refuse } from "@dinhdanh/kernel";
import type { Queryable } from "@dinhdanh/postgres";
import { countryId } from "@dinhdanh/territory";
import { may, scopeUnitId } from "@dinhdanh/staff";
import type { Parcel, ParcelWithCards } from "./contract.ts";
import type { CardsDeps } from "./deps.ts";
import { parcelCards } from "./store/cards.ts";
import { codesUnder, type ParcelCounts, type ParcelRow, parcelsWithCounts } from "./store/parcels.ts";

function toParcel(row: ParcelRow & ParcelCounts, today: string): Parcel {
  const open = row.state === "dispatched" || row.state === "incomplete";
  const { parcelId, state, unit, unitName, carrier, dispatchedAt, dueOn, receivedAt, cards, absent } = row;
  const missing = receivedAt === null && open ? 0 : absent;
  return {
    parcelId,
    state,
    unit,
    unitName,
    carrier,
    dispatchedAt,
    dueOn,
    overdue: open && dueOn < today,
    receivedAt,
    cards,
    received: cards - absent,
    missing,
  };
}

/** @throws when there is none */
export async function parcelView(sql: Queryable, parcelId: string, today: string): Promise<Parcel> {
  const [row] = await parcelsWithCounts(sql, { parcelId, today, most: 1 });
  if (row === undefined) throw new Error("a parcel just written is not there");
  return toParcel(row, today);
}

/**
 * Parcels that the officer sends or awaits, open and overdue ones first.
 * @param only `open`: on their way, or with cards missing
 */
export async function listParcels(deps: CardsDeps, by: Actor, only: "open" | "all"): Promise<Outcome<Parcel[], "not-permitted">> {
  const units = await unitsOf(deps, by);
  if (units === "none") return refuse("not-permitted");
  const today = deps.ledger.clock.today();
  const rows = await parcelsWithCounts(deps.sql, { today, openOnly: only === "open", most: 500, ...(units === "all" ? {} : { units }) });
  return accept(rows.map((row) => toParcel(row, today)));
}

/** The shipping list of a parcel: its QR and the serials in it. */
export async function readParcel(
  deps: CardsDeps,
  by: Actor,
  parcelId: string,
): Promise<Outcome<ParcelWithCards, "not-permitted" | "parcel-not-found">> {
  const units = await unitsOf(deps, by);
  if (units === "none") return refuse("not-permitted");
  const today = deps.ledger.clock.today();
  const [row] = await parcelsWithCounts(deps.sql, { parcelId, today, most: 1, ...(units === "all" ? {} : { units }) });
  if (row === undefined) return refuse("parcel-not-found");
  const cards = await parcelCards(deps.sql, parcelId);
  const list = cards.map(({ serial, state }) => ({ serial: serial ?? "", state }));
  return accept({ ...toParcel(row, today), qr: parcelQr(row, list.map(({ serial }) => serial)), list }); // prettier-ignore
}

/** Who produces sees all parcels; who hands out, those of the own territory. */
async function unitsOf(deps: CardsDeps, by: Actor): Promise<"all" | "none" | string[]> {
  if (may(by, "produce")) return "all";
  const scope = may(by, "hand-out") ? await scopeUnitId(deps.sql, by) : undefined;
  if (scope === undefined) return "none";
  return scope === countryId ? "all" : codesUnder(deps.sql, scope);
}

/** `DINHDANH-PARCEL|id|unit|number of cards|first 16 hex digits of the SHA-256 of the serials, sorted and joined by LF`. */
function parcelQr({ parcelId, unit, cards }: ParcelRow, serials: readonly string[]): string {
  const digest = createHash("sha256").update(serials.toSorted().join("\n")).digest("hex").slice(0, 16);
  return ["DINHDANH-PARCEL", parcelId, unit, cards, digest].join("|");
}
