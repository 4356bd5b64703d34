import type { TrainedModel } from "@dinhdanh/linkage";
import { formMacros } from "./sql-forms.ts";

/** A column of which each different cell is looked at once: its forms, and for which levels of which comparisons it matters how common they are. */
type Dictionary = {
  column: string;
  /** names → expressions over the cell and what the steps before made: in steps, because DuckDB computes a name anew wherever its own step mentions it */
  steps: readonly Readonly<Record<string, string>>[];
  forms: readonly string[];
  /** comparison, level → form */
  common: readonly (readonly [string, number, string])[];
};

const readCell = [{ stored: "stored(cell)" }, { repaired: "repaired(stored)" }];
const vietnamese = (form: string) => [
  ...readCell,
  { bare: "trim(lower(without_aside(repaired)))" },
  { [form]: "nullif(placed(bare), '')" },
];
const parent = (name: string): Dictionary => ({
  column: `${name}Name`,
  steps: [...vietnamese(name), { [`${name}_plain`]: `unaccented(${name})` }],
  forms: [name, `${name}_plain`],
  common: [
    [name, 0, name],
    [name, 1, `${name}_plain`],
  ],
});
const place = (name: string): Dictionary => ({
  column: name,
  steps: [...readCell, { [name]: "bare_address(lower(repaired))" }],
  forms: [name],
  common: [[name, 0, name]],
});

const dictionaries: Readonly<Record<string, Dictionary>> = {
  name: {
    column: "fullName",
    steps: [
      ...vietnamese("whole"),
      { plain: "unaccented(whole)", personal: "without_first_word(whole)", surname: "first_word(whole)" },
      {
        ...{ personal_toneless: "toneless(personal)", personal_plain: "without_first_word(plain)", sorted: "sorted_words(plain)" },
        ...{ given: "last_word(plain)", surname_plain: "first_word(plain)" },
      },
      { personal_sound: "sound(personal_plain)" },
    ],
    forms: [
      ...["whole", "plain", "personal", "personal_toneless", "personal_plain", "personal_sound", "sorted", "given"],
      ...["surname", "surname_plain"],
    ],
    common: [
      ["personal name", 0, "personal"],
      ["personal name", 1, "personal_toneless"],
      ["personal name", 2, "personal_plain"],
      ["personal name", 3, "sorted"],
      ["personal name", 4, "personal_sound"],
      ["personal name", 6, "given"],
      ["surname", 0, "surname"],
      ["surname", 1, "surname_plain"],
      ["surname", 2, "sorted"],
    ],
  },
  born: {
    column: "birthDate",
    steps: [
      {
        iso: `CASE WHEN cell LIKE '__/__/____' THEN substr(cell, 7, 4) || '-' || substr(cell, 4, 2) || '-' || substr(cell, 1, 2)
        WHEN regexp_full_match(cell, '\\d{4}(-\\d\\d){0,2}') THEN cell END`,
      },
      { born: "CASE WHEN substr(iso, 6, 2) <= '12' AND substr(iso, 9, 2) <= '31' THEN iso END" },
      {
        year: "CAST(substr(born, 1, 4) AS INTEGER)",
        month: "CASE WHEN length(born) > 4 THEN CAST(substr(born, 6, 2) AS INTEGER) WHEN born IS NOT NULL THEN 0 END",
        day: "CASE WHEN length(born) > 7 THEN CAST(substr(born, 9, 2) AS INTEGER) WHEN born IS NOT NULL THEN 0 END",
        full_date: "CASE WHEN length(born) = 10 THEN born END",
      },
    ],
    forms: ["born", "year", "month", "day", "full_date"],
    common: [["birth date", 0, "full_date"]],
  },
  unit: { column: "permanentUnit", steps: [{ unit: "cell" }], forms: ["unit"], common: [["unit", 0, "unit"]] },
  address: place("address"),
  father: parent("father"),
  mother: parent("mother"),
  origin: place("origin"),
};

/** Names of the columns with the factors of a level: by how much rarer or commoner than the mean a value is, among strangers and among relatives. */
export const factorsOf = (model: TrainedModel, comparison: string, level: number): readonly [strangers: string, relatives: string] => {
  const index = model.comparisons.findIndex(({ name }) => name === comparison);
  return [`s${index}_${level}`, `k${index}_${level}`];
};

export const commonLevels = Object.values(dictionaries).flatMap(({ common }) => common);

/** Share of relatives that agree on a level, whatever the value. */
function agreeing({ dependence }: TrainedModel, comparison: number, level: number): number {
  return (dependence?.related?.classes ?? []).reduce((sum, { share, levels }) => sum + share * (levels[comparison]?.[level] ?? 0), 0);
}

/** How common each value of a form is: its factors on the likelihood of chance agreement, of the level's comparison. */
function frequencySql(model: TrainedModel, dictionary: string, [comparison, level, form]: Dictionary["common"][number]): string {
  const agree = agreeing(
    model,
    model.comparisons.findIndex(({ name }) => name === comparison),
    level,
  );
  const [strangers, relatives] = factorsOf(model, comparison, level);
  return `CREATE TABLE f_${strangers} AS WITH
    counted AS (SELECT ${form}, sum(records) AS n FROM d_${dictionary} WHERE ${form} IS NOT NULL GROUP BY ${form}),
    whole AS (SELECT sum(n) AS known, sum(n * (n - 1)) / (sum(n) * (sum(n) - 1)) AS chance FROM counted),
    kin AS (SELECT *, greatest(0, (${agree} - chance) / (1 - chance)) AS descent FROM whole),
    shares AS (SELECT *, greatest(n - 1, 1) / (known - 1) AS share FROM counted, kin)
    SELECT ${form}, share / chance AS ${strangers}, (descent + (1 - descent) * share) / (descent + (1 - descent) * chance) AS ${relatives} FROM shares`;
}

function dictionarySql(name: string, { column, steps, forms }: Dictionary): string {
  const cells = `(SELECT ${column} AS cell, count(*) AS records FROM raw WHERE ${column} IS NOT NULL GROUP BY ${column})`;
  const stepped = steps.reduce((from, step) => {
    const made = Object.entries(step).map(([form, expression]) => `${expression} AS ${form}`);
    return `(SELECT *, ${made.join(", ")} FROM ${from})`;
  }, cells);
  return `CREATE TABLE d_${name} AS SELECT cell, records, ${forms.join(", ")} FROM ${stepped}`;
}

/** Read, forms of different cells, and a row a record with all that is compared. */
export function prepareSql(file: string): string[] {
  const entries = Object.entries(dictionaries);
  const forms = entries.flatMap(([name, own]) => [`d_${name}.rowid AS ${name}_cell`, ...own.forms.map((form) => `d_${name}.${form}`)]);
  const joined = entries.map(([name, { column }]) => `LEFT JOIN d_${name} ON d_${name}.cell = raw.${column}`);
  return [
    ...formMacros,
    `CREATE TABLE raw AS SELECT * FROM read_csv('${file}', header = true, all_varchar = true)`,
    ...entries.map(([name, dictionary]) => dictionarySql(name, dictionary)),
    `CREATE TABLE r AS SELECT raw.rowid AS n, recordId AS id, digits(pin) AS pin, digits(oldIds) AS old, lower(sex) AS sex, householdId AS household,
      digits(phone) AS phone, ${forms.join(", ")} FROM raw ${joined.join(" ")}`,
  ];
}

/** How common the values are. */
export const frequenciesSql = (model: TrainedModel): string[] =>
  Object.entries(dictionaries).flatMap(([name, { common }]) => {
    const joins = common.map(([comparison, level, form]) => {
      const table = `f_${factorsOf(model, comparison, level)[0]}`;
      return `LEFT JOIN ${table} ON ${table}.${form} = d_${name}.${form}`;
    });
    const columns = common.flatMap(([comparison, level]) => factorsOf(model, comparison, level));
    return [
      ...common.map((one) => frequencySql(model, name, one)),
      `CREATE TABLE e_${name} AS SELECT d_${name}.rowid AS ${name}_cell, ${columns.join(", ")} FROM d_${name} ${joins.join(" ")}`,
    ];
  });

/** From a record to how common its values are. */
export const withFactors = (record: string): string =>
  Object.keys(dictionaries)
    .map((name) => `LEFT JOIN e_${name} ON e_${name}.${name}_cell = ${record}.${name}_cell`)
    .join(" ");
