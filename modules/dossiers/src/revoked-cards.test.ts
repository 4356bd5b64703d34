import { readFileSync } from "node:fs";
import type { Act } from "@dinhdanh/ledger";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { approvedContent } from "./approved-content.ts";
import { checkDue } from "./check-dossiers.ts";
import { queryDossiers } from "./query-dossiers.ts";
import { readBacklog } from "./read-backlog.ts";
import { accepted, act, centre, checked, collector, type DossierRegister, dossierRegister, happen, id } from "./test-dossier-register.ts";
import { viewDossier } from "./view-dossier.ts";

let register: DossierRegister;
beforeAll(async () => {
  register = await dossierRegister();
});
afterAll(() => register.close());
beforeEach(async () => {
  await register.empty();
  await register.register(1);
});

const today = "2023-06-01";
async function approved(): Promise<string> {
  const dossierId = await checked(register, 1);
  await happen(register, centre, dossierId, "approve");
  return dossierId;
}
const toldAt = (kind: string, payload: Record<string, unknown>, minute = 0): Act => {
  const at = new Date(register.clock.nowMs() + minute * 60_000).toISOString();
  return act(kind, 1, at, payload);
};
/** What the card's room records, one transaction each, a minute apart. */
const happens = async (payload: Record<string, unknown>, ...kinds: string[]) => {
  for (const kind of kinds) {
    register.clock.advanceMs(60_000);
    await register.record(toldAt(kind, payload));
  }
};
const counted = async (day = today) => {
  const { collected = 0, approved: of = 0 } = await register.figures(day);
  return { collected, approved: of };
};
const checkAll = async () => {
  while ((await checkDue(register.deps)) > 0);
};

describe.each([
  ["approved", []],
  ["in-production", ["card.ordered"]],
  ["in-production", ["card.ordered", "card.personalised"]],
  ["printed", ["card.ordered", "card.printed", "card.shipped"]],
  ["ready", ["card.ordered", "card.printed", "card.received"]],
  ["undelivered", ["card.ordered", "card.printed", "card.received", "card.returned-undelivered"]],
])("a card that is revoked when its dossier is %s after %j", (state, kinds) => {
  it("ends the dossier: it leaves stage, clocks and counts, and stands in nobody's way", async () => {
    const dossierId = await approved();
    const waiting = await checked(register, 1);
    expect(await register.stateOf(waiting)).toBe("flagged");
    const card = { dossierId, cardId: id(71) };
    await happens(card, ...kinds);
    expect([await register.stateOf(dossierId), await counted()]).toEqual([state, { collected: 1, approved: 1 }]);
    await happens({ ...card, reason: "court" }, "card.revoked");
    // the other dossier was collected
    expect([await register.stateOf(dossierId), await counted()]).toEqual(["card-revoked", { collected: 1, approved: 0 }]);
    register.clock.advanceDays(100);
    const view = accepted(await viewDossier(register.deps, collector, { dossierId, purpose: "verify" }));
    expect(view).toMatchObject({ state: "card-revoked", reason: "court", events: [], overdue: false, stageDueOn: null });
    expect(await approvedContent(register.sql, id(1), dossierId)).toBeUndefined();
    const late = accepted(await queryDossiers(register.deps, collector, { purpose: "verify", overdue: true, offset: 0, limit: 10 }));
    expect(late.dossiers.map((one) => one.dossierId)).toEqual([waiting]);
    const backlog = accepted(await readBacklog(register.deps, { unit: "13450" }));
    expect(backlog.stages.map(({ stage, waiting: n }) => [stage, n])).toEqual([["local", 1], ["centre", 0], ["shipping", 0], ["delivery", 0]]); // prettier-ignore
    await happen(register, centre, waiting, "recheck");
    await checkAll();
    expect(await register.stateOf(waiting)).toBe("clean");
    expect(await register.differences()).toEqual([]);
  });

  it("leaves the person to be collected, and a next dossier is not flagged for the ended one", async () => {
    const dossierId = await approved();
    await happens({ dossierId, cardId: id(71) }, ...kinds, "card.revoked");
    expect(await counted()).toEqual({ collected: 0, approved: 0 });
    const next = await checked(register, 1);
    expect([await register.stateOf(next), await counted()]).toEqual(["clean", { collected: 1, approved: 0 }]);
    await happen(register, centre, next, "approve");
    expect(await counted()).toEqual({ collected: 1, approved: 1 });
    expect(await register.stateOf(dossierId)).toBe("card-revoked");
    expect(await register.differences()).toEqual([]);
  });
});

describe("a revocation that is not about the card that the dossier waits for", () => {
  it("moves nothing once the card was handed over", async () => {
    const dossierId = await approved();
    const card = { dossierId, cardId: id(71) };
    await happens(card, "card.ordered", "card.printed", "card.received", "card.handed-over", "card.revoked");
    expect([await register.stateOf(dossierId), await counted()]).toEqual(["handed-over", { collected: 1, approved: 1 }]);
  });

  it("moves nothing of the new dossier when the card before is replaced", async () => {
    const before = await approved();
    const old = { dossierId: before, cardId: id(71) };
    await happens(old, "card.ordered", "card.printed", "card.received", "card.handed-over");
    const dossierId = await approved();
    await happens({ dossierId, cardId: id(72) }, "card.ordered", "card.printed", "card.received");
    await happens({ ...old, reason: "replaced", replacedBy: id(72) }, "card.revoked");
    expect([await register.stateOf(before), await register.stateOf(dossierId)]).toEqual(["handed-over", "ready"]);
    expect(await counted()).toEqual({ collected: 1, approved: 1 });
  });

  it.each(["card.revoked", "card.lost"])(
    "moves nothing when it is %s of a card that was damaged on its way and made again",
    async (kind) => {
      const dossierId = await approved();
      const [first, second] = [71, 72].map((n) => ({ dossierId, cardId: id(n) }));
      await happens(first ?? {}, "card.ordered", "card.printed", "card.received", "card.damaged");
      await happens(second ?? {}, "card.ordered", "card.printed", "card.received");
      await happens(first ?? {}, kind);
      expect([await register.stateOf(dossierId), await counted()]).toEqual(["ready", { collected: 1, approved: 1 }]);
      await happens(second ?? {}, "card.handed-over");
      expect(await register.stateOf(dossierId)).toBe("handed-over");
      // the damaged one is replaced with the hand-over of its successor
      await happens(first ?? {}, "card.revoked");
      expect([await register.stateOf(dossierId), await counted()]).toEqual(["handed-over", { collected: 1, approved: 1 }]);
    },
  );

  it("moves nothing when it names no dossier, a stranger's, or comes before there is an approval", async () => {
    const dossierId = await checked(register, 1);
    await happens({ dossierId: id(9), cardId: id(71) }, "card.revoked");
    await register.record(act("card.revoked", 2, `${today}T08:00:00+07:00`, { dossierId, cardId: id(71) }));
    await register.record(act("card.revoked", 1, `${today}T08:00:00+07:00`));
    expect([await register.stateOf(dossierId), await counted()]).toEqual(["clean", { collected: 1, approved: 0 }]);
  });
});

it("still goes back to its unit when the card was set aside and its content rejected", async () => {
  const dossierId = await approved();
  await happens({ dossierId, cardId: id(71) }, "card.ordered");
  await happens({ dossierId, cardId: id(71), reason: "ảnh mờ" }, "card.content-rejected");
  expect([await register.stateOf(dossierId), await counted()]).toEqual(["returned", { collected: 1, approved: 0 }]);
});

it("of a register from before leaves the line, and no other does", async () => {
  await register.register(2);
  const [stuck, handedOver] = [await approved(), await checked(register, 2)];
  await happen(register, centre, handedOver, "approve");
  await happens({ dossierId: stuck, cardId: id(71), reason: "deceased" }, "card.ordered", "card.printed", "card.revoked");
  await register.record(
    ...["card.printed", "card.received", "card.revoked"].map((kind, n) =>
      act(kind, 2, `2023-06-01T09:0${n}:00+07:00`, { dossierId: handedOver, cardId: id(72), kind }),
    ),
  );
  await register.record(act("card.handed-over", 2, "2023-06-01T09:09:00+07:00", { dossierId: handedOver, cardId: id(72) }));
  await register.sql`UPDATE dossiers.dossier SET state = 'ready', reason = NULL, approved_on = '2023-06-01'`;
  const migration = readFileSync(new URL("migrations/0006-ended-by-a-revoked-card.sql", import.meta.url), "utf8");
  await register.sql.unsafe(migration);
  const left = await register.sql`SELECT dossier_id, state, reason, approved_on FROM dossiers.dossier ORDER BY state`;
  expect(left).toEqual([
    { dossier_id: stuck, state: "card-revoked", reason: "deceased", approved_on: null },
    { dossier_id: handedOver, state: "ready", reason: null, approved_on: "2023-06-01" },
  ]);
});

/** Every order of a few acts. */
const orders = <T>(all: readonly T[]): T[][] =>
  all.length < 2 ? [[...all]] : all.flatMap((first) => orders(all.filter((other) => other !== first)).map((rest) => [first, ...rest]));

describe("whatever the order in which a register learns of them, and however often", () => {
  const [dossierId, cardId] = [id(81), id(71)];
  const on = (kind: string, day: string, more: Record<string, unknown> = {}) =>
    act(kind, 1, `${day}T08:00:00+07:00`, { dossierId, cardId, ...more });
  const begun = [on("dossier.collected", "2023-03-01"), on("dossier.approved", "2023-03-05")];
  const revoked = on("card.revoked", "2023-03-10");

  const figuresAfter = async (acts: readonly Act[], apart: boolean) => {
    await register.empty();
    await register.register(1);
    if (apart) for (const one of acts) await register.record(one);
    else await register.record(...acts);
    await register.record(...acts, acts[0] ?? revoked);
    expect(await register.differences()).toEqual([]);
    return Promise.all(["2023-03-09", "2023-03-10", "2023-03-25"].map(counted));
  };

  const both = { collected: 1, approved: 1 };
  const none = { collected: 0, approved: 0 };
  it.each<[string, Act[], (typeof both)[]]>([
    ["a revocation ends both on its day", [revoked], [both, none, none]],
    ["told twice it is the same", [revoked, on("card.revoked", "2023-03-20")], [both, none, none]],
    ["an approval by a clock that was ahead does not undo it", [revoked, on("dossier.approved", "2023-03-20")], [both, none, none]],
    ["a hand-over, also one that comes late, stands", [revoked, on("card.handed-over", "2023-03-20")], [both, both, both]],
    ["a card made again does not count", [revoked, on("card.damaged", "2023-03-08")], [both, both, both]],
    [
      "another dossier stands for itself",
      [revoked, on("dossier.collected", "2023-03-20", { dossierId: id(82) })],
      [both, none, { collected: 1, approved: 0 }],
    ],
  ])("%s", async (_, more, expected) => {
    for (const acts of orders([...begun, ...more])) expect(await figuresAfter(acts, true)).toEqual(expected);
    expect(await figuresAfter([...begun, ...more].toReversed(), false)).toEqual(expected);
  });

  it("says of a day in between what was so then", async () => {
    await figuresAfter([...begun, revoked], true);
    expect([await counted("2023-02-28"), await counted("2023-03-04")]).toEqual([none, { collected: 1, approved: 0 }]);
    expect(await counted("2023-03-05")).toEqual(both);
  });
});
