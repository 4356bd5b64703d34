import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { dayNumber, newId } from "@dinhdanh/kernel";
import { fieldIndex, standingOf } from "@dinhdanh/progress";
import {
  type CheckBatch,
  checkBatch,
  createBatch,
  listSetAside,
  makeSerial,
  personaliseBatch,
  personCards,
  productionView,
  readBatch,
  reportCard,
  retrySetAside,
  revokeCard,
  signingProgress,
  takeResult,
} from "./index.ts";
import { machineFilePath } from "./personalise-batch.ts";
import { revocations } from "./store/revocations.ts";
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
  dossier,
  home,
  person,
  resultFile,
  stockUp,
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

describe("ordering", () => {
  it("orders one card for an approval of this system, however often it arrives, and none for one of a file", async () => {
    const { sql, ledger } = register;
    const first = approval(1, { dueOn: "2023-04-26" });
    await sql.begin((tx) => ledger.record(tx, [first, approval(2)]));
    await sql.begin((tx) => ledger.record(tx, [first, { ...approval(1), actId: newId() }]));
    await sql.begin((tx) =>
      ledger.record(tx, [
        { ...approval(3), payload: null },
        { ...approval(4), payload: { dossierId: "x" } },
      ]),
    );
    expect(await kindsOf(1)).toEqual(["dossier.approved", "card.ordered", "dossier.approved"]);
    expect((await productionView(register.deps, centre)) as unknown).toMatchObject({
      value: { waiting: { total: 2, urgent: 0, overdue: 0, oldestDueOn: "2023-04-26" } },
    });
    expect(await cardOf(1)).toMatchObject({
      state: "ordered",
      dossierId: dossier(1),
      unit: home,
      dueOn: "2023-04-26",
      orderReason: "dossier",
      events: ["batch", "revoke"],
    });
    expect(await kindsOf(3)).toEqual(["dossier.approved"]);
  });

  it("orders nothing when the approval is rolled back", async () => {
    const { sql, ledger } = register;
    await expect(
      sql.begin(async (tx) => {
        await ledger.record(tx, [approval(1)]);
        throw new Error("killed");
      }),
    ).rejects.toThrow("killed");
    expect(value(await personCards(register.deps, centre, person(1)))).toEqual([]);
  });
});

describe("a batch", () => {
  it("takes the most pressing cards, gives each a blank in order, and is one batch however often it is asked for", async () => {
    const { sql, ledger, deps } = register;
    const acts = [approval(1, { dueOn: "2023-05-02" }), approval(2), approval(3, { dueOn: "2023-04-25" }), approval(4, { urgent: true })];
    await sql.begin((tx) => ledger.record(tx, acts));
    value(await stockUp(register, 10));
    const batchId = newId();
    const batch = value(await createBatch(deps, centre, { batchId, capacity: 3 }));
    expect(batch).toMatchObject({ cards: 3, state: "created", byState: { batched: 3 } });
    expect(value(await createBatch(deps, centre, { batchId, capacity: 3 }))).toEqual(batch);
    expect(codeOf(await createBatch(deps, centre, { batchId, capacity: 4 }))).toBe("batch-id-taken");
    const { list } = value(await readBatch(deps, centre, batchId));
    expect(list.map(({ serial }) => serial)).toEqual([1, 2, 3].map((n) => makeSerial("DD", n)));
    const of = await Promise.all([4, 3, 1].map(async (n) => (await cardOf(n)).serial));
    expect(of).toEqual(list.map(({ serial }) => serial));
    expect(await accounted()).toMatchObject({ received: 10, inStock: 7, reserved: 3 });
  });

  it("is smaller when blanks are short, and refused by name when there is nothing to make or to make it of", async () => {
    const { deps } = register;
    const ask = () => createBatch(deps, centre, { batchId: newId(), capacity: 5 });
    expect(codeOf(await createBatch(deps, commune, { batchId: newId(), capacity: 5 }))).toBe("not-permitted");
    expect(codeOf(await ask())).toBe("no-orders");
    await approve(register, 4);
    expect(codeOf(await ask())).toBe("no-blanks");
    value(await stockUp(register, 3));
    expect(value(await ask()).cards).toBe(3);
    expect(codeOf(await ask())).toBe("no-blanks");
  });

  it("shares no card and no blank with another one made at the same time", async () => {
    await approve(register, 60);
    value(await stockUp(register, 60));
    const made = await Promise.all([1, 2, 3, 4].map(() => createBatch(register.deps, centre, { batchId: newId(), capacity: 20 })));
    expect(made.map(codeOf).sort()).toEqual(["accepted", "accepted", "accepted", "no-orders"]);
    const [row] =
      await register.sql`SELECT count(*)::int AS cards, count(DISTINCT serial)::int AS serials, count(DISTINCT batch_id)::int AS batches FROM cards.card WHERE state = 'batched'`;
    expect(row).toEqual({ cards: 60, serials: 60, batches: 3 });
    expect(await accounted()).toMatchObject({ reserved: 60, inStock: 0 });
  });

  it("is one batch when it is asked for twice at once", async () => {
    await approve(register, 10);
    value(await stockUp(register, 10));
    const batchId = newId();
    const made = await Promise.all([1, 2, 3].map(() => createBatch(register.deps, centre, { batchId, capacity: 4 })));
    expect(made.map((one) => value(one).cards)).toEqual([4, 4, 4]);
    expect(await accounted()).toMatchObject({ reserved: 4 });
  });
});

describe("the machine", () => {
  it("gets one file, and a batch is signed once", async () => {
    await approve(register, 5);
    value(await stockUp(register, 5));
    const { batchId, machineFile, serials } = await batchWithFile(register, 5);
    const [header, ...lines] = machineFile.toString().trim().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>); // prettier-ignore
    expect(header).toMatchObject({ format: "dinhdanh-machine", version: 1, batchId, cards: 5 });
    expect(lines.at(-1)).toMatchObject({ type: "trailer", batchId, cards: 5 });
    expect(serials).toHaveLength(5);
    const again = value(await personaliseBatch(register.deps, centre, batchId));
    expect(again.machineFileSha256).not.toBeNull();
    expect((await kindsOf(1)).filter((kind) => kind === "card.personalised")).toHaveLength(1);
    expect(await cardOf(1)).toMatchObject({ state: "personalised", issuedOn: "2023-04-20", expiresOn: "2030-03-15" });
  });

  it("gets the rest when the content of a card cannot be made: that one is set aside with its cause, and can be tried again", async () => {
    const { sql, ledger, deps } = register;
    await sql.begin((tx) => ledger.record(tx, [approval(1), approval(61), approval(childWithoutPortrait)]));
    value(await stockUp(register, 5));
    const batchId = newId();
    value(await createBatch(deps, centre, { batchId, capacity: 5 }));
    expect(value(await personaliseBatch(deps, centre, batchId))).toMatchObject({ state: "personalised", byState: { personalised: 2 } });
    const lines = readFileSync(machineFilePath(register.folder, batchId), "utf8").split("\n");
    expect(JSON.parse(lines[0]!)).toMatchObject({ cards: 2 });
    const chips = lines.slice(1, 3).map((line) => Object.keys((JSON.parse(line) as { chip: object }).chip));
    expect(chips.filter((files) => !files.includes("EF_DG2"))).toHaveLength(1);
    expect(await accounted()).toMatchObject({ inStock: 3, reserved: 2 });
    const { cards } = value(await listSetAside(deps, centre));
    expect(cards).toMatchObject([{ personId: person(61), unit: home, cause: "portrait-missing" }]);
    expect(codeOf(await listSetAside(deps, commune))).toBe("not-permitted");
    expect(codeOf(await createBatch(deps, centre, { batchId: newId(), capacity: 5 }))).toBe("no-orders");
    const which = { personId: cards[0]!.personId, cardId: cards[0]!.cardId };
    expect(codeOf(await retrySetAside(deps, centre, { cards: [{ ...which, cardId: newId() }] }))).toBe("card-not-found");
    for (const _ of [1, 2]) expect(value(await retrySetAside(deps, centre, { cards: [which] })).cards).toEqual([]);
    expect(codeOf(await retrySetAside(deps, centre, { cards: [{ personId: person(1), cardId: (await cardOf(1)).cardId }] }))).toBe(
      "card-state",
    );
    // alone in its batch it leaves nothing to sign
    const alone = newId();
    value(await createBatch(deps, centre, { batchId: alone, capacity: 5 }));
    for (const _ of [1, 2])
      expect(value(await personaliseBatch(deps, centre, alone))).toMatchObject({ state: "checked", byState: {}, machineFileSha256: null });
    expect(value(await listSetAside(deps, centre)).cards).toHaveLength(1);
    // the centre sends its dossier back instead; twice is once
    const report = { ...which, event: "reject-content" as const, reason: "thiếu ảnh", steps: ["portrait" as const] };
    for (const _ of [1, 2]) expect(value(await reportCard(deps, centre, report))).toMatchObject({ state: "revoked", revoked: null });
    expect((await kindsOf(61)).filter((kind) => kind === "card.content-rejected")).toHaveLength(1);
    expect(value(await listSetAside(deps, centre)).cards).toEqual([]);
    expect(codeOf(await createBatch(deps, centre, { batchId: newId(), capacity: 5 }))).toBe("no-orders");
  });

  it("shows how far the signing of a batch has come", async () => {
    await approve(register, 3);
    value(await stockUp(register, 3));
    const batchId = newId();
    value(await createBatch(register.deps, centre, { batchId, capacity: 3 }));
    const seen: (number | null)[] = [];
    const look = () => seen.push(value(signingProgress(register.deps, centre, batchId)).signed);
    const contentOf: typeof register.deps.contentOf = (...asked) => (look(), register.deps.contentOf(...asked));
    value(await personaliseBatch({ ...register.deps, contentOf }, centre, batchId));
    look();
    expect(seen).toEqual([0, 1, 2, null]);
  });

  it("reports printed, failed and spoiled: no card twice and none less", async () => {
    await approve(register, 3);
    value(await stockUp(register, 10));
    const { batchId, machineFile, serials } = await batchWithFile(register, 3);
    const [one, two, three] = serials as [string, string, string];
    const said = [{ serial: one, outcome: "printed" }, { serial: two, outcome: "failed", reason: "not fed" }, { serial: three, outcome: "spoiled", reason: "blurred" }]; // prettier-ignore
    const file = resultFile(machineFile, batchId, said);
    const batch = value(await takeResult(register.deps, centre, batchId, file));
    expect(batch).toMatchObject({ state: "reported", printed: 1, failed: 1, spoiled: 1 });
    expect(value(await takeResult(register.deps, centre, batchId, file))).toEqual(batch);
    expect(codeOf(await takeResult(register.deps, centre, batchId, resultFile(machineFile, batchId, said.toReversed())))).toBe(
      "result-differs",
    );
    expect(await accounted()).toMatchObject({ received: 10, inStock: 8, used: 1, spoiled: 1, reserved: 0 });
    expect(await cardOf(2)).toMatchObject({ state: "ordered", serial: null, priority: 1 });
    const spoiled = value(await personCards(register.deps, centre, person(3)));
    expect(spoiled.map(({ state, orderReason, serial }) => [state, orderReason, serial])).toEqual([["ordered", "spoiled", null], ["spoiled", "dossier", three]]); // prettier-ignore
    expect(spoiled[0]!.replaces).toBe(spoiled[1]!.cardId);
    const next = await batchWithFile(register, 10);
    expect(next.serials).toHaveLength(2);
    expect(next.serials).not.toContain(three);
    expect(await kindsOf(3)).toEqual([
      "dossier.approved",
      "card.ordered",
      "card.personalised",
      "card.spoiled",
      "card.ordered",
      "card.personalised",
    ]);
    expect(await kindsOf(1)).not.toContain("card.printed");
    // its chip was signed: whoever finds it must not be able to show it
    expect(await revocations(register.sql)).toMatchObject([{ serial: three, reason: "spoiled" }]);
  });

  it("is answered for a card that was revoked in between: the plastic is accounted for, the card stays revoked", async () => {
    await approve(register, 2);
    value(await stockUp(register, 2));
    const { batchId, machineFile, serials } = await batchWithFile(register, 2);
    const { cardId } = await cardOf(1);
    value(await revokeCard(register.deps, centre, { personId: person(1), cardId, reason: "deceased" }));
    const file = resultFile(machineFile, batchId, serials.map((serial) => ({ serial, outcome: "printed" }))); // prettier-ignore
    value(await takeResult(register.deps, centre, batchId, file));
    expect((await cardOf(1)).state).toBe("revoked");
    expect(await accounted()).toMatchObject({ used: 1, spoiled: 1 });
  });

  it("does not get a card that was revoked before its file was made", async () => {
    await approve(register, 2);
    value(await stockUp(register, 2));
    const batchId = newId();
    value(await createBatch(register.deps, centre, { batchId, capacity: 2 }));
    const { cardId } = await cardOf(1);
    value(await revokeCard(register.deps, centre, { personId: person(1), cardId, reason: "deceased" }));
    expect(value(await personaliseBatch(register.deps, centre, batchId)).byState).toEqual({ personalised: 1 });
    expect(await accounted()).toMatchObject({ inStock: 1, reserved: 1 });
    expect(await revocations(register.sql)).toEqual([]);
  });
});

describe("the check", () => {
  const printed = async (n: number) => {
    await approve(register, n);
    value(await stockUp(register, n + 10));
    const { batchId, machineFile, serials } = await batchWithFile(register, n);
    value(await takeResult(register.deps, centre, batchId, resultFile(machineFile, batchId, serials.map((serial) => ({ serial, outcome: "printed" }))))); // prettier-ignore
    return { batchId, serials };
  };

  it("passes the rest with a clean sample that is large enough", async () => {
    const { batchId, serials } = await printed(20);
    const sample = (n: number) => serials.slice(0, n).map((serial) => ({ serial, passed: true }));
    expect(codeOf(await checkBatch(register.deps, centre, batchId, { checked: sample(4), passRest: true }))).toBe("sample-too-small");
    expect(value(await checkBatch(register.deps, centre, batchId, { checked: sample(5), passRest: true }))).toMatchObject({
      state: "checked",
      byState: { "quality-checked": 20 },
    });
    expect(await kindsOf(7)).toContain("card.printed");
    const standing = await standingOf(register.sql, person(7));
    expect(standing?.days[fieldIndex.printedOn]).toBe(dayNumber("2023-04-20"));
  });

  it("wants every card seen once one has failed, and makes that one again", async () => {
    const { batchId, serials } = await printed(8);
    const bad = { serial: serials[2]!, passed: false, reason: "chip silent" };
    const good = serials.filter((serial) => serial !== bad.serial).map((serial) => ({ serial, passed: true }));
    expect(codeOf(await checkBatch(register.deps, centre, batchId, { checked: [bad, ...good.slice(0, 5)], passRest: true }))).toBe(
      "sample-failed",
    );
    value(await checkBatch(register.deps, centre, batchId, { checked: [bad], passRest: false }));
    expect(codeOf(await checkBatch(register.deps, centre, batchId, { checked: good.slice(0, 6), passRest: true }))).toBe("sample-failed");
    // its successor is ordered: that it shows another face, too, must not seem to be heard
    const wrong = { ...bad, reason: "ảnh của người khác", wrongContent: true };
    expect(codeOf(await checkBatch(register.deps, centre, batchId, { checked: [wrong], passRest: false }))).toBe("check-unknown-serial");
    const all = { checked: [bad, ...good], passRest: false };
    expect(codeOf(await checkBatch(register.deps, centre, batchId, all))).toBe("accepted");
    expect(await accounted()).toMatchObject({ used: 7, spoiled: 1 });
    expect((await productionView(register.deps, centre)) as unknown).toMatchObject({
      value: { waiting: { total: 1, urgent: 1 }, toShip: [{ unit: home, cards: 7 }] },
    });
  });

  it("does not make again what shows another face: the dossier goes back instead", async () => {
    const { batchId, serials } = await printed(3);
    const [wrong, ...good] = serials;
    const unnamed = { serial: wrong!, passed: false, reason: "ảnh của người khác", wrongContent: true };
    const checkWith = (seen: CheckBatch["checked"][number]) => {
      const checked = [seen, ...good.map((serial) => ({ serial, passed: true }))];
      return checkBatch(register.deps, centre, batchId, { checked, passRest: false });
    };
    expect(codeOf(await checkWith(unnamed))).toBe("steps-missing");
    expect(await kindsOf(2)).not.toContain("card.printed");
    value(await checkWith({ ...unnamed, steps: ["portrait"] }));
    value(await checkWith({ ...unnamed, steps: ["portrait"] }));
    expect(await accounted()).toMatchObject({ used: 2, spoiled: 1 });
    expect((await productionView(register.deps, centre)) as unknown).toMatchObject({ value: { waiting: { total: 0 } } });
    const said =
      await register.sql`SELECT payload ->> 'reason' AS reason, payload -> 'steps' AS steps FROM ledger.act WHERE kind = 'card.content-rejected'`;
    expect(said).toEqual([{ reason: "ảnh của người khác", steps: ["portrait"] }]);
  });

  it("refuses serials that do not wait, and one that stands twice", async () => {
    const { batchId, serials } = await printed(2);
    const check = (checked: { serial: string; passed: boolean }[]) =>
      checkBatch(register.deps, centre, batchId, { checked, passRest: false });
    expect(codeOf(await check([{ serial: makeSerial("DD", 999), passed: true }]))).toBe("check-unknown-serial");
    expect(
      codeOf(
        await check([
          { serial: serials[0]!, passed: true },
          { serial: serials[0]!, passed: true },
        ]),
      ),
    ).toBe("check-serial-twice");
    expect(await kindsOf(1)).not.toContain("card.printed");
  });
});
