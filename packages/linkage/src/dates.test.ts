import { expect, it } from "vitest";
import { isoDate, isOnePartOff, isPartial, isSameYear, isSwapped, packedDate } from "./dates.ts";

it.each([
  ["1990-05-17", "1990-05-17"],
  ["17/05/1990", "1990-05-17"],
  ["7.5.1990", "1990-05-07"],
  ["19900517", "1990-05-17"],
  ["1990-05-17T00:00:00Z", "1990-05-17"],
  ["05/1990", "1990-05"],
  ["1990", "1990"],
  ["1990-00-00", "1990"],
  ["1990-05-00", "1990-05"],
  [" 1990 ", "1990"],
  ["31/13/1990", ""],
  ["không rõ", ""],
  ["", ""],
])("reads %j as %j", (text, iso) => expect(isoDate(text)).toBe(iso));

it.each([
  ["1990-05-07", "1990-07-05", "swapped"],
  ["1990-05-05", "1990-05-05", ""],
  ["1990-05-17", "1990", "partial"],
  ["1990-05", "1990-05-17", "partial"],
  ["1990-05", "1990-06-17", ""],
  ["1990", "1990", ""],
  ["1990-05-17", "1990-05-18", "one part"],
  ["1990-05-17", "1991-05-17", "one part"],
  ["1990-05-17", "1991-05-18", ""],
  ["1990-05", "1990-06", ""],
])("%s and %s: %j", (one, other, kind) => {
  const [a, b] = [packedDate(one), packedDate(other)];
  const kinds = { swapped: isSwapped, partial: isPartial, "one part": isOnePartOff };
  const found = Object.entries(kinds).filter(([, test]) => test(a, b) && test(b, a));
  if (kind === "") expect(found.map(([name]) => name)).toEqual([]);
  else expect(found.map(([name]) => name)).toContain(kind);
  expect(isSameYear(a, b)).toBe(one.slice(0, 4) === other.slice(0, 4));
});
