import { afterAll, beforeAll, expect, it } from "vitest";
import { cardPictureSchema } from "./contract.ts";
import { cardPicture, personCards } from "./index.ts";
import {
  approval,
  approve,
  batchWithFile,
  cardsRegister,
  type CardsRegister,
  centre,
  childWithoutPortrait,
  codeOf,
  commune,
  elsewhere,
  person,
  stockUp,
  value,
} from "./test-cards-register.ts";

let register: CardsRegister;
beforeAll(async () => {
  register = await cardsRegister();
  value(await stockUp(register, 5));
  await approve(register, 2);
});
afterAll(async () => register?.close());

const one = async () => ({ personId: person(1), cardId: value(await personCards(register.deps, commune, person(1)))[0]!.cardId });

it("shows a child under 6 without a face", async () => {
  await register.sql.begin((tx) => register.ledger.record(tx, [approval(childWithoutPortrait)]));
  const personId = person(childWithoutPortrait);
  const [card] = value(await personCards(register.deps, centre, personId));
  expect(value(await cardPicture(register.deps, centre, { personId, cardId: card!.cardId })).portrait).toBeNull();
});

it("shows a card before it is made as it would be today, and afterwards as it was printed", async () => {
  const before = value(await cardPicture(register.deps, commune, await one()));
  expect(before).toMatchObject({ serial: null, front: { number: "035090000001", expiry: "15/03/2030" }, back: { issuedOn: "20/04/2023" } });
  const { serials } = await batchWithFile(register, 1);
  register.clock.set("2023-05-30T09:00:00+07:00");
  const after = value(await cardPicture(register.deps, commune, await one()));
  expect(after).toEqual({ ...before, serial: serials[0] });
  expect(cardPictureSchema.parse(after).back.mrz).toHaveLength(3);
  expect(after.portrait).toMatch(/^data:image\/jpeg;base64,\/9j\//);
});

it("shows it to nobody of elsewhere, and no card of another person", async () => {
  const { personId, cardId } = await one();
  expect(codeOf(await cardPicture(register.deps, elsewhere, { personId, cardId }))).toBe("outside-territory");
  expect(codeOf(await cardPicture(register.deps, commune, { personId: person(2), cardId }))).toBe("card-not-found");
});
