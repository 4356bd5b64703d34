import { expect, it } from "vitest";
import { checkModel, estimatesIn, type Model, parseModel, trained } from "./model.ts";
import { LinkRefused } from "./refusal.ts";

const good = (): Model => ({
  version: 1,
  id: "id",
  fields: { name: { columns: ["Name"] }, born: { columns: ["Born"], form: "date" } },
  comparisons: [
    {
      name: "name",
      field: "name",
      levels: [
        { when: "same", m: 0.9, u: 0.01 },
        { when: "similar", atLeast: 0.9, m: 0.06, u: 0.04 },
        { when: "else", m: 0.04, u: 0.95 },
      ],
    },
    {
      name: "born",
      field: "born",
      levels: [
        { when: "same", m: 0.9, u: 0.001 },
        { when: "else", m: 0.1, u: 0.999 },
      ],
    },
  ],
  blocking: [{ on: ["name"] }, { on: ["born|year"] }],
  prior: 0.001,
});

const whole = [
  {
    share: 1,
    levels: [
      [0.9, 0.06, 0.04],
      [0.9, 0.1],
    ],
  },
];

/** A model in which anything may be written. */
type Loose = Record<string, unknown> & {
  comparisons: { name: string; field: string; levels: { when: string; m?: number | null; u?: number }[] }[];
  blocking: { on: string[] }[];
};

/** What a refusal says of a model with one fault. */
function refusalOf(spoil: (model: Loose) => void): string {
  const model = good() as unknown as Loose;
  spoil(model);
  try {
    checkModel(model);
  } catch (error) {
    if (!(error instanceof LinkRefused)) throw error;
    return `${error.code} ${JSON.stringify(error.details)}`;
  }
  return "taken";
}

it("takes a model that is whole", () => {
  expect(checkModel(good())).toEqual(good());
  expect(trained(good()).prior).toBe(0.001);
});

it.each<[string, (model: Loose) => void, string]>([
  ["an unknown key", (m) => (m["extra"] = 1), "model-malformed"],
  ["another version", (m) => (m["version"] = 2), "model-malformed"],
  ["a probability above 1", (m) => (m["prior"] = 1.2), "model-malformed"],
  [
    "more patterns than a number can tell apart",
    (m) =>
      (m.comparisons = Array.from({ length: 16 }, (_, n) => ({
        name: `c${n}`,
        field: "name",
        levels: Array.from({ length: 12 }, (__, level) => ({ when: level < 11 ? "same" : "else" })),
      }))),
    "too many comparisons",
  ],
  ["a prior of nothing", (m) => (m["prior"] = 0), "model-malformed"],
  [
    "kinds that are more than all pairs",
    (m) => (m["dependence"] = { matched: whole, related: { share: 0.9999, classes: whole } }),
    "probabilities-malformed",
  ],
  [
    "a field that JavaScript has a name for",
    (m) => (m["fields"] = { ...(m["fields"] as object), constructor: { columns: ["Name"] } }),
    "model-malformed",
  ],
  ["NaN as null", (m) => (m.comparisons[0]!.levels[0]!.m = null), "comparisons.0.levels.0.m"],
  ["an unknown level", (m) => (m.comparisons[0]!.levels[0]!.when = "equal"), "comparisons.0.levels.0"],
  [
    "m that do not sum to 1",
    (m) => (m.comparisons[0]!.levels[0]!.m = 0.5),
    'probabilities-malformed {"at":"comparisons.name.m","sum":"0.600000"}',
  ],
  ["u that do not sum to 1", (m) => (m.comparisons[1]!.levels[1]!.u = 0.9), "comparisons.born.u"],
  ["m of some levels only", (m) => void delete m.comparisons[0]!.levels[1]!.m, "some levels have it and some do not"],
  ["no last level else", (m) => (m.comparisons[1]!.levels = m.comparisons[1]!.levels.toReversed()), "the last level"],
  ["a comparison of an unknown field", (m) => (m.comparisons[1]!.field = "birth"), "unknown-field"],
  ["a rule on an unknown field", (m) => (m.blocking[1]!.on = ["year"]), 'unknown-field {"field":"year","at":"blocking.1"}'],
  ["two comparisons of one name", (m) => (m.comparisons[1]!.name = "name"), "stands there twice"],
  [
    "frequencies of a level that there is not",
    (m) => (m["frequencies"] = [{ comparison: "name", level: 7, chance: 0.1, other: 0.1, values: {} }]),
    "no comparison has this level",
  ],
  [
    "values that more records have than there are",
    (m) => (m["frequencies"] = [{ comparison: "name", level: 0, chance: 0.1, other: 0.1, values: { a: 0.7, b: 0.7 } }]),
    'probabilities-malformed {"at":"frequencies.0","sum":"1.40000"}',
  ],
  [
    "m that its classes do not add up to",
    (m) => {
      m["dependence"] = { matched: whole };
      [m.comparisons[1]!.levels[0]!.m, m.comparisons[1]!.levels[1]!.m] = [0.25, 0.75];
    },
    "comparisons.born.m",
  ],
  ["no rule", (m) => (m.blocking = []), "model-malformed"],
  [
    "classes that do not sum",
    (m) =>
      (m["dependence"] = {
        matched: [
          {
            share: 0.5,
            levels: [
              [0.9, 0.06, 0.04],
              [0.9, 0.1],
            ],
          },
        ],
      }),
    "dependence.matched.share",
  ],
  [
    "a class of another shape",
    (m) =>
      (m["dependence"] = {
        matched: [
          {
            share: 1,
            levels: [
              [0.9, 0.1],
              [0.9, 0.1],
            ],
          },
        ],
      }),
    "one probability per level",
  ],
])("refuses %s", (_, spoil, words) => expect(refusalOf(spoil)).toContain(words));

it("names what training does not keep of a model", () => {
  expect(estimatesIn(good())).toEqual(["prior", "m of name", "m of born", "u of name", "u of born"]);
  const { prior: _, comparisons, ...rest } = good();
  const plain = comparisons.map((one) => ({ ...one, levels: one.levels.map(({ m: __, u: ___, ...level }) => level) }));
  expect(estimatesIn({ ...rest, comparisons: plain })).toEqual([]);
  const half = { ...rest, comparisons: [plain[0]!, comparisons[1]!], dependence: { matched: whole }, frequencies: [] };
  expect(estimatesIn(half)).toEqual(["m of born", "u of born", "dependence", "frequencies"]);
});

it("refuses what is not JSON, and a model without estimates", () => {
  expect(() => parseModel("{")).toThrow(new LinkRefused("model-unreadable"));
  const { prior: _, ...untrained } = good();
  expect(() => trained(untrained)).toThrow(new LinkRefused("model-untrained"));
});
