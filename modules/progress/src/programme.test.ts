import { dayNumber } from "@dinhdanh/kernel";
import type { Act } from "@dinhdanh/ledger";
import { describe, expect, it } from "vitest";
import { closingDay, openingDay } from "./opening-day.ts";
import { compileMeasures, holdsOn } from "./measures.ts";
import { combine, foldActs, type Programme } from "./programme.ts";
import { registerProgramme } from "./register-programme.ts";
import { fieldIndex, NEVER, type Standing } from "./standing.ts";
import { act, hn, ht, id, lp, moved, programmes, registered, tk } from "./test-register.ts";

const { plan, measures } = combine(programmes);
const compiled = compileMeasures(measures);
const eligible = compiled[0]!;
const codes = [lp, ht, hn, tk] as const;
/** Units are known by the place of their code in the list; codes that nobody bears have none. */
const context = { unitId: (code: string) => (codes as readonly string[]).indexOf(code) + 1 || null };
const fold = (...acts: Act[]) => foldActs(id(1), acts, plan, context);
const stays = (standing: Standing) =>
  standing.stays.map(({ unitId, from, until }) => [
    unitId === null ? null : codes[unitId - 1],
    from - openingDay,
    until === NEVER ? null : until - openingDay,
  ]);
const on = (day: string) => dayNumber(day) - openingDay;
const day = (standing: Standing, field: keyof typeof fieldIndex) => standing.days[fieldIndex[field]];

/** Every order of a few acts. */
function orders(acts: Act[]): Act[][] {
  if (acts.length < 2) return [acts];
  return acts.flatMap((first) => orders(acts.filter((other) => other !== first)).map((rest) => [first, ...rest]));
}

describe("eligibility", () => {
  it.each([
    ["2009-03-10", "2023-03-10"],
    ["2009-03", "2023-03-31"],
    ["2009", "2023-12-31"],
    ["2008-02-29", "2022-02-28"],
    ["1996-02-29", "2010-02-28"],
  ])("someone born %s is certainly 14 on %s, not a day before", (birthDate, from) => {
    const standing = fold(registered(1, { birthDate }));
    const late = Math.max(dayNumber(from), openingDay);
    expect([holdsOn(standing, eligible, late), holdsOn(standing, eligible, dayNumber(from) - 1)]).toEqual([true, false]);
  });

  it.each(["2190-05-05", "9999", "2136-01-01"])("someone born %s never gets there: figures end in 2149", (birthDate) => {
    expect(day(fold(registered(1, { birthDate })), "eligibleFrom")).toBe(NEVER);
  });

  it("ends with a death; one dated 2190 has not come", () => {
    expect(day(fold(registered(1, { diedOn: "2022-05-05" })), "leftOn")).toBe(dayNumber("2022-05-05"));
    expect(day(fold(registered(1, { diedOn: "2190-01-01" })), "leftOn")).toBe(NEVER);
    expect(day(fold(registered(1), act("person.died", 1, "2022-05-06"), act("person.died", 1, "2022-05-05")), "leftOn")).toBe(
      dayNumber("2022-05-05"),
    );
  });

  it("is not known to someone without a birth date, or without a place", () => {
    expect(holdsOn(fold(registered(1, { birthDate: undefined })), eligible, closingDay)).toBe(false);
    expect(holdsOn(fold(registered(1, { permanentUnit: "99999" })), eligible, closingDay)).toBe(false);
    expect(holdsOn(fold(registered(1, { permanentUnit: undefined })), eligible, closingDay)).toBe(false);
  });
});

describe("places", () => {
  const putRight = (at: string, since: string | null, unit: string) =>
    act("person.amended", 1, at, { form: "DC02", changes: { permanentUnit: unit }, since: { permanentUnit: since } });

  it.each<[string, Act[], unknown[]]>([
    [
      "a move",
      [moved(1, "2022-01-10", lp, ht)],
      [
        [lp, 0, on("2022-01-10")],
        [ht, on("2022-01-10"), null],
      ],
    ],
    [
      "moves out of order",
      [moved(1, "2022-03-01", hn, tk), moved(1, "2022-01-10", lp, ht), moved(1, "2022-02-01", ht, hn)],
      [
        [lp, 0, on("2022-01-10")],
        [ht, on("2022-01-10"), on("2022-02-01")],
        [hn, on("2022-02-01"), on("2022-03-01")],
        [tk, on("2022-03-01"), null],
      ],
    ],
    [
      "two moves on one day",
      [moved(1, "2022-01-10T09:00:00+07:00", ht, hn), moved(1, "2022-01-10T08:00:00+07:00", lp, ht)],
      [
        [lp, 0, on("2022-01-10")],
        [hn, on("2022-01-10"), null],
      ],
    ],
    [
      "there and back on one day, said in UTC",
      [moved(1, "2022-01-09T17:30:00Z", lp, ht), moved(1, "2022-01-10T16:59:00Z", ht, lp)],
      [
        [lp, 0, on("2022-01-10")],
        [lp, on("2022-01-10"), null],
      ],
    ],
    ["a move on the opening day", [moved(1, "2020-01-01", ht, lp)], [[lp, 0, null]]],
    ["a move before it", [moved(1, "2016-07-01", ht, hn)], [[hn, 0, null]]],
    [
      "moves before and after it",
      [moved(1, "2015-07-01", tk, ht), moved(1, "2016-07-01", ht, hn), moved(1, "2021-01-01", lp, tk)],
      [
        [hn, 0, on("2021-01-01")],
        [tk, on("2021-01-01"), null],
      ],
    ],
    [
      "a move from and to nowhere known",
      [moved(1, "2022-01-10", "99999", "99998")],
      [
        [null, 0, on("2022-01-10")],
        [null, on("2022-01-10"), null],
      ],
    ],
    ["a move that is to come in 2190", [moved(1, "2190-01-10", lp, ht)], [[lp, 0, null]]],
    ["a residence that was wrong from the beginning", [putRight("2022-01-10", null, ht)], [[ht, 0, null]]],
    [
      "one that was wrong since a move, and a move after it",
      [moved(1, "2022-01-10", lp, ht), putRight("2022-06-01", "2022-01-10T08:00:00+07:00", tk), moved(1, "2022-03-01", tk, hn)],
      [
        [lp, 0, on("2022-01-10")],
        [tk, on("2022-01-10"), on("2022-03-01")],
        [hn, on("2022-03-01"), null],
      ],
    ],
    [
      "one that was wrong since a day, before a move",
      [putRight("2022-06-01", "2022-02-01T00:00:00+07:00", ht), moved(1, "2022-03-01", ht, hn)],
      [
        [lp, 0, on("2022-02-01")],
        [ht, on("2022-02-01"), on("2022-03-01")],
        [hn, on("2022-03-01"), null],
      ],
    ],
  ])("%s: the same in every order, with the registration anywhere", (_, moves, expected) => {
    for (const acts of orders([registered(1), ...moves])) expect(stays(fold(...acts))).toEqual(expected);
  });

  it("takes moves of one instant in the order of their ids", () => {
    const twice = [moved(1, "2022-01-10", lp, ht), moved(1, "2022-01-10", lp, hn)];
    for (const acts of orders([registered(1), ...twice]))
      expect(stays(fold(...acts))).toEqual([
        [lp, 0, on("2022-01-10")],
        [hn, on("2022-01-10"), null],
      ]);
  });

  it("is nowhere for someone only heard of", () => {
    expect(stays(fold(act("dossier.collected", 1, "2022-01-10")))).toEqual([[null, 0, null]]);
  });
});

describe("facts", () => {
  const corrected = (at: string, facts: Record<string, unknown>) => registered(1, facts, "person.corrected", at);

  it("are those corrected last, in every order, also by a clock that was set back", () => {
    const acts = [registered(1), corrected("2023-02-01", { birthDate: "1991" }), corrected("2023-03-01", { birthDate: "2001-04" })];
    for (const some of orders(acts))
      expect([fold(...some).birthYear, day(fold(...some), "eligibleFrom")]).toEqual([2001, dayNumber("2015-04-30")]);
    for (const some of orders([registered(1), corrected("2022-12-31", { birthDate: "1991" })])) expect(fold(...some).birthYear).toBe(1991);
  });

  it("keep a reported death unless they date it; a death that they took back is gone", () => {
    const died = act("person.died", 1, "2022-06-01");
    const leftOn = (acts: Act[]) => new Set(orders(acts).map((some) => day(fold(...some), "leftOn")));
    expect(leftOn([registered(1), died])).toEqual(new Set([dayNumber("2022-06-01")]));
    expect(leftOn([registered(1), died, corrected("2023-02-01", { phone: "0" })])).toEqual(new Set([dayNumber("2022-06-01")]));
    expect(leftOn([registered(1), died, corrected("2023-02-01", { diedOn: "2022-05-30" })])).toEqual(new Set([dayNumber("2022-05-30")]));
    expect(leftOn([registered(1, { diedOn: "2022-05-30" }), corrected("2023-02-01", {})])).toEqual(new Set([NEVER]));
  });

  it("do not move anybody: a move does", () => {
    expect(stays(fold(registered(1), corrected("2023-02-01", { permanentUnit: hn })))).toEqual([[lp, 0, null]]);
  });

  it.each(["away-in-country", "abroad", "no-contact", "serving-sentence"])("say who is away: %s", (residenceStatus) => {
    expect(day(fold(registered(1, { residenceStatus })), "awayFrom")).toBe(openingDay);
  });

  it.each(["present", "bedridden"])("say who is not: %s", (residenceStatus) => {
    expect(day(fold(registered(1, { residenceStatus })), "awayFrom")).toBe(NEVER);
  });
});

it("counts who has a number from the day on which the register holds one (VN-3)", () => {
  const numbered = compiled.find(({ key }) => key === "numbered")!;
  const given = act("person.number-assigned", 1, "2023-05-10", { changes: { pin: "035190000018" } });
  for (const some of orders([registered(1, { pin: undefined }, "person.registered", "2023-02-01"), given])) {
    const standing = fold(...some);
    expect(["2023-05-09", "2023-05-10"].map((one) => holdsOn(standing, numbered, dayNumber(one)))).toEqual([false, true]);
  }
  const brought = fold(registered(1, { pin: "035190000018" }, "person.registered", "2023-02-01"), given);
  expect(day(brought, "numberedOn")).toBe(day(brought, "recordedOn"));
});

describe("milestones", () => {
  it("keep the earliest day, in Vietnam", () => {
    const acts = [
      act("dossier.collected", 1, "2023-04-07"),
      act("dossier.collected", 1, "2023-04-05T17:00:00Z"),
      act("dossier.collected", 1, "2023-04-06T23:59:59+07:00"),
    ];
    for (const some of orders(acts)) expect(day(fold(...some), "collectedOn")).toBe(dayNumber("2023-04-06"));
  });
});

it("lets no two programmes claim one kind of act or one measure", () => {
  const other = (more: Partial<Programme>): Programme => ({
    key: "other",
    milestones: {},
    history: { kinds: [], fold: () => {} },
    measures: [],
    ...more,
  });
  expect(() => combine([...programmes, other({ milestones: { "person.moved": "leftOn" } })])).toThrow("two programmes fold person.moved");
  expect(() => combine([...programmes, other({ history: { kinds: ["card.printed"], fold: () => {} } })])).toThrow(
    "two programmes fold card.printed",
  );
  expect(() => combine([registerProgramme, other({ measures: registerProgramme.measures })])).toThrow("measure eligible is defined twice");
});
