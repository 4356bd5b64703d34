import { levelName, suggestModel } from "@dinhdanh/linkage";
import { expect, it } from "vitest";
import { linkColumns } from "../store/linking.ts";
import { comparisonText, levelText, speaking } from "./score-texts.ts";

it("has words for every comparison and level of the model that the register trains", () => {
  for (const { name, levels } of suggestModel(linkColumns).comparisons) {
    expect(comparisonText(name).vi, name).not.toBe(name);
    for (const level of levels.map(levelName)) expect(levelText(level).vi, level).not.toBe(level);
  }
  expect(levelText("same without-first-word|toneless".replace("|", " ")).en).toBe("tone marks differ");
  expect(comparisonText("shoe size").en).toBe("shoe size");
});

it("says what speaks for one person and what for two, the weightiest first", () => {
  const steps = [
    { comparison: "sex", level: "same", weight: 1 },
    { comparison: "birth date", level: "same full-date", weight: 14 },
    { comparison: "address", level: "else", weight: -3 },
    { comparison: "unit", level: "same", weight: 0.2 },
    { comparison: "dependence", level: "", weight: -9 },
  ];
  const { forOne, forTwo } = speaking({ prior: -20, steps, probability: 0.5 });
  expect([forOne, forTwo].map((side) => side.map(({ comparison }) => comparison))).toEqual([["birth date", "sex"], ["address"]]);
});
