import { z } from "zod";
import { LinkRefused } from "./refusal.ts";

const probability = z.number().min(0).max(1);
const name = z
  .string()
  .min(1)
  .max(60)
  .refine((text) => !(text in {}), "a word that JavaScript keeps for itself");
/** `form|form|…`, applied from left to right to what the field holds. */
const form = z.string().min(1).max(200);
const estimates = {
  label: name.optional(),
  /** the same agreement counts in another comparison: here it says nothing, as if there were nothing to compare */
  counted: z.boolean().optional(),
  ...{ m: probability.optional(), u: probability.optional() },
};
/** Whose text is looked at: the comparison's own field, unless another is named. */
const looked = { field: name.optional(), form: form.optional() };

const levelSchema = z.discriminatedUnion("when", [
  z.strictObject({ when: z.literal("same"), ...looked, ...estimates }),
  /** Jaro-Winkler */
  z.strictObject({ when: z.literal("similar"), ...looked, atLeast: probability, ...estimates }),
  /** characters left out, added, changed, or swapped with their neighbour */
  z.strictObject({ when: z.literal("edits"), ...looked, atMost: z.int().min(1).max(4), ...estimates }),
  z.strictObject({ when: z.literal("swapped-day-month"), ...estimates }),
  /** one date knows less (no day, or no month either), and what both know agrees */
  z.strictObject({ when: z.literal("partial-date"), ...estimates }),
  /** of day, month and year one differs */
  z.strictObject({ when: z.literal("one-part-differs"), ...estimates }),
  z.strictObject({ when: z.literal("same-year"), ...estimates }),
  /** no value of the one is as long as a value of the other: they cannot be compared (9 digits against 12) */
  z.strictObject({ when: z.literal("other-length"), ...estimates }),
  z.strictObject({ when: z.literal("else"), ...estimates }),
]);

const fieldSchema = z.strictObject({
  /** columns whose values are pooled */
  columns: z.array(z.string().min(1)).min(1),
  /** what parts several values in one cell */
  split: z.string().min(1).max(3).optional(),
  form: form.optional(),
});

const comparisonSchema = z.strictObject({
  name,
  field: name,
  /** relatives and neighbours agree here, too */
  shared: z.boolean().optional(),
  /** agreement on a rare value says more than on a common one */
  frequencies: z.boolean().optional(),
  levels: z.array(levelSchema).min(2).max(12),
});

const ruleSchema = z.strictObject({
  /** `field` or `field|form|…`; all must be equal */
  on: z.array(z.string().min(1)).min(1),
  /** records of one block at most: larger blocks are left out, and said so */
  largest: z.int().min(2).max(100_000).optional(),
});

/** Per comparison, a probability per level. */
const distributions = z.array(z.array(probability));
const classesSchema = z.array(z.strictObject({ share: probability, levels: distributions })).min(1);

const kindSchema = z.strictObject({ share: probability, classes: classesSchema });

export const modelSchema = z.strictObject({
  version: z.literal(1),
  /** column that names a record; without it, the row's number in the file does */
  id: z.string().min(1).optional(),
  fields: z.record(name, fieldSchema),
  comparisons: z.array(comparisonSchema).min(1).max(24),
  blocking: z.array(ruleSchema).min(1).max(16),
  /** probability that two records drawn at random are of one person */
  prior: z.number().gt(0).lt(1).optional(),
  /** how agreements hang together in matched pairs, relatives, and strangers that rules join; without it comparisons count as independent */
  dependence: z
    .strictObject({
      matched: classesSchema,
      related: kindSchema.optional(),
      alike: kindSchema.optional(),
    })
    .optional(),
  /** how common values are, for scoring one record without its file: per comparison and level, share by value; `chance`: that two agree */
  frequencies: z
    .array(
      z.strictObject({
        comparison: name,
        level: z.int(),
        chance: probability,
        other: probability,
        values: z.record(z.string(), probability),
      }),
    )
    .optional(),
});

export type Model = z.infer<typeof modelSchema>;
export type Comparison = Model["comparisons"][number];
export type Level = Comparison["levels"][number];
export type Rule = Model["blocking"][number];
export type PairClass = { share: number; levels: number[][] };
/** A model that can score. */
export type TrainedModel = Model & { prior: number };

/** Sums that are off by more were not written by `train`, nor rounded. */
const sumTolerance = 1e-3;

/** @throws {LinkRefused} naming the place in the model */
export function parseModel(text: string): Model {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new LinkRefused("model-unreadable");
  }
  return checkModel(json);
}

/** @throws {LinkRefused} naming the place in the model */
export function checkModel(json: unknown): Model {
  const parsed = modelSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new LinkRefused("model-malformed", { at: issue?.path.join(".") ?? "", problem: issue?.message ?? "" });
  }
  const model = parsed.data;
  checkNames(model);
  checkSums(model);
  return model;
}

function checkNames(model: Model): void {
  const names = model.comparisons.map((comparison) => comparison.name);
  const twice = names.find((one, index) => names.indexOf(one) !== index);
  if (twice !== undefined) throw new LinkRefused("model-malformed", { at: "comparisons", problem: `“${twice}” stands there twice` });
  for (const comparison of model.comparisons) {
    const place = `comparisons.${comparison.name}`;
    const fields = [
      comparison.field,
      ...comparison.levels.flatMap((level) => ("field" in level && level.field !== undefined ? [level.field] : [])),
    ];
    for (const field of fields) if (!(field in model.fields)) throw new LinkRefused("unknown-field", { field, at: place });
    const last = comparison.levels.findIndex(({ when }) => when === "else");
    if (last !== comparison.levels.length - 1)
      throw new LinkRefused("model-malformed", { at: `${place}.levels`, problem: "the last level, and no other, must be “else”" });
  }
  // a pattern is one number: which level each comparison reached, or that it is missing
  if (model.comparisons.reduce((product, { levels }) => product * (levels.length + 1), 1) > Number.MAX_SAFE_INTEGER)
    throw new LinkRefused("model-malformed", { at: "comparisons", problem: "too many comparisons and levels together" });
  for (const [index, rule] of model.blocking.entries()) {
    for (const part of rule.on) {
      const { field } = rulePart(part);
      if (!(field in model.fields)) throw new LinkRefused("unknown-field", { field, at: `blocking.${index}` });
    }
  }
}

/** `born|year` → the field `born` in the form `year`. */
export function rulePart(part: string): { field: string; form: string } {
  const [field = "", ...forms] = part.split("|").map((word) => word.trim());
  return { field, form: forms.join("|") };
}

function checkSums(model: Model): void {
  const expectOne = (values: readonly number[], at: string) => {
    const sum = values.reduce((total, value) => total + value, 0);
    if (Math.abs(sum - 1) > sumTolerance) throw new LinkRefused("probabilities-malformed", { at, sum: sum.toPrecision(6) });
  };
  for (const comparison of model.comparisons) {
    for (const which of ["m", "u"] as const) {
      const given = comparison.levels.flatMap((level) => level[which] ?? []);
      const at = `comparisons.${comparison.name}.${which}`;
      if (given.length === 0) continue;
      if (given.length < comparison.levels.length)
        throw new LinkRefused("model-malformed", { at, problem: "some levels have it and some do not" });
      expectOne(given, at);
    }
  }
  checkFrequencies(model);
  if (model.dependence === undefined) return;
  const { matched, related, alike } = model.dependence;
  const others = (model.prior ?? 0) + (related?.share ?? 0) + (alike?.share ?? 0);
  if (others >= 1) throw new LinkRefused("probabilities-malformed", { at: "prior and dependence", sum: others.toPrecision(6) });
  const all: [string, readonly PairClass[]][] = [["matched", matched]];
  if (related !== undefined) all.push(["related", related.classes]);
  if (alike !== undefined) all.push(["alike", alike.classes]);
  for (const [which, classes] of all) {
    expectOne(
      classes.map(({ share }) => share),
      `dependence.${which}.share`,
    );
    for (const [index, { levels }] of classes.entries()) checkShape(model, levels, `dependence.${which}.${index}.levels`, expectOne);
  }
  checkMargins(model, matched);
}

/** Of values of one level, each counted once, of a comparison that asks for them. */
function checkFrequencies({ comparisons, frequencies = [] }: Model): void {
  for (const [index, { comparison, level, values }] of frequencies.entries()) {
    const at = `frequencies.${index}`;
    if (comparisons.find(({ name: known }) => known === comparison)?.levels[level]?.when !== "same")
      throw new LinkRefused("model-malformed", { at, problem: "no comparison has this level, or it is not one of what is the same" });
    const sum = Object.values(values).reduce((total, share) => total + share, 0);
    if (sum > 1 + sumTolerance) throw new LinkRefused("probabilities-malformed", { at, sum: sum.toPrecision(6) });
  }
}

/** The classes score, and m says what they add up to: an m that was changed by hand alone would change nothing. */
function checkMargins({ comparisons }: Model, matched: readonly PairClass[]): void {
  const marginOf = (index: number, level: number) =>
    matched.reduce((sum, { share, levels }) => sum + share * (levels[index]?.[level] ?? 0), 0);
  for (const [index, { name: comparison, levels }] of comparisons.entries()) {
    if (levels.some(({ m }, level) => m !== undefined && Math.abs(m - marginOf(index, level)) > sumTolerance))
      throw new LinkRefused("model-malformed", {
        at: `comparisons.${comparison}.m`,
        problem: "differs from what dependence.matched adds up to: change both, or take “dependence” out",
      });
  }
}

function checkShape(
  model: Model,
  levels: readonly number[][],
  at: string,
  expectOne: (values: readonly number[], at: string) => void,
): void {
  const fits =
    levels.length === model.comparisons.length && levels.every((one, index) => one.length === model.comparisons[index]?.levels.length);
  if (!fits) throw new LinkRefused("model-malformed", { at, problem: "there must be one probability per level of each comparison" });
  for (const [index, one] of levels.entries()) expectOne(one, `${at}.${index}`);
}

/**
 * What a model says that training estimates anew, by name. It keeps none of it: pairs are scored by the classes of `dependence`, of which m is what
 * they add up to, and among candidates its strangers `alike` stand where u would. A number held fast by itself would stand in the file and count for little.
 */
export function estimatesIn({ prior, comparisons, dependence, frequencies }: Model): string[] {
  const said = (which: "m" | "u") =>
    comparisons.filter(({ levels }) => levels.some((level) => level[which] !== undefined)).map(({ name: own }) => `${which} of ${own}`);
  return [
    ...(prior === undefined ? [] : ["prior"]),
    ...said("m"),
    ...said("u"),
    ...(dependence === undefined ? [] : ["dependence"]),
    ...(frequencies === undefined ? [] : ["frequencies"]),
  ];
}

/** @throws {LinkRefused} */
export function trained(model: Model): TrainedModel {
  const { prior } = model;
  const complete =
    prior !== undefined && model.comparisons.every(({ levels }) => levels.every(({ m, u }) => m !== undefined && u !== undefined));
  if (!complete) throw new LinkRefused("model-untrained");
  return { ...model, prior };
}

/** How a level is called in files and explanations. */
export function levelName(level: Level): string {
  if (level.label !== undefined) return level.label;
  const suffix = "form" in level && level.form !== undefined ? ` ${level.form.replaceAll("|", " ")}` : "";
  if (level.when === "similar") return `similar${suffix} ${level.atLeast}`;
  return level.when === "edits" ? `edits${suffix} ${level.atMost}` : level.when + suffix;
}
