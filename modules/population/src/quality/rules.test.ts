import { dayNumber } from "@dinhdanh/kernel";
import { describe, expect, it } from "vitest";
import type { Facts } from "../facts.ts";
import { bulkMendKeys, bulkMends, changesOf } from "./bulk-mends.ts";
import { aspectsOf, brokenRecordRules } from "./judge-facts.ts";
import { aspectKeys } from "./rule.ts";
import { findingKindKeys, qualityRules } from "./rules.ts";

const today = dayNumber("2023-04-22");
const good: Facts = {
  ...{ pin: "035190000018", fullName: "Nguyễn Thị Ví Dụ", birthDate: "1990-03-15", sex: "female", residenceStatus: "present" },
  ...{ permanentUnit: "13450", address: "Thôn Yên Thống", householdId: "13450-000001", relation: "head", ethnicity: "Kinh" },
  ...{ origin: "Liêm Phong, Thanh Liêm, Hà Nam", fatherPin: "035060000011", motherPin: "035165000012", phone: "0912345678" },
};
const { pin: _pin, ...unnumbered } = good;

const kindsIn = (facts: Facts) => brokenRecordRules(facts, today).map(({ kind, field }) => `${kind} ${field}`);

it("finds nothing in a good record, and breaks no aspect", () => {
  expect(kindsIn(good)).toEqual(["too-old birthDate"]);
  expect(aspectsOf(good, [], today)).toEqual([undefined, undefined, undefined, dayNumber("2110-03-15"), undefined]);
});

const cases: [string, Facts][] = [
  ["no-number pin", unnumbered],
  ["sex-unknown sex", { ...good, sex: "unknown" }],
  ["birth-in-future birthDate", { ...unnumbered, birthDate: "2024" }],
  ["sex-differs-from-number sex", { ...good, sex: "male" }],
  ["year-differs-from-number birthDate", { ...good, birthDate: "1991-03-15" }],
  ["odd-old-number oldIds", { ...good, oldIds: ["16800001"] }],
  ["death-before-birth diedOn", { ...good, diedOn: "1989-12-31" }],
  ["death-in-future diedOn", { ...good, diedOn: "2023-04-23" }],
  ["name-not-letters fullName", { ...good, fullName: "Nguyễn Thị V1" }],
  ["name-of-one-word fullName", { ...good, fullName: "Dụ" }],
  ["name-damaged fullName", { ...good, fullName: "NguyÔn ThÞ Hßa" }],
  ["name-case fullName", { ...good, fullName: "nguyễn Thị Dụ" }],
  ["tone-placement address", { ...good, address: "Thôn Hoà Bình" }],
  ["stray-spaces origin", { ...good, origin: " Hà  Nam" }],
  ["odd-phone phone", { ...good, phone: "+84 912 345 678" }],
  ["vague-birth-date birthDate", { ...good, birthDate: "1990-03" }],
  ["own-relative fatherPin", { ...good, fatherPin: "035190000018" }],
  ["one-for-both-parents motherPin", { ...good, fatherPin: "035165000012" }],
  ["parent-of-other-sex fatherPin", { ...good, fatherPin: "035165000099" }],
  ["parent-too-young motherPin", { ...good, motherPin: "035180000012" }],
  ["parent-too-young fatherPin", { ...good, fatherPin: "035095000012" }],
  ["no-contact residenceStatus", { ...good, residenceStatus: "no-contact" }],
  ["no-place-of-absence currentUnit", { ...good, residenceStatus: "away-in-country" }],
  ...(["birthDate", "address", "householdId", "ethnicity", "origin", "relation"] as const).map((field): [string, Facts] => {
    const { [field]: _left, ...rest } = good;
    const kind = field === "birthDate" ? "no-birth-date" : field === "householdId" ? "no-household" : `no-${field}`;
    return [`${kind} ${field}`, rest];
  }),
];

describe("finds", () => {
  it.each(cases)("%s", (expected, facts) => expect(kindsIn(facts)).toContain(expected));

  it("by every rule for one record", () => {
    const shown = new Set(["too-old", ...cases.map(([expected]) => expected.split(" ")[0])]);
    expect(findingKindKeys.filter((kind) => qualityRules[kind].of === "record" && !shown.has(kind))).toEqual([]);
  });

  it("who turns 120 on the day itself, and nobody who is dead", () => {
    const old = { ...good, birthDate: "1903-04-22", pin: "035003000018", motherPin: "", fatherPin: "" };
    expect(aspectsOf(old, [], today)[aspectKeys.indexOf("live")]).toBe(today);
    expect(aspectsOf({ ...old, diedOn: "2020-01-01" }, [], today)[aspectKeys.indexOf("live")]).toBeUndefined();
  });

  it("what only the row showed", () => {
    expect(aspectsOf(good, ["unknown-relation", "constructor"], today)[aspectKeys.indexOf("correct")]).toBe(today);
  });
});

it("says of every rule what is wrong, what mends it and why, in both languages", () => {
  for (const kind of findingKindKeys) {
    const { text, mend, basis } = qualityRules[kind];
    for (const words of [text.vi, text.en, mend.vi, mend.en, basis]) expect(words.length, kind).toBeGreaterThan(5);
    expect(text.vi, kind).toBe(text.vi.normalize("NFC"));
  }
});

it.each([
  ["tone-placement", { ...good, address: "Thôn Hoà Bình" }, [{ field: "address", before: "Thôn Hoà Bình", after: "Thôn Hòa Bình" }]],
  ["name-case", { ...good, fullName: "NGUYỄN thị dụ" }, [{ field: "fullName", before: "NGUYỄN thị dụ", after: "Nguyễn Thị Dụ" }]],
  ["name-case", { ...good, fullName: "H'hen niê" }, [{ field: "fullName", before: "H'hen niê", after: "H'Hen Niê" }]],
  ["stray-spaces", { ...good, origin: " Hà  Nam" }, [{ field: "origin", before: " Hà  Nam", after: "Hà Nam" }]],
  ["phone-form", { ...good, phone: "+84 912-345-678" }, [{ field: "phone", before: "+84 912-345-678", after: "0912345678" }]],
  ["phone-form", { ...good, phone: "không có" }, []],
  ["name-case", good, []],
] as const)("mends by %s what its finding names", (mend, facts, changes) => {
  expect(changesOf(mend, facts as Facts)).toEqual(changes);
  if (changes.length === 0) return;
  expect(kindsIn(facts as Facts).some((found) => found.startsWith(bulkMends[mend].finds))).toBe(true);
  const mended = changes.reduce((all, { field, after }) => ({ ...all, [field]: after }), facts as Facts);
  expect(kindsIn(mended).some((found) => found.startsWith(bulkMends[mend].finds))).toBe(false);
});

it("offers each mend for a rule of its own", () => {
  expect(new Set(bulkMendKeys.map((key) => bulkMends[key].finds)).size).toBe(bulkMendKeys.length);
});
