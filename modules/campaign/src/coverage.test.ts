import { systemActor, toDay } from "@dinhdanh/kernel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CoverageRow } from "./contract.ts";
import { coverage } from "./coverage.ts";
import { act, type CampaignRegister, campaignRegister, registered } from "./test-campaign-register.ts";
import { lp, peopleHaNam } from "./test-ha-nam.ts";

let register: CampaignRegister;
beforeAll(async () => {
  register = await campaignRegister();
  await peopleHaNam(register);
});
afterAll(() => register.close());

const cover: CampaignRegister["cover"] = (...request) => register.cover(...request);
const brief = ({ target, done, remaining, completedOn }: CoverageRow) => [target, done, remaining, completedOn];

describe("a commune through its campaign", () => {
  it.each([
    ["2023-02-28", [3, 0, 3, null]],
    ["2023-03-05", [3, 1, 2, null]],
    ["2023-03-10", [3, 1, 2, null]],
    ["2023-03-15", [4, 2, 2, null]],
    ["2023-03-18", [4, 3, 1, null]],
    ["2023-03-20", [3, 2, 1, null]],
    ["2023-04-19", [3, 2, 1, null]],
    ["2023-04-20", [3, 3, 0, "2023-04-20"]],
    ["2023-04-30", [3, 3, 0, "2023-04-20"]],
    ["2023-05-01", [4, 3, 1, null]],
    ["2023-05-10", [4, 4, 0, "2023-05-10"]],
    ["2023-05-31", [4, 4, 0, "2023-05-10"]],
  ])("on %s: target, done, remaining, complete since", async (day, expected) => {
    expect(brief(await cover(lp, day))).toEqual(expected);
  });

  it("shows gross and net coverage, and the excluded by reason", async () => {
    expect(await cover(lp, "2023-02-09")).toMatchObject({ gross: 0, net: 0, excludedByReason: {} });
    expect(await cover(lp, "2023-03-31")).toMatchObject({ gross: 2 / 3, net: 1, excludedByReason: { abroad: 1 } });
    expect(await cover(lp, "2023-04-20")).toMatchObject({ gross: 1, net: 1, excludedByReason: {} });
    expect(await cover("00007", "2023-04-20")).toMatchObject({ gross: null, net: null, target: 0, completedOn: null });
  });

  it("shows every measure", async () => {
    const none = { approved: 0, printed: 0, handedOver: 0, eidRequested: 0, eidApproved: 0, eidActivated: 0, archiveDigitised: 0 };
    expect((await cover(lp, "2023-03-31")).measures).toEqual({ ...none, eligible: 3, collected: 2, excluded: 1, away: 1 });
  });

  it("shows the last thirty days, oldest first", async () => {
    const { last30Days } = await cover(lp, "2023-04-03");
    expect([last30Days.length, last30Days[0], last30Days[10], last30Days[13], last30Days[15], last30Days.at(-1)]).toEqual([
      30, 1, 1, 1, -1, 0,
    ]);
    expect(last30Days.reduce((sum, n) => sum + n, 0)).toBe(2);
  });
});

describe("a province", () => {
  it("is the sum of its districts, and says how many units are complete", async () => {
    const haNam = await cover("35", "2023-03-31");
    expect([haNam.children.length, haNam.unitsComplete]).toEqual([6, { district: { done: 5, of: 6 }, commune: { done: 108, of: 109 } }]);
    for (const key of ["target", "done", "remaining"] as const)
      expect(haNam.children.reduce((sum, row) => sum + row[key], 0)).toBe(haNam[key]);
    const thanhLiem = haNam.children.find((row) => row.unit === "351")!;
    expect(thanhLiem.unitsComplete["commune"]).toEqual({ done: thanhLiem.target - 3, of: thanhLiem.target - 2 });
    expect(brief(haNam)).toEqual([111, 110, 1, null]);
  });

  it("completes with its last commune, and not for good", async () => {
    const complete = { district: { done: 6, of: 6 }, commune: { done: 109, of: 109 } };
    expect(await cover("35", "2023-04-22")).toMatchObject({ completedOn: "2023-04-20", unitsComplete: complete });
    expect(await cover("35", "2023-05-01")).toMatchObject({ completedOn: null, unitsComplete: { commune: { done: 108, of: 109 } } });
    expect(await cover("35", "2023-05-10")).toMatchObject({ completedOn: "2023-05-10", unitsComplete: complete });
  });

  it("counts provinces, districts and communes of the country, empty ones as not complete", async () => {
    const country = await cover("00", "2023-04-22");
    expect(country.unitsComplete).toEqual({
      province: { done: 1, of: 63 },
      district: { done: 6 + 0, of: 705 },
      commune: { done: 110, of: 10_599 },
    });
    expect([country.children.length, ...brief(country)]).toEqual([63, 111 + 3, 112, 2, null]);
    expect(country.rank).toBeNull();
  });
});

describe("a unit without everybody's roll", () => {
  it("says how many units below have one, and is never complete, however many per cent the rest has", async () => {
    const country = await cover("00", "2023-04-22");
    expect([country.roll, country.unitsWithRoll]).toEqual([
      "part",
      { province: { done: 1, of: 63 }, district: { done: 6, of: 705 }, commune: { done: 111, of: 10_599 } },
    ]);
    // everybody known there is done: one person, of one commune
    const haNoi = country.children.find((row) => row.unit === "01")!;
    const baDinh = (await cover("01", "2023-04-30", { born: { from: 1999, to: 1999 } })).children.find((row) => row.unit === "001")!;
    expect([haNoi.roll, haNoi.unitsWithRoll["commune"]!.done, baDinh.roll]).toEqual(["part", 1, "part"]);
    const later = await cover("001", "2023-05-02");
    expect(later).toMatchObject({
      target: 1,
      done: 1,
      roll: "part",
      unitsWithRoll: { commune: { done: 1 } },
      completedOn: null,
      rank: null,
    });
    expect(later.children.find((row) => row.unit === "00004")).toMatchObject({ roll: "whole", completedOn: "2022-12-01" });
    expect((await cover("01", "2023-05-02")).unitsComplete).toMatchObject({ district: { done: 0 }, commune: { done: 1 } });
  });

  it("is told from one where nobody lives yet", async () => {
    expect(await cover("00007", "2023-04-22")).toMatchObject({ roll: "none", unitsWithRoll: {} });
    expect(await cover("02", "2023-04-22")).toMatchObject({ roll: "none", unitsWithRoll: { commune: { done: 0 } } });
    const haNam = { roll: "whole", unitsWithRoll: { commune: { done: 109, of: 109 }, district: { done: 6, of: 6 } } };
    expect(await cover("35", "2023-04-22")).toMatchObject(haNam);
    // the roll is of everybody, also where few are of the cohort
    expect(await cover("35", "2023-04-22", { born: { from: 2004, to: 2009 } })).toMatchObject({ target: 1, ...haNam });
  });
});

describe("a unit into which people moved", () => {
  const movedTo = "31117";

  it("has no roll for that, nor for who was born there, and is not complete when they are done", async () => {
    await register.record(
      registered(301, { unit: "18586", born: "1990-01-01" }),
      act("person.moved", 301, "2022-06-01", { fromUnit: "18586", toUnit: movedTo }),
      act("dossier.collected", 301, "2023-01-01"),
      act("person.registered", 302, "2020-01-02", {
        ...registered(302, { unit: movedTo, born: "2020-01-02" }).payload,
        event: { birth: true },
      }),
    );
    await register.fold();
    expect(await cover(movedTo, "2023-04-22")).toMatchObject({ target: 1, done: 1, roll: "none", completedOn: null, rank: null });
    // another commune's roll told of who was put right
    await register.record(
      registered(304, { unit: "18586", born: "1990-01-01" }),
      act("person.amended", 304, "2023-02-01", { form: "DC02", changes: { permanentUnit: movedTo }, since: { permanentUnit: null } }),
      act("dossier.collected", 304, "2023-01-01"),
    );
    await register.fold();
    expect(await cover(movedTo, "2023-04-22")).toMatchObject({ target: 2, done: 2, roll: "none", completedOn: null });
    expect((await cover("916", "2023-04-22")).unitsComplete).toEqual({ commune: { done: 0, of: 11 } });
  });

  it("has one as soon as the register knows somebody who has always been there", async () => {
    await register.record(registered(303, { unit: movedTo, born: "1990-01-01" }), act("dossier.collected", 303, "2023-01-01"));
    await register.fold();
    expect(await cover(movedTo, "2023-04-22")).toMatchObject({ target: 3, roll: "whole", completedOn: "2023-01-01" });
  });
});

describe("today's borders", () => {
  it("show the past of a commune and a province that were taken over", async () => {
    register.clock.set("2026-01-01T00:00:00+07:00");
    const liemHa = await cover(lp, "2023-04-22", { borders: "today" });
    expect([liemHa.unit, liemHa.name, liemHa.borders, ...brief(liemHa)]).toEqual(["13456", "Xã Liêm Hà", "today", 3, 3, 0, "2023-04-20"]);
    const ninhBinh = await cover("35", "2023-04-22", { borders: "today" });
    expect([ninhBinh.unit, ninhBinh.name, ninhBinh.target, ninhBinh.done]).toEqual(["37", "Tỉnh Ninh Bình", 111, 111]);
    expect(ninhBinh.children.map((row) => row.level)).not.toContain("district");
    expect(ninhBinh.children.find((row) => row.unit === "13456")).toMatchObject({ name: "Xã Liêm Hà", target: 3 });
    expect((await cover("37", "2023-04-22")).target).toBe(0);
    expect((await cover("37", "2025-08-01")).target).toBe(112);
    register.clock.set("2023-06-01T08:00:00+07:00");
  });

  it("are those of the day as long as nothing has changed", async () => {
    expect(await cover("35", "2023-04-22", { borders: "today" })).toMatchObject({ unit: "35", target: 111 });
  });
});

describe("a cohort", () => {
  it("has the figures of those born in its years, and no completion, rank or forecast, which would be everyone's", async () => {
    const born = { from: 2004, to: 2009 };
    expect(await cover(lp, "2023-03-14", { born })).toMatchObject({ target: 0, done: 0, gross: null });
    const nothing = { completedOn: null, rank: null, last30Days: [], forecast: { ratePerDay: 0, finishOn: null } };
    expect(await cover(lp, "2023-03-15", { born })).toMatchObject({ target: 1, done: 1, remaining: 0, gross: 1, ...nothing });
    expect(await cover("35", "2023-03-31", { born })).toMatchObject({
      target: 1,
      unitsComplete: { commune: { done: 1, of: 109 }, district: { done: 1, of: 6 } },
    });
    expect(await cover("35", "2023-03-31", { born: { from: 1990, to: 1990 } })).toMatchObject({ target: 109, done: 109 });
    expect(await cover("35", "2023-05-31", { born: { from: 1999, to: 1999 } })).toMatchObject({ target: 1, done: 1 });
    expect(await cover("35", "2023-04-30", { born: { from: 1999, to: 1999 } })).toMatchObject({ target: 0, done: 0 });
  });
});

it.each([
  ["99999", "2023-04-22", {}, "unit-not-found"],
  ["351", "2025-08-01", {}, "unit-not-found"],
  ["35", "2025-07-01", {}, "unit-not-found"],
  ["35", "2019-12-31", {}, "before-opening"],
  ["35", "2023-04-22", { campaign: "none" }, "no-campaign"],
])("refuses %s on %s %o: %s", async (unit, asOf, more, code) => {
  const answer = await coverage(register, systemActor, { unit, asOf: toDay(asOf), ...more });
  expect(answer).toMatchObject({ ok: false, refusal: { code, retryable: false } });
});

it("answers for the first day that it keeps, which holds what happened before", async () => {
  expect((await cover("35", "2020-01-01")).target).toBe(111);
  await register.record(act("card.printed", 1, "2016-05-05"));
  await register.fold();
  expect((await cover("35", "2020-01-01")).measures.printed).toBe(1);
});
