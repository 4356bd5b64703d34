import { addYears, dayNumber } from "@dinhdanh/kernel";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { exclusionReasons } from "./contract.ts";
import { destinationName, homeVisitCutoff, remainingGroup } from "./remaining-rules.ts";

const day = dayNumber("2023-04-06");
const old = dayNumber("1957-04-06");

it.each([
  ["present", false, old + 1, "present"],
  ["present", false, old, "homeVisit"],
  ["bedridden", false, old + 1, "homeVisit"],
  ["away-in-country", false, old, "away"],
  ["abroad", false, old, "abroad"],
  ["no-contact", false, old, "noContact"],
  ["serving-sentence", false, old, "sentence"],
  ["a status of tomorrow", false, old, "present"],
  ["present", true, old, "conflict"],
  ["away-in-country", true, old + 1, "conflict"],
])("%s, conflict %s, eligible from %i → %s", (residenceStatus, conflict, eligibleFrom, group) => {
  expect(remainingGroup({ residenceStatus, conflict, eligibleFrom }, day)).toBe(group);
});

it("says with one cut-off what adding 66 years to everybody would", () => {
  const days = fc.integer({ min: dayNumber("2020-01-01"), max: dayNumber("2040-12-31") });
  fc.assert(
    fc.property(days, fc.integer({ min: -3, max: 3 }), (on, offset) => {
      const eligibleFrom = addYears(on, -66) + offset;
      expect(eligibleFrom <= homeVisitCutoff(on)).toBe(addYears(eligibleFrom, 66) <= on);
    }),
    { numRuns: 2000 },
  );
  for (const leap of ["2022-02-28", "2024-02-29", "2026-02-28", "2026-03-01"]) {
    for (let offset = -3; offset <= 3; offset += 1) {
      const eligibleFrom = addYears(dayNumber(leap), -66) + offset;
      expect(eligibleFrom <= homeVisitCutoff(dayNumber(leap))).toBe(addYears(eligibleFrom, 66) <= dayNumber(leap));
    }
  }
});

it("keeps apart the reasons for leaving somebody out that the domain rules name", () => {
  const named = ["abroad", "deceased", "lost-contact", "serving-sentence", "no-biometrics", "moved-away", "wrong-record"];
  expect(Object.keys(exclusionReasons)).toEqual(named);
});

it("names another province, but in the own one the place itself", () => {
  const place = { name: "Quận Ba Đình", province: { unitId: 1, name: "Thành phố Hà Nội" } };
  expect(destinationName(place, 35)).toBe("Thành phố Hà Nội");
  expect(destinationName(place, 1)).toBe("Quận Ba Đình");
  expect(destinationName({ name: "Tỉnh cũ", province: null }, 1)).toBe("Tỉnh cũ");
});
