import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Day, dayNumber, newId } from "@dinhdanh/kernel";
import { actsOf } from "@dinhdanh/ledger";
import { fieldIndex, standingOf } from "@dinhdanh/progress";
import {
  cardsInForce,
  checkBatch,
  closeParcel,
  dispatchParcel,
  handOver,
  listParcels,
  makeSerial,
  personCards,
  productionView,
  readParcel,
  receiveParcel,
  reportCard,
  returnUndelivered,
  revokeCard,
  takeResult,
  verifyCard,
} from "./index.ts";
import { revocations } from "./store/revocations.ts";
import {
  approval,
  approve,
  batchWithFile,
  cardsRegister,
  type CardsRegister,
  centre,
  checkedCards,
  codeOf,
  commune,
  dossier,
  elsewhere,
  home,
  person,
  resultFile,
  accountedBlanks,
  firstCard,
  kindsOfActs,
  value,
} from "./test-cards-register.ts";

let register: CardsRegister;
beforeAll(async () => {
  register = await cardsRegister();
});
afterAll(async () => register?.close());
beforeEach(async () => register.empty());

const kindsOf = (n: number) => kindsOfActs(register, n);
const cardOf = (n: number) => firstCard(register, n);
const accounted = () => accountedBlanks(register);

describe("a parcel", () => {
  it("of named cards waits for none of the unit's others", async () => {
    const [first, second] = await checkedCards(register, 2);
    const { deps, sql } = register;
    await sql.begin(async (tx) => {
      await tx`SELECT 1 FROM cards.card WHERE serial = ${String(second)} FOR UPDATE`;
      const parcel = await dispatchParcel(deps, centre, { parcelId: newId(), unit: home, serials: [String(first)] });
      expect(value(parcel)).toMatchObject({ cards: 1 });
    });
  });

  it("travels with its list, is received short, names what is missing, and what never arrives is lost, listed and made again", async () => {
    const serials = await checkedCards(register, 4);
    const { deps, clock } = register;
    const parcelId = newId();
    const sent = value(await dispatchParcel(deps, centre, { parcelId, unit: home }));
    expect(sent).toMatchObject({
      state: "dispatched",
      cards: 4,
      received: 0,
      missing: 0,
      dueOn: "2023-04-22",
    });
    expect(value(await dispatchParcel(deps, centre, { parcelId, unit: home }))).toEqual(sent);
    expect(codeOf(await dispatchParcel(deps, centre, { parcelId, unit: neighbourUnit }))).toBe("parcel-id-taken");
    expect(value(await readParcel(deps, commune, parcelId))).toMatchObject({
      list: serials.map((serial) => ({ serial, state: "shipped" })),
    });
    expect(codeOf(await readParcel(deps, elsewhere, parcelId))).toBe("parcel-not-found");
    expect(codeOf(await receiveParcel(deps, elsewhere, parcelId, { serials }))).toBe("outside-scope");
    expect(codeOf(await receiveParcel(deps, commune, parcelId, { serials: [makeSerial("DD", 999)] }))).toBe("parcel-serial-foreign");
    const short = value(await receiveParcel(deps, commune, parcelId, { serials: serials.slice(0, 3) }));
    expect(short).toMatchObject({ state: "incomplete", received: 3, missing: 1 });
    clock.advanceDays(5);
    expect(value(await listParcels(deps, centre, "open"))).toMatchObject([{ parcelId, overdue: true }]);
    const closed = value(await closeParcel(deps, centre, parcelId, { reason: "not found after search" }));
    expect(closed).toMatchObject({ state: "received", received: 3, missing: 1 });
    expect(value(await closeParcel(deps, centre, parcelId, { reason: "not found after search" }))).toEqual(closed);
    expect(await revocations(register.sql)).toMatchObject([{ serial: serials[3], reason: "lost-in-transit" }]);
    expect(codeOf(await receiveParcel(deps, commune, parcelId, { serials }))).toBe("parcel-state");
    const [row] =
      await register.sql`SELECT count(*)::int AS n FROM cards.card WHERE state = 'ordered' AND order_reason = 'lost-in-transit' AND priority = 1`;
    expect(row!["n"]).toBe(1);
    expect(await accounted()).toMatchObject({ used: 4 });
  });

  it("is completed by a second receipt, and is refused for units and serials that are not there", async () => {
    const serials = await checkedCards(register, 3);
    const { deps } = register;
    expect(codeOf(await dispatchParcel(deps, centre, { parcelId: newId(), unit: "99999" }))).toBe("unit-unknown");
    expect(codeOf(await dispatchParcel(deps, centre, { parcelId: newId(), unit: neighbourUnit }))).toBe("parcel-empty");
    expect(codeOf(await dispatchParcel(deps, centre, { parcelId: newId(), unit: home, serials: [makeSerial("DD", 4)] }))).toBe(
      "parcel-serial-foreign",
    );
    const parcelId = newId();
    const parcel = { parcelId, unit: home, serials: serials.slice(0, 2) };
    expect(value(await dispatchParcel(deps, centre, parcel))).toEqual(value(await dispatchParcel(deps, centre, parcel)));
    for (const other of [{ carrier: "Bưu điện" }, { serials: serials.slice(0, 1) }, { serials: serials.slice(1) }, { unit: neighbourUnit }])
      expect(codeOf(await dispatchParcel(deps, centre, { ...parcel, ...other }))).toBe("parcel-id-taken");
    value(await receiveParcel(deps, commune, parcelId, { serials: serials.slice(0, 1) }));
    expect(value(await receiveParcel(deps, commune, parcelId, { serials: serials.slice(0, 2) }))).toMatchObject({
      state: "received",
      received: 2,
      missing: 0,
    });
  });
});

const neighbourUnit = "13288";

describe("at the unit", () => {
  const receivedCards = async (n: number) => {
    const serials = await checkedCards(register, n);
    const parcelId = newId();
    value(await dispatchParcel(register.deps, centre, { parcelId, unit: home }));
    value(await receiveParcel(register.deps, commune, parcelId, { serials }));
    return serials;
  };
  const proof = { receiver: { kind: "citizen", identityCheck: "fingerprint" }, oldCard: "taken-back" } as const;

  it("hands a card over once, with proof, and counts it", async () => {
    await receivedCards(1);
    const { cardId } = await cardOf(1);
    const given = { handOverId: newId(), personId: person(1), cardId, ...proof };
    expect(codeOf(await handOver(register.deps, elsewhere, given))).toBe("outside-scope");
    expect(codeOf(await handOver(register.deps, centre, given))).toBe("not-permitted");
    const handed = value(await handOver(register.deps, commune, given));
    expect(handed).toMatchObject({ state: "handed-over" });
    expect(value(await handOver(register.deps, commune, given))).toEqual(handed);
    const others = { receiver: { kind: "citizen", identityCheck: "face" }, oldCard: "none" } as const;
    for (const other of [{ receiver: others.receiver }, { oldCard: others.oldCard }])
      expect(codeOf(await handOver(register.deps, commune, { ...given, ...other }))).toBe("hand-over-id-taken");
    expect(codeOf(await handOver(register.deps, commune, { ...given, handOverId: newId() }))).toBe("card-state");
    const acts = (await actsOf(register.sql, person(1))).filter(({ kind }) => kind === "card.handed-over");
    expect(acts).toMatchObject([{ actId: given.handOverId, officer: "ca-01", payload: { cardId, ...proof } }]);
    expect((await standingOf(register.sql, person(1)))?.days[fieldIndex.handedOverOn]).toBe(dayNumber("2023-04-20"));
  });

  it("does not take the id of another act for a hand-over", async () => {
    await receivedCards(1);
    const { cardId } = await cardOf(1);
    const [known] = await actsOf(register.sql, person(1));
    const given = { handOverId: known!.actId, personId: person(1), cardId, ...proof };
    expect(codeOf(await handOver(register.deps, commune, given))).toBe("hand-over-id-taken");
    expect(await cardOf(1)).toMatchObject({ state: "received", handedOverAt: null });
  });

  it("is genuine in the books only after it was handed over, and until it expires, damaged or not", async () => {
    await receivedCards(2);
    const [one, two] = [await cardOf(1), await cardOf(2)];
    const shows = (n: number) => `MRZ OF ${n}`;
    for (const [n, { cardId }] of [
      [1, one],
      [2, two],
    ] as const)
      // prettier-ignore
      await register.sql`
        INSERT INTO cards.content_digest (digest, card_id, person_id)
        VALUES (${`mrz:${createHash("sha256").update(shows(n).replaceAll(" ", "")).digest("hex")}`}, ${cardId}, ${person(n)})`;
    const trustFiles = async () => ({ csca: [], crl: null });
    const verdict = async (n: number) => (await verifyCard({ ...register.deps, trustFiles }, { mrz: shows(n) })).verdict;
    const damaged = (n: number, cardId: string) =>
      reportCard(register.deps, commune, { personId: person(n), cardId, event: "report-damaged" });
    value(await damaged(1, one.cardId));
    expect(await verdict(1)).toBe("revoked");
    value(await handOver(register.deps, commune, { handOverId: newId(), personId: person(2), cardId: two.cardId, ...proof }));
    value(await damaged(2, two.cardId));
    expect(await verdict(2)).toBe("genuine");
    // the 40th birthday is the last day of validity
    register.clock.set("2030-03-15T23:59:00+07:00");
    expect([(await cardOf(2)).expiresOn, await verdict(2)]).toEqual(["2030-03-15", "genuine"]);
    register.clock.set("2030-03-16T00:00:00+07:00");
    expect(await verdict(2)).toBe("expired");
  });

  it("replaces the card before, in the same transaction", async () => {
    await receivedCards(1);
    const first = await cardOf(1);
    value(await handOver(register.deps, commune, { handOverId: newId(), personId: person(1), cardId: first.cardId, ...proof }));
    const inForceOn = async (day: string) => (await cardsInForce(register.sql, [person(1)], day as Day)).get(person(1)) ?? [];
    expect([await inForceOn("2030-03-15"), await inForceOn("2030-03-16")]).toMatchObject([[{ serial: first.serial }], []]);
    await register.sql.begin((tx) =>
      register.ledger.record(tx, [{ ...approval(1, { dossierId: dossier(901) }), occurredAt: "2023-04-20T08:00:00+07:00" }]),
    );
    const { batchId, machineFile, serials } = await batchWithFile(register, 5);
    value(await takeResult(register.deps, centre, batchId, resultFile(machineFile, batchId, serials.map((serial) => ({ serial, outcome: "printed" }))))); // prettier-ignore
    value(
      await checkBatch(register.deps, centre, batchId, { checked: serials.map((serial) => ({ serial, passed: true })), passRest: false }),
    );
    const parcelId = newId();
    value(await dispatchParcel(register.deps, centre, { parcelId, unit: home }));
    value(await receiveParcel(register.deps, commune, parcelId, { serials }));
    const second = await cardOf(1);
    expect(await revocations(register.sql)).toEqual([]);
    value(await handOver(register.deps, commune, { handOverId: newId(), personId: person(1), cardId: second.cardId, ...proof }));
    expect(await revocations(register.sql)).toMatchObject([{ cardId: first.cardId, serial: first.serial, reason: "replaced" }]);
    const cards = value(await personCards(register.deps, centre, person(1)));
    expect(cards.map(({ state }) => state).sort()).toEqual(["handed-over", "replaced"]);
  });

  it("sends back what could not be given, and it can be shipped again", async () => {
    const serials = await receivedCards(1);
    const { cardId } = await cardOf(1);
    const which = { personId: person(1), cardId };
    value(await returnUndelivered(register.deps, commune, { ...which, reason: "moved away" }));
    expect(codeOf(await returnUndelivered(register.deps, commune, { ...which, reason: "moved away" }))).toBe("accepted");
    expect((await kindsOf(1)).filter((kind) => kind === "card.returned-undelivered")).toHaveLength(1);
    expect(value(await productionView(register.deps, centre)).toShipAgain).toMatchObject([{ unit: home, serials }]);
    const parcelId = newId();
    expect(value(await dispatchParcel(register.deps, centre, { parcelId, unit: home, serials }))).toMatchObject({ cards: 1, received: 0 });
    expect(value(await productionView(register.deps, centre)).toShipAgain).toEqual([]);
    expect(value(await receiveParcel(register.deps, commune, parcelId, { serials }))).toMatchObject({ state: "received" });
  });

  it("lists a lost card at once; the line makes another only before it was handed over", async () => {
    await receivedCards(2);
    const [one, two] = [await cardOf(1), await cardOf(2)];
    value(await reportCard(register.deps, commune, { personId: person(1), cardId: one.cardId, event: "report-lost" }));
    value(await handOver(register.deps, commune, { handOverId: newId(), personId: person(2), cardId: two.cardId, ...proof }));
    value(await reportCard(register.deps, commune, { personId: person(2), cardId: two.cardId, event: "report-lost" }));
    expect((await revocations(register.sql)).map(({ reason }) => reason)).toEqual(["lost-in-transit", "lost-by-citizen"]);
    expect(value(await personCards(register.deps, centre, person(1))).map(({ state }) => state)).toEqual(["ordered", "lost"]);
    expect(value(await personCards(register.deps, centre, person(2))).map(({ state }) => state)).toEqual(["lost"]);
    expect(codeOf(await reportCard(register.deps, commune, { personId: person(2), cardId: two.cardId, event: "report-damaged" }))).toBe(
      "card-state",
    );
  });

  it("spoils a card with the wrong face without a successor, and orders one when the dossier is approved again", async () => {
    await receivedCards(1);
    const { cardId, serial } = await cardOf(1);
    const unnamed = { personId: person(1), cardId, event: "reject-content", reason: "ảnh của người khác" } as const;
    const report = { ...unnamed, steps: ["portrait", "fingerprints"] as ("portrait" | "fingerprints")[] };
    expect(codeOf(await reportCard(register.deps, elsewhere, report))).toBe("outside-scope");
    expect(codeOf(await reportCard(register.deps, commune, unnamed))).toBe("steps-missing");
    expect((await cardOf(1)).state).toBe("received");
    expect(value(await reportCard(register.deps, commune, report))).toMatchObject({
      state: "spoiled",
      revoked: { reason: "spoiled" },
      events: [],
    });
    // sent twice
    expect(codeOf(await reportCard(register.deps, commune, report))).toBe("accepted");
    // what was not heard must not seem to be
    expect(codeOf(await reportCard(register.deps, commune, { ...report, steps: ["changes"] }))).toBe("card-state");
    expect(codeOf(await reportCard(register.deps, commune, { ...report, reason: "sai họ tên" }))).toBe("card-state");
    expect(await register.sql`SELECT payload -> 'steps' AS steps FROM ledger.act WHERE kind = 'card.content-rejected'`).toEqual([
      { steps: ["portrait", "fingerprints"] },
    ]);
    expect(await revocations(register.sql)).toMatchObject([{ cardId, serial, reason: "spoiled" }]);
    expect(value(await personCards(register.deps, centre, person(1)))).toHaveLength(1);
    await accounted();
    await approve(register, 1);
    await approve(register, 1);
    const cards = value(await personCards(register.deps, centre, person(1)));
    expect(cards.map(({ state, replaces }) => [state, replaces])).toEqual([
      ["ordered", cardId],
      ["spoiled", null],
    ]);
  });

  it("lets the centre, too, refuse what shows another face, and does not take another spoiling for that", async () => {
    await receivedCards(2);
    const [one, two] = [await cardOf(1), await cardOf(2)];
    const report = { event: "reject-content" as const, reason: "sai ngày sinh", steps: ["changes" as const] };
    expect(value(await reportCard(register.deps, centre, { personId: person(1), cardId: one.cardId, ...report })).state).toBe("spoiled");
    expect((await kindsOf(1)).filter((kind) => kind === "card.content-rejected")).toHaveLength(1);
    const lost = { personId: person(2), cardId: two.cardId, event: "report-lost" } as const;
    expect(codeOf(await reportCard(register.deps, centre, lost))).toBe("not-permitted");
    value(await revokeCard(register.deps, centre, { personId: person(2), cardId: two.cardId, reason: "court" }));
    expect(codeOf(await reportCard(register.deps, centre, { personId: person(2), cardId: two.cardId, ...report }))).toBe("card-state");
  });

  it("revokes by a decision of the centre only", async () => {
    await receivedCards(1);
    const { cardId } = await cardOf(1);
    const order = { personId: person(1), cardId, reason: "court" } as const;
    expect(codeOf(await revokeCard(register.deps, commune, order))).toBe("not-permitted");
    expect(codeOf(await revokeCard(register.deps, centre, { ...order, cardId: newId() }))).toBe("card-not-found");
    expect(value(await revokeCard(register.deps, centre, order))).toMatchObject({
      state: "revoked",
      revoked: { reason: "court" },
      events: [],
    });
    expect(await revocations(register.sql)).toHaveLength(1);
  });
});
