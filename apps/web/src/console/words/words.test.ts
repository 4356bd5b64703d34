import { remainingGroupKeys } from "@dinhdanh/campaign/contract";
import { expect, it } from "vitest";
import { fill, pieces } from "./fill.ts";
import { doWords, shortName } from "./tables.ts";
import { rooms, words } from "./words.ts";

const holesOf = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name))].toSorted((a, b) => a.localeCompare(b));
const print = (n: number) => `<${n}>`;

it("says everything in both languages, with the same figures in it", () => {
  const entries = Object.entries(words);
  expect(entries.length).toBeGreaterThan(250);
  const uneven = entries.filter(([, { vi, en }]) => vi.trim() === "" || en.trim() === "" || holesOf(vi).join() !== holesOf(en).join());
  expect(uneven.map(([key]) => key)).toEqual([]);
});

it("uses each key in one room only, and leaves no room out", () => {
  const keys = rooms.flatMap((room) => Object.keys(room));
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  expect(keys.length).toBe(Object.keys(words).length);
});

it("is composed Vietnamese, without exclamation marks", () => {
  const all = Object.entries(words).flatMap(([key, { vi, en }]) => [vi, en].map((text) => ({ key, text })));
  expect(all.filter(({ text }) => text !== text.normalize("NFC")).map(({ key }) => key)).toEqual([]);
  expect(all.filter(({ text }) => text.includes("!")).map(({ key }) => key)).toEqual([]);
});

it("has a word for every group", () => {
  expect(Object.keys(doWords).toSorted()).toEqual(remainingGroupKeys.toSorted());
});

it("fills holes, and chooses between one and many", () => {
  expect(fill("{n} {n|day|days} late", { n: 1 }, print)).toBe("<1> day late");
  expect(fill("{n} {n|day|days} late", { n: 2 }, print)).toBe("<2> days late");
  expect(fill("{a} of {b}", { a: "x", b: 5 }, print)).toBe("x of <5>");
  expect(pieces("{unit}: {n} left", {})).toEqual([{ hole: "unit" }, { text: ": " }, { hole: "n" }, { text: " left" }]);
});

it("names a province without its type, and leaves the others theirs", () => {
  expect(shortName("Tỉnh Hà Nam")).toBe("Hà Nam");
  expect(shortName("Thành phố Phủ Lý")).toBe("Thành phố Phủ Lý");
  expect(shortName("Xã Liêm Phong")).toBe("Xã Liêm Phong");
});
