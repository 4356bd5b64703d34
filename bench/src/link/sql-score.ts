import type { TrainedModel } from "@dinhdanh/linkage";
import { commonLevels, factorsOf, withFactors } from "./sql-prepare.ts";

/** The rules of the model. */
const blockingRules: readonly string[] = [
  "FROM numbers a JOIN numbers b ON a.number = b.number",
  "FROM r a JOIN r b ON a.sorted = b.sorted AND a.year = b.year",
  "FROM r a JOIN r b ON a.full_date = b.full_date AND a.given = b.given",
  "FROM r a JOIN r b ON a.household = b.household",
  "FROM r a JOIN r b ON a.father_plain = b.father_plain AND a.mother_plain = b.mother_plain",
  "FROM r a JOIN r b ON a.phone = b.phone",
  "FROM r a JOIN r b ON a.plain = b.plain AND a.unit = b.unit",
  "FROM r a JOIN r b ON a.full_date = b.full_date AND a.unit = b.unit",
];

export const candidatesSql: readonly string[] = [
  "CREATE TABLE numbers AS SELECT n, pin AS number FROM r WHERE pin IS NOT NULL UNION ALL SELECT n, old FROM r WHERE old IS NOT NULL",
  `CREATE TABLE c AS SELECT DISTINCT a, b FROM (${blockingRules.map((rule) => `SELECT a.n AS a, b.n AS b ${rule} AND a.n < b.n`).join(" UNION ALL ")})`,
];

const joined = "FROM c JOIN r x ON x.n = c.a JOIN r y ON y.n = c.b";
const similar = (column: string, atLeast: number) => `jaro_winkler_similarity(x.${column}, y.${column}, ${atLeast}) >= ${atLeast}`;

/** As many Jaro-Winkler comparisons as the model has, and nothing else. */
export const similaritySql = `CREATE TABLE j AS SELECT ${["personal_plain", "address", "father_plain", "mother_plain", "origin"]
  .map((column) => `jaro_winkler_similarity(x.${column}, y.${column}) AS ${column}`)
  .join(", ")} ${joined}`;

/** One edit, or two neighbours swapped, at most. Counting places that differ tells most numbers of one length apart at a tenth of the cost of counting edits. */
const near = (a: string, b: string): string => {
  const edits = `damerau_levenshtein(x.${a}, y.${b}) <= 1`;
  return `CASE length(x.${a}) - length(y.${b}) WHEN 0 THEN CASE hamming(x.${a}, y.${b}) WHEN 1 THEN true WHEN 2 THEN ${edits} ELSE false END
    WHEN 1 THEN ${edits} WHEN -1 THEN ${edits} ELSE false END`;
};
const both = (column: string) => `x.${column} IS NOT NULL AND y.${column} IS NOT NULL`;
const same = (column: string) => `x.${column} = y.${column}`;

type Levels = { known: string; when: readonly string[] };
const parent = (column: string): Levels => ({
  known: both(column),
  when: [same(column), same(`${column}_plain`), similar(`${column}_plain`, 0.9)],
});
/** Levels in the order of the model's, as conditions; the last is else. */
const levels: Readonly<Record<string, Levels>> = {
  number: {
    known: "coalesce(x.pin, x.old) IS NOT NULL AND coalesce(y.pin, y.old) IS NOT NULL",
    when: [
      "x.pin = y.pin OR x.old = y.old OR x.pin = y.old OR x.old = y.pin",
      [near("pin", "pin"), near("old", "old"), near("pin", "old"), near("old", "pin")].join(" OR "),
      "NOT coalesce(length(x.pin) = length(y.pin) OR length(x.old) = length(y.old) OR length(x.pin) = length(y.old) OR length(x.old) = length(y.pin), false)",
    ],
  },
  "personal name": {
    known: both("whole"),
    when: [
      ...["personal", "personal_toneless", "personal_plain", "sorted", "personal_sound"].map(same),
      similar("personal_plain", 0.92),
      same("given"),
    ],
  },
  surname: { known: both("whole"), when: ["surname", "surname_plain", "sorted"].map(same) },
  "birth date": {
    known: both("born"),
    when: [
      same("full_date"),
      "x.year = y.year AND x.day > 0 AND x.day = y.month AND x.month = y.day",
      `x.year = y.year AND CASE WHEN x.month = 0 OR y.month = 0 THEN x.month <> y.month ELSE x.month = y.month AND (x.day = 0) <> (y.day = 0) END`,
      "x.day > 0 AND y.day > 0 AND (x.year = y.year)::INT + (x.month = y.month)::INT + (x.day = y.day)::INT = 2",
      same("year"),
    ],
  },
  sex: { known: both("sex"), when: [same("sex")] },
  unit: { known: both("unit"), when: [same("unit")] },
  address: { known: both("address"), when: [same("address"), similar("address", 0.9)] },
  household: { known: both("household"), when: [same("household")] },
  father: parent("father"),
  mother: parent("mother"),
  origin: { known: both("origin"), when: [same("origin"), similar("origin", 0.9)] },
  phone: { known: both("phone"), when: [same("phone"), near("phone", "phone")] },
};

type Comparison = TrainedModel["comparisons"][number];

/** Level reached, from 1; 0 where there is nothing to compare. */
function levelSql({ name, levels: own }: Comparison, index: number): string {
  const { known, when } = levels[name] ?? { known: "", when: [] };
  if (when.length !== own.length - 1) throw new Error(`${name} has other levels than are written in SQL`);
  const reached = when.map((condition, level) => `WHEN ${condition} THEN ${own[level]?.counted === true ? 0 : level + 1}`);
  return `CASE WHEN NOT (${known}) THEN 0 ${reached.join(" ")} ELSE ${own.length} END::UTINYINT AS g${index}`;
}

const product = (factors: readonly string[]): string => (factors.length === 0 ? "1" : factors.join(" * "));

/** Product of the factors of the values that both have, of which the first record tells; or of the least factors that any value has. */
function factorsSql(model: TrainedModel, which: 0 | 1, of: (factor: string) => string): string {
  return product(
    model.comparisons.flatMap(({ name }, index) => {
      const own = commonLevels.filter(([comparison]) => comparison === name);
      const cases = own.map(([, level]) => `WHEN ${level + 1} THEN ${of(factorsOf(model, name, level)[which])}`);
      return own.length === 0 ? [] : [`CASE g${index} ${cases.join(" ")} ELSE 1 END`];
    }),
  );
}

/** As SQL reads a double, and not a decimal. */
const real = (value: number): string => value.toExponential();

type Classes = readonly { share: number; levels: readonly (readonly number[])[] }[];

/** Likelihood of a pattern in a mixture of classes, within which comparisons are independent. */
const mixtureSql = (classes: Classes): string =>
  classes.length === 0
    ? "0"
    : classes
        .map(({ share, levels: own }) =>
          product([real(share), ...own.map((one, index) => `[${[1, ...one].map(real).join(", ")}][g${index} + 1]`)]),
        )
        .join(" + ");

/** Masses of the kinds of pairs by pattern, as `packages/linkage/src/scorer.ts` has them. */
function massesSql(model: TrainedModel): string {
  const { prior, dependence, comparisons } = model;
  const { matched, related, alike } = dependence ?? { matched: [] };
  const u = comparisons.map((one) => one.levels.map((level) => level.u ?? 0));
  const others = 1 - prior - (related?.share ?? 0) - (alike?.share ?? 0);
  return `${real(prior)} * (${mixtureSql(matched)}) AS matched, ${real(related?.share ?? 0)} * (${mixtureSql(related?.classes ?? [])}) AS related,
    ${real(alike?.share ?? 0)} * (${mixtureSql(alike?.classes ?? [])}) + (${mixtureSql([{ share: others, levels: u }])}) AS strange`;
}

/** The pattern of a pair as one number, and the levels that one stands for. */
function patternSql({ comparisons }: TrainedModel): { made: string; levels: string } {
  const bases = comparisons.map(({ levels: own }) => own.length + 1);
  const steps = bases.map((_, index) => bases.slice(index + 1).reduce((so, base) => so * base, 1));
  return {
    made: steps.map((step, index) => `g${index} * ${step}::BIGINT`).join(" + "),
    levels: steps.map((step, index) => `pattern // ${step} % ${bases[index]} AS g${index}`).join(", "),
  };
}

/** From which odds a pair is written. */
const leastOdds = 0.01 / 0.99;

/**
 * Levels of pairs; masses of the patterns that they show, but for those that are too unlikely whatever the values are; and the pairs that weigh enough, written. That
 * is the whole of the model but its training and clusters.
 */
export function scoringSql(model: TrainedModel, out: string): string[] {
  const pattern = patternSql(model);
  const leasts = commonLevels.flatMap(([name, level]) => {
    const [strangers, relatives] = factorsOf(model, name, level);
    return [strangers, relatives].map((factor) => `(SELECT min(${factor}) FROM f_${strangers}) AS least_${factor}`);
  });
  const bound = [0, 1].map((which) => factorsSql(model, which as 0 | 1, (factor) => `least_${factor}`));
  return [
    `CREATE TABLE p AS SELECT a, b, ${pattern.made} AS pattern FROM (SELECT c.a, c.b, ${model.comparisons.map(levelSql).join(", ")} ${joined})`,
    `CREATE TABLE w AS SELECT w.* FROM (SELECT *, ${massesSql(model)} FROM (SELECT pattern, ${pattern.levels} FROM (SELECT DISTINCT pattern FROM p))) w,
      (SELECT ${leasts.join(", ")}) WHERE matched >= ${leastOdds} * (strange * (${bound[0]}) + related * (${bound[1]}))`,
    `COPY (SELECT id_a, id_b, round(matched / (matched + chance), 6) AS probability, round(log2(matched / chance), 3) AS weight
      FROM (SELECT x.id AS id_a, y.id AS id_b, matched, strange * ${factorsSql(model, 0, (factor) => factor)} + related * ${factorsSql(model, 1, (factor) => factor)} AS chance
        FROM p JOIN w USING (pattern) JOIN r x ON x.n = p.a JOIN r y ON y.n = p.b ${withFactors("x")})
      WHERE matched >= ${leastOdds} * chance ORDER BY weight DESC) TO '${out}' (HEADER)`,
  ];
}

/** Of pairs of two files, who has which, and how many of those in both weigh the same in 0.05 (log2 of the odds), or are as probable in 0.01. */
export const agreementSql = (ours: string, theirs: string): string => `SELECT count(*) AS either,
  count(*) FILTER (theirs.weight IS NULL) AS missing, count(*) FILTER (ours.weight IS NULL) AS added,
  avg((abs(ours.weight - theirs.weight) <= 0.05)::INT) AS "sameWeight", avg((abs(ours.probability - theirs.probability) <= 0.01)::INT) AS "sameProbability"
  FROM read_csv('${ours}') ours FULL JOIN read_csv('${theirs}') theirs USING (id_a, id_b)`;
