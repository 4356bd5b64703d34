import { dayNumber, systemActor, toDay } from "@dinhdanh/kernel";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { ranking } from "./ranking.ts";
import { coverageRow } from "./row.ts";
import { isComplete, targetOf } from "./target.ts";
import { act, type CampaignRegister, campaignRegister } from "./test-campaign-register.ts";
import { lp, peopleHaNam } from "./test-ha-nam.ts";
import { trend } from "./trend.ts";

let register: CampaignRegister;
beforeAll(async () => {
  register = await campaignRegister();
  await peopleHaNam(register);
});
afterAll(() => register.close());
afterEach(() => register.sql`TRUNCATE campaign.campaign, campaign.commitment`);

const cover: CampaignRegister["cover"] = (...request) => register.cover(...request);

describe("deadlines", () => {
  const commitments = [
    { unit: lp, on: "2023-04-15" },
    { unit: "13456", on: "2023-04-01" },
  ];

  it("count from the forecast until the unit is complete, then from its completion", async () => {
    await register.open({ directiveOn: "2023-04-30", emulationOn: "2023-04-20", commitments });
    // two in the last 28 days, one remains: 14 days more
    expect(await cover(lp, "2023-03-31")).toMatchObject({
      forecast: { ratePerDay: 0.07, finishOn: "2023-04-14" },
      deadlines: [
        { kind: "directive", on: "2023-04-30", daysAhead: 16, actual: false },
        { kind: "emulation", on: "2023-04-20", daysAhead: 6, actual: false },
        { kind: "commitment", on: "2023-04-15", daysAhead: 1, actual: false },
      ],
    });
    const late = [
      { daysAhead: 10, actual: true },
      { daysAhead: 0, actual: true },
      { daysAhead: -5, actual: true },
    ];
    expect((await cover(lp, "2023-04-22")).deadlines).toMatchObject(late);
    const again = (await cover(lp, "2023-05-02")).deadlines;
    expect(again.map((deadline) => deadline.actual)).toEqual([false, false, false]);
  });

  it("are unknown while nothing moves", async () => {
    await register.open({ directiveOn: "2023-04-30" });
    expect(await cover(lp, "2023-02-28")).toMatchObject({ forecast: { finishOn: null }, deadlines: [{ daysAhead: null, actual: false }] });
    expect((await cover("00007", "2023-02-28")).deadlines).toMatchObject([{ daysAhead: null }]);
  });

  it("leave a promise with the unit that made it: in 2025 its code means another", async () => {
    await register.open({ commitments });
    register.clock.set("2026-01-01T00:00:00+07:00");
    expect((await cover("13456", "2023-04-22")).deadlines).toMatchObject([{ on: "2023-04-01" }]);
    expect((await cover(lp, "2023-04-22", { borders: "today" })).deadlines).toEqual([]);
    register.clock.set("2023-06-01T08:00:00+07:00");
  });
});

describe("the target", () => {
  it("of those present leaves out who is away and not collected, and is nobody's when all are away", async () => {
    await register.open({ basis: "present" });
    expect(await cover(lp, "2023-03-17")).toMatchObject({ target: 3, done: 2, completedOn: null });
    expect(await cover(lp, "2023-03-31")).toMatchObject({ target: 2, done: 2, completedOn: "2023-03-18", gross: 2 / 3 });
    expect(await cover(lp, "2023-04-20")).toMatchObject({ target: 3, done: 3, completedOn: "2023-03-18" });
    expect(await cover("18586", "2023-04-20")).toMatchObject({ target: 0, done: 0, completedOn: null, measures: { eligible: 1, away: 1 } });
  });

  it("that was frozen no longer moves, and may be exceeded", async () => {
    await register.open({ frozenOn: "2023-03-01" });
    expect(await cover(lp, "2023-03-15")).toMatchObject({ target: 3, done: 2, completedOn: null });
    expect(await cover(lp, "2023-03-18")).toMatchObject({ target: 3, done: 3, completedOn: "2023-03-18" });
    expect(await cover(lp, "2023-03-20")).toMatchObject({ target: 3, done: 2, completedOn: null });
    expect(await cover(lp, "2023-05-31")).toMatchObject({ target: 3, done: 4, remaining: 0, completedOn: "2023-04-20", gross: 1 });
    expect((await cover("35", "2023-05-31")).children.find((row) => row.unit === "351")).toMatchObject({ completedOn: "2023-04-20" });
  });

  it("that was frozen makes no roll of who has left since", async () => {
    await register.open({ frozenOn: "2023-03-01" });
    expect(await cover("00001", "2023-05-31")).toMatchObject({ target: 1, roll: "none" });
    expect(await cover("35", "2023-05-31")).toMatchObject({ roll: "whole" });
  });

  it("of those present may be empty where there is a roll", async () => {
    await register.open({ basis: "present" });
    expect(await cover("18586", "2023-04-20")).toMatchObject({ target: 0, roll: "whole" });
  });

  it("moves until the day on which it is frozen", async () => {
    await register.open({ frozenOn: "2023-03-16" });
    expect(await cover(lp, "2023-03-05")).toMatchObject({ target: 3 });
    expect(await cover(lp, "2023-03-16")).toMatchObject({ target: 4 });
    expect(await cover(lp, "2023-04-30")).toMatchObject({ target: 4, done: 3, remaining: 1, completedOn: null });
  });

  it("that was frozen of those present leaves out who was away then", async () => {
    await register.open({ frozenOn: "2023-03-16", basis: "present" });
    expect(await cover(lp, "2023-04-19")).toMatchObject({ target: 3, done: 2, completedOn: null });
    expect(await cover(lp, "2023-04-20")).toMatchObject({ target: 3, done: 3, completedOn: "2023-04-20" });
  });

  it.each([
    ["eid", "eid.activated"],
    ["archive", "archive.digitised"],
  ])("of programme %s is done with %s", async (programme, kind) => {
    await register.open({ programme });
    expect(await cover(lp, "2023-05-31")).toMatchObject({ target: 4, done: 0 });
    await register.record(act(kind, 201, "2023-02-02"), act(kind, 202, "2023-02-03"), act("eid.approved", 203, "2023-02-03"));
    await register.fold();
    expect(await cover(lp, "2023-05-31")).toMatchObject({ target: 4, done: 2, gross: 1 });
    expect((await cover("35", "2023-03-15")).unitsComplete).toMatchObject({ commune: { done: 0 } });
  });
});

it("is that of the unit's own campaign, else of the one that covers it, else of the latest", async () => {
  await register.open({ key: "ha-nam", unit: "35", startsOn: "2023-01-01" });
  await register.open({ key: "thanh-liem", unit: "351", startsOn: "2022-06-01" });
  await register.open({ key: "ha-tinh", unit: "42", startsOn: "2023-05-01" });
  const chosen = async (unit: string) => (await cover(unit, "2023-05-31")).campaign;
  const units = ["35", "351", "347", lp, "42", "18586", "01"];
  expect(await Promise.all(units.map(chosen))).toEqual(["ha-nam", "thanh-liem", "ha-nam", "ha-nam", "ha-tinh", "ha-tinh", "ha-tinh"]);
  expect((await cover("35", "2023-05-31", { campaign: "ha-tinh" })).campaign).toBe("ha-tinh");
});

describe("ranks", () => {
  it("go by day of completion and are shared; only units whose roll is whole have one", async () => {
    const day = "2023-04-22";
    const thanhLiem = await cover("351", day);
    expect(new Set(thanhLiem.children.map((row) => row.rank))).toEqual(new Set([2, 110]));
    expect(thanhLiem.children.find((row) => row.unit === lp)?.rank).toBe(110);
    const haNam = await cover("35", day);
    expect([haNam.rank, ...haNam.children.map((row) => row.rank ?? 0).toSorted((a, b) => a - b)]).toEqual([1, 1, 1, 1, 1, 1, 6]);
    expect(await cover("00004", day)).toMatchObject({ completedOn: "2022-12-01", rank: 1 });
    expect(await cover("001", day)).toMatchObject({ completedOn: null, rank: null });
    expect(await cover(lp, "2023-03-31")).toMatchObject({ completedOn: null, rank: null });
  });

  it("are those of the ranking, which stays national within a unit", async () => {
    const asOf = toDay("2023-04-22");
    const communes = await ranking(register, systemActor, { level: "commune", asOf });
    expect([communes.length, communes[0], communes[109]]).toMatchObject([
      111,
      { unit: "00004", rank: 1 },
      { unit: lp, rank: 110, completedOn: "2023-04-20" },
    ]);
    expect(communes[110]).toMatchObject({ unit: "18586", rank: null });
    const country = await cover("00", asOf);
    expect(country.unitsComplete["commune"]?.done).toBe(communes.filter(({ completedOn }) => completedOn !== null).length);
    const within = await ranking(register, systemActor, { level: "commune", asOf, within: "351" });
    expect(within).toEqual(communes.filter((row) => within.some((other) => other.unit === row.unit)));
    expect(within.at(-1)).toMatchObject({ unit: lp, rank: 110, parentName: "Huyện Thanh Liêm" });
    expect(await ranking(register, systemActor, { level: "commune", asOf, within: "99999" })).toEqual([]);
    expect(await ranking(register, systemActor, { level: "province", asOf })).toMatchObject([
      { unit: "35", rank: 1, parentName: "Việt Nam" },
    ]);
    const march = await ranking(register, systemActor, { level: "district", asOf: toDay("2023-03-31") });
    expect(march.map((row) => [row.rank, row.remaining])).toEqual([...Array.from({ length: 5 }, () => [1, 0]), [null, 1]]);
  });
});

describe("the figures of the sources", () => {
  const unit = { unitId: 1, code: "18586", name: "Xã Thạch Kênh", level: "commune", parentCode: "445" } as const;
  const rowOf = (figures: Record<string, number>, counted: { target: number; done: number }) =>
    coverageRow({
      ...{ unit: { ...unit, validFrom: toDay("1976-01-01"), validUntil: null }, asOf: toDay("2023-03-10"), figures, counted },
      ...{ daily: [], unitsComplete: {}, roll: "whole", unitsWithRoll: {}, completedOn: null, rank: null, campaign: null },
    });

  it("Thạch Kênh: 4,063 of 4,303 are all of those present, and without the 240 who are away the net is whole", () => {
    const figures = { eligible: 4303, collected: 4063, away: 240, excluded: 240, "excluded:abroad": 240 };
    const of = (basis: "present" | "permanent") => targetOf({ programme: "card", basis, frozenOn: null }, figures, undefined);
    expect([of("present"), isComplete(of("present"))]).toEqual([{ target: 4063, done: 4063 }, true]);
    expect([of("permanent"), isComplete(of("permanent"))]).toEqual([{ target: 4303, done: 4063 }, false]);
    const row = rowOf(figures, of("permanent"));
    expect(row).toMatchObject({ net: 1, remaining: 240, excludedByReason: { abroad: 240 } });
    expect(row.gross).toBeCloseTo(0.9442, 4);
  });

  it("shows more than a hundred per cent as it is: 107 % in June 2021", () => {
    const row = rowOf({ eligible: 50_000_000, collected: 53_500_000 }, { target: 50_000_000, done: 53_500_000 });
    expect(row).toMatchObject({ gross: 1.07, net: 1.07, remaining: 0 });
  });
});

describe("the trend", () => {
  it.each([{}, { basis: "present" }, { frozenOn: "2023-03-16" }, { frozenOn: "2023-03-16", basis: "present" }, { programme: "eid" }])(
    "is the coverage of each day, with its forecast: %o",
    async (more) => {
      await register.open({ startsOn: "2023-03-01", directiveOn: "2023-04-30", commitments: [{ unit: lp, on: "2023-04-15" }], ...more });
      const answer = await trend(register, systemActor, { unit: lp, asOf: toDay("2023-03-24") });
      if (!answer.ok) throw new Error(answer.refusal.code);
      const { days, target, done, forecast, directiveOn, commitmentOn } = answer.value;
      expect([days[0], days.length, days.at(-1), directiveOn, commitmentOn]).toEqual([
        "2023-03-01",
        24,
        "2023-03-24",
        "2023-04-30",
        "2023-04-15",
      ]);
      for (const day of ["2023-03-01", "2023-03-05", "2023-03-14", "2023-03-15", "2023-03-16", "2023-03-18", "2023-03-20", "2023-03-24"]) {
        const index = dayNumber(day) - dayNumber("2023-03-01");
        const covered = await cover(lp, day);
        expect([day, target[index], done[index]]).toEqual([day, covered.target, covered.done]);
        if (day === "2023-03-24") expect(forecast).toEqual(covered.forecast);
      }
    },
  );

  it("begins where it is told, not before the opening day nor after its end", async () => {
    const of = async (from: string | undefined, asOf: string) => {
      const answer = await trend(register, systemActor, {
        unit: "35",
        asOf: toDay(asOf),
        from: from === undefined ? undefined : toDay(from),
      });
      return answer.ok ? [answer.value.days[0], answer.value.days.length, answer.value.target[0]] : answer.refusal.code;
    };
    expect(await of("2019-01-01", "2020-01-02")).toEqual(["2020-01-01", 2, 111]);
    expect(await of("2023-06-01", "2023-04-22")).toEqual(["2023-04-22", 1, 111]);
    expect(await of(undefined, "2023-04-22")).toEqual(["2022-04-22", 366, 111]);
    expect(await of(undefined, "2019-04-22")).toBe("before-opening");
  });
});
