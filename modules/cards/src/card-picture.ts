import { accept, type Actor, type Day, type Outcome, refuse } from "@dinhdanh/kernel";
import { printedData } from "./card-data-rules.ts";
import { personCards } from "./card-view.ts";
import { mrzOf } from "./chip/write-card.ts";
import type { CardPicture } from "./contract.ts";
import type { CardsDeps } from "./deps.ts";
import type { PersonaliseDeps } from "./personalise-batch.ts";

/** Stands where a card has no blank yet. */
const noSerial = "0";

/**
 * What a card shows, from the approved dossier: a picture of ours, marked as a specimen, not the artwork of any state's document. Of a card that
 * is not personalised yet, as it would be today. Within the reach of {@link personCards}, and logged like it.
 */
export async function cardPicture(
  deps: CardsDeps & Pick<PersonaliseDeps, "contentOf">,
  by: Actor,
  { personId, cardId }: { personId: string; cardId: string },
): Promise<Outcome<CardPicture, "not-permitted" | "outside-territory" | "card-not-found" | "content-missing">> {
  const own = await personCards(deps, by, personId);
  if (!own.ok) return own;
  const card = own.value.find((one) => one.cardId === cardId);
  if (card === undefined) return refuse("card-not-found");
  const { dossierId, serial } = card;
  const issuedOn: Day = card.issuedOn ?? deps.ledger.clock.today();
  const content = await deps.contentOf({ personId, dossierId }, serial ?? noSerial, issuedOn);
  if (!content.ok) return refuse("content-missing", { cause: content.refusal.code });
  const { data, portrait } = content.value;
  const mrz = mrzOf(data);
  if (!mrz.ok) return refuse("content-missing", { cause: mrz.refusal.code });
  const { front, back } = printedData(data, mrz.value);
  const shown = portrait === null ? null : `data:image/jpeg;base64,${Buffer.from(portrait.bytes).toString("base64")}`;
  return accept({ serial, front, back: { ...back, mrz: [...back.mrz] }, portrait: shown });
}
