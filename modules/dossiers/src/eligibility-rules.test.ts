import { expect, it } from "vitest";
import { eligibilityOf } from "./eligibility-rules.ts";

it.each<[string | null, string | null, string, object]>([
  ["2009-04-06", null, "2023-04-05", { eligible: false, reason: "too-young", from: "2023-04-06" }],
  ["2009-04-06", null, "2023-04-06", { eligible: true, biometrics: true, throughGuardian: false }],
  ["2009-04", null, "2023-04-29", { eligible: false, reason: "too-young", from: "2023-04-30" }],
  ["2009", null, "2023-12-30", { eligible: false, from: "2023-12-31" }],
  ["2008-02-29", null, "2022-02-28", { eligible: true }],
  ["2012-01-01", null, "2024-06-30", { eligible: false, reason: "too-young", from: "2026-01-01" }],
  ["2012-01-01", null, "2024-07-01", { eligible: true, biometrics: true, throughGuardian: true }],
  ["2020-01-01", null, "2024-07-01", { eligible: true, biometrics: false, throughGuardian: true }],
  ["2018-07-01", null, "2024-07-01", { eligible: true, biometrics: true, throughGuardian: true }],
  ["2024-08-01", null, "2024-07-31", { eligible: false, reason: "too-young", from: "2024-08-01" }],
  [null, null, "2023-04-06", { eligible: false, reason: "birth-unknown", from: null }],
  ["1950-01-01", "2023-04-06", "2023-04-06", { eligible: false, reason: "deceased" }],
  ["1950-01-01", "2023-04-07", "2023-04-06", { eligible: true }],
])("born %s, died %s, on %s", (birthDate, diedOn, day, expected) => {
  expect(eligibilityOf({ birthDate, diedOn }, day)).toMatchObject(expected);
});

it("is a citizen's: not of who renounced the nationality, but of who regained it", () => {
  const of = (nationality: string | null) => eligibilityOf({ birthDate: "1990-01-01", diedOn: null, nationality }, "2023-04-06");
  expect(of("DEU")).toMatchObject({ eligible: false, reason: "not-vietnamese", from: null });
  expect([of(null).eligible, of("VNM").eligible]).toEqual([true, true]);
});
