import { toDay } from "@dinhdanh/kernel";
import { expect, it } from "vitest";
import { closureOf, placementsOf } from "./closure.ts";
import type { Lineage, UnitRow } from "./unit.ts";

const first = toDay("2000-01-01");
const [day1, day2] = [toDay("2010-01-01"), toDay("2020-01-01")];
const unit = (
  unitId: number,
  level: UnitRow["level"],
  parentId: number | null,
  validFrom = first,
  validUntil: UnitRow["validUntil"] = null,
): UnitRow => ({
  unitId,
  code: String(unitId),
  name: String(unitId),
  level,
  parentId,
  validFrom,
  validUntil,
});
const link = (fromId: number, toId: number, whole: boolean, onDay = day1): Lineage => ({ fromId, toId, whole, onDay });

/** Province 1 goes whole into 2, which goes whole into 3; commune 9 stands in 1 throughout; commune 8 is split. */
const units = [
  unit(0, "country", null),
  unit(1, "province", 0, first, day1),
  unit(2, "province", 0, day1, day2),
  unit(3, "province", 0, day2),
  unit(8, "commune", 1, first, day1),
  unit(9, "commune", 1),
  unit(10, "commune", 2, day1),
];
const lineage = [link(1, 2, true), link(2, 3, true, day2), link(8, 10, false)];

it("follows mergers of mergers, and holds nothing twice", () => {
  const closure = closureOf(units, lineage);
  expect(closure.get(9)).toEqual([0, 1, 2, 3, 9]);
  expect(closure.get(8)).toEqual([0, 1, 2, 3, 8]);
  expect(closure.get(10)).toEqual([0, 2, 3, 10]);
});

it("gives each day one unit above", () => {
  expect(placementsOf(units, lineage).filter(({ unitId }) => unitId >= 8)).toEqual([
    { unitId: 8, parentId: 1, validFrom: first, validUntil: day1 },
    { unitId: 9, parentId: 1, validFrom: first, validUntil: day1 },
    { unitId: 9, parentId: 2, validFrom: day1, validUntil: day2 },
    { unitId: 9, parentId: 3, validFrom: day2, validUntil: null },
    { unitId: 10, parentId: 2, validFrom: day1, validUntil: day2 },
    { unitId: 10, parentId: 3, validFrom: day2, validUntil: null },
  ]);
});

it("throws on a circle instead of looping", () => {
  expect(() =>
    closureOf([unit(0, "country", null), unit(1, "province", 0), unit(2, "province", 0)], [link(1, 2, true), link(2, 1, true)]),
  ).toThrow("its own ancestor");
});
