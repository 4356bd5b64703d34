import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { newId } from "@dinhdanh/kernel";
import { countStock, listBlanks, listWaiting, makeSerial, receiveBlanks, reconcile } from "./index.ts";
import {
  approval,
  approve,
  batchWithFile,
  cardsRegister,
  type CardsRegister,
  centre,
  codeOf,
  commune,
  stockUp,
  value,
} from "./test-cards-register.ts";

let register: CardsRegister;
beforeAll(async () => {
  register = await cardsRegister();
});
afterAll(async () => register?.close());
beforeEach(async () => register.empty());

const dd = (n: number) => makeSerial("DD", n);
const range = (from: number, to: number) => ({ first: dd(from), last: dd(to) });

it("takes blanks into stock once, and refuses by name", async () => {
  const { deps } = register;
  const delivery = { deliveryId: newId(), supplier: "Nhà in", firstSerial: dd(1), lastSerial: dd(10) };
  expect(codeOf(await receiveBlanks(deps, commune, delivery))).toBe("not-permitted");
  const stock = value(await receiveBlanks(deps, centre, delivery));
  expect(stock).toEqual({ received: 10, inStock: 10, reserved: 0, used: 0, spoiled: 0, missing: 0 });
  expect(value(await receiveBlanks(deps, centre, delivery))).toEqual(stock);
  const refusals = [
    ["delivery-id-taken", { ...delivery, lastSerial: dd(11) }],
    ["delivery-id-taken", { ...delivery, firstSerial: dd(2) }],
    ["delivery-id-taken", { ...delivery, supplier: "Nhà in khác" }],
    ["serials-known", { ...delivery, deliveryId: newId(), firstSerial: dd(10), lastSerial: dd(12) }],
    ["range-order", { ...delivery, deliveryId: newId(), firstSerial: dd(30), lastSerial: dd(29) }],
    ["serial-malformed", { ...delivery, deliveryId: newId(), firstSerial: "DD000000019" }],
  ] as const;
  for (const [code, given] of refusals) expect(codeOf(await receiveBlanks(deps, centre, given))).toBe(code);
  expect((await reconcile(register.sql)).total.received).toBe(10);
});

it("lets two deliveries of one range arrive at once: one is taken", async () => {
  const taken = await Promise.all([1, 2, 3].map(() => stockUp(register, 50)));
  expect(taken.map(codeOf).sort()).toEqual(["accepted", "serials-known", "serials-known"]);
  expect((await reconcile(register.sql)).total.received).toBe(50);
});

it("finds by a count what is missing, what returned and what lies where it should not", async () => {
  const { deps } = register;
  value(await stockUp(register, 10));
  await approve(register, 2);
  await batchWithFile(register, 2);
  // 1 and 2 are reserved; 5 and 6 are not there; 99 was never received
  const count = { countId: newId(), ranges: [range(2, 4), range(7, 10), range(99, 99)] };
  const found = value(await countStock(deps, centre, count));
  expect(found).toEqual({ counted: 8, missing: [dd(5), dd(6)], foundAgain: [], unexpected: [dd(2), dd(99)] });
  expect(value(await countStock(deps, centre, count))).toEqual(found);
  expect(codeOf(await countStock(deps, centre, { ...count, ranges: [] }))).toBe("count-id-taken");
  const short = await reconcile(register.sql);
  expect(short.total).toEqual({ received: 10, inStock: 6, reserved: 2, used: 0, spoiled: 0, missing: 2 });
  expect(short).toMatchObject({
    balanced: false,
    differences: [
      { kind: "not-found", serial: dd(5) },
      { kind: "not-found", serial: dd(6) },
    ],
  });
  value(await countStock(deps, centre, { countId: newId(), ranges: [range(3, 10)] }));
  expect(await reconcile(register.sql)).toMatchObject({ balanced: true, total: { inStock: 8, reserved: 2, missing: 0 } });
});

it("refuses a count by name", async () => {
  const count = (ranges: { first: string; last: string }[]) => countStock(register.deps, centre, { countId: newId(), ranges });
  expect(codeOf(await countStock(register.deps, commune, { countId: newId(), ranges: [] }))).toBe("not-permitted");
  expect(codeOf(await count([range(2, 1)]))).toBe("range-order");
  expect(codeOf(await count([range(0, 999_999), range(1_000_000, 1_000_000)]))).toBe("range-too-large");
});

it.each([
  ["blank-without-card", (sql: CardsRegister["sql"]) => sql`UPDATE cards.card SET serial = NULL`],
  [
    "card-without-blank",
    (sql: CardsRegister["sql"]) => sql`UPDATE cards.blank SET card_id = NULL, state = 'in-stock' WHERE state = 'reserved'`,
  ],
  ["blank-of-other-state", (sql: CardsRegister["sql"]) => sql`UPDATE cards.blank SET state = 'used' WHERE state = 'reserved'`],
  ["delivery-short", (sql: CardsRegister["sql"]) => sql`DELETE FROM cards.blank WHERE state = 'in-stock'`],
])("proves a book that was tampered with: %s", async (kind, tamper) => {
  value(await stockUp(register, 3));
  await approve(register, 1);
  await batchWithFile(register, 1);
  expect((await reconcile(register.sql)).balanced).toBe(true);
  await tamper(register.sql);
  const books = await reconcile(register.sql);
  expect(books.balanced).toBe(false);
  expect(books.differences.map((difference) => difference.kind)).toContain(kind);
});

it("lists the serials behind each figure, as unbroken ranges, to who produces", async () => {
  const { deps } = register;
  value(await stockUp(register, 10));
  value(await stockUp(register, 5, 21));
  await approve(register, 2);
  await batchWithFile(register, 2);
  expect(value(await listBlanks(deps, centre, "in-stock"))).toEqual({
    ...{ state: "in-stock", more: false },
    ranges: [
      { first: dd(3), last: dd(10), blanks: 8 },
      { first: dd(21), last: dd(25), blanks: 5 },
    ],
  });
  expect(value(await listBlanks(deps, centre, "reserved")).ranges).toEqual([{ first: dd(1), last: dd(2), blanks: 2 }]);
  expect(value(await listBlanks(deps, centre, "missing")).ranges).toEqual([]);
  expect(codeOf(await listBlanks(deps, commune, "in-stock"))).toBe("not-permitted");
});

it("lists what waits by priority and due day, in the order of the next batch", async () => {
  const { deps, sql, ledger } = register;
  const dues = [{ dueOn: "2023-05-02" }, { dueOn: "2023-04-25" }, {}, { dueOn: "2023-05-02" }, { dueOn: "2023-05-09", urgent: true }];
  await sql.begin((tx) => ledger.record(tx, dues.map((due, index) => approval(index + 1, due)))); // prettier-ignore
  const { groups } = value(await listWaiting(deps, centre));
  expect(groups).toEqual([
    { priority: 1, dueOn: "2023-05-09", cards: 1, units: 1 },
    { priority: 0, dueOn: "2023-04-25", cards: 1, units: 1 },
    { priority: 0, dueOn: "2023-05-02", cards: 2, units: 1 },
    { priority: 0, dueOn: null, cards: 1, units: 1 },
  ]);
  expect(codeOf(await listWaiting(deps, commune))).toBe("not-permitted");
});
