import type { TrainedModel } from "@dinhdanh/linkage";

/** The same columns in the forms that DuckDB has: unaccented small letters, ISO dates, digits. */
export const prepareSql = (file: string): string => {
  const bare = (column: string) => `lower(strip_accents(replace(replace(coalesce(${column}, ''), 'đ', 'd'), 'Đ', 'D')))`;
  const text = (column: string, name: string) => `nullif(${bare(column)}, '') AS ${name}`;
  const digits = (column: string, name: string) => `nullif(regexp_replace(coalesce(${column}, ''), '\\D', '', 'g'), '') AS ${name}`;
  return `CREATE TABLE r AS
    WITH raw AS (SELECT row_number() OVER () AS n, * FROM read_csv('${file}', header = true, all_varchar = true)),
    formed AS (SELECT n, recordId AS id, ${digits("pin", "pin")}, ${digits("oldIds", "old")}, ${text("fullName", "name")},
      CASE WHEN birthDate LIKE '__/__/____' THEN substr(birthDate, 7, 4) || '-' || substr(birthDate, 4, 2) || '-' || substr(birthDate, 1, 2)
        ELSE birthDate END AS born,
      sex, permanentUnit AS unit, ${text("address", "address")}, householdId AS household, ${text("fatherName", "father")},
      ${text("motherName", "mother")}, ${text("origin", "origin")}, phone FROM raw)
    SELECT *, split_part(name, ' ', 1) AS surname, array_to_string(list_sort(split(name, ' ')), ' ') AS sorted, split_part(name, ' ', -1) AS given, substr(name, strpos(name, ' ') + 1) AS personal,
      substr(born, 1, 4) AS year, CASE WHEN length(born) = 10 THEN born END AS full_date FROM formed`;
};

/** The rules of the model; the pooled numbers as two. */
const blockingRules: readonly string[] = [
  "a.pin = b.pin",
  "a.old = b.old",
  "a.pin = b.old",
  "a.sorted = b.sorted AND a.year = b.year",
  "a.full_date = b.full_date AND a.given = b.given",
  "a.household = b.household",
  "a.father = b.father AND a.mother = b.mother",
  "a.phone = b.phone",
  "a.name = b.name AND a.unit = b.unit",
  "a.full_date = b.full_date AND a.unit = b.unit",
];

export const candidatesSql = `CREATE TABLE c AS ${blockingRules
  .map((rule) => `SELECT least(a.n, b.n) AS a, greatest(a.n, b.n) AS b FROM r a JOIN r b ON ${rule} AND a.n <> b.n`)
  .join(" UNION ")}`;

const joined = "FROM c JOIN r x ON x.n = c.a JOIN r y ON y.n = c.b";
const similar = (column: string) => `jaro_winkler_similarity(x.${column}, y.${column})`;

/** As many Jaro-Winkler comparisons as the model has, and nothing else. */
export const similaritySql = `CREATE TABLE j AS SELECT ${["personal", "address", "father", "mother", "origin"]
  .map((column) => `${similar(column)} AS ${column}`)
  .join(", ")} ${joined}`;

/** Levels in the order of the model's, as conditions; the last is else. */
const levels: Readonly<Record<string, { known: string; when: readonly string[] }>> = {
  number: {
    known: "coalesce(x.pin, x.old) IS NOT NULL AND coalesce(y.pin, y.old) IS NOT NULL",
    when: [
      "x.pin = y.pin OR x.old = y.old OR x.pin = y.old OR x.old = y.pin",
      "levenshtein(x.pin, y.pin) <= 1 OR levenshtein(x.old, y.old) <= 1",
      "x.pin IS NULL OR y.pin IS NULL",
    ],
  },
  "personal name": {
    known: "x.personal IS NOT NULL AND y.personal IS NOT NULL",
    when: [
      "x.personal = y.personal",
      "false",
      "false",
      "x.sorted = y.sorted",
      "false",
      `${similar("personal")} >= 0.92`,
      "x.given = y.given",
    ],
  },
  surname: { known: "x.surname IS NOT NULL AND y.surname IS NOT NULL", when: ["x.surname = y.surname", "false", "x.sorted = y.sorted"] },
  "birth date": {
    known: "x.born IS NOT NULL AND y.born IS NOT NULL",
    when: [
      "x.full_date = y.full_date",
      "x.year = y.year AND substr(x.born, 6, 2) = substr(y.born, 9, 2) AND substr(x.born, 9, 2) = substr(y.born, 6, 2)",
      "length(x.born) <> length(y.born) AND (starts_with(x.born, y.born) OR starts_with(y.born, x.born))",
      "(x.year = y.year)::INT + (substr(x.born, 6, 2) = substr(y.born, 6, 2))::INT + (substr(x.born, 9, 2) = substr(y.born, 9, 2))::INT = 2",
      "x.year = y.year",
    ],
  },
  sex: { known: "x.sex IS NOT NULL AND y.sex IS NOT NULL", when: ["x.sex = y.sex"] },
  unit: { known: "x.unit IS NOT NULL AND y.unit IS NOT NULL", when: ["x.unit = y.unit"] },
  address: { known: "x.address IS NOT NULL AND y.address IS NOT NULL", when: ["x.address = y.address", `${similar("address")} >= 0.9`] },
  household: { known: "x.household IS NOT NULL AND y.household IS NOT NULL", when: ["x.household = y.household"] },
  father: { known: "x.father IS NOT NULL AND y.father IS NOT NULL", when: ["x.father = y.father", "false", `${similar("father")} >= 0.9`] },
  mother: { known: "x.mother IS NOT NULL AND y.mother IS NOT NULL", when: ["x.mother = y.mother", "false", `${similar("mother")} >= 0.9`] },
  origin: { known: "x.origin IS NOT NULL AND y.origin IS NOT NULL", when: ["x.origin = y.origin", `${similar("origin")} >= 0.9`] },
  phone: { known: "x.phone IS NOT NULL AND y.phone IS NOT NULL", when: ["x.phone = y.phone", "levenshtein(x.phone, y.phone) <= 1"] },
};

/** Weights of m and u that our training found, summed and written: no training, no frequencies, no dependence, no clusters. */
export function scoringSql(model: TrainedModel, out: string): string {
  const weights = model.comparisons.map(({ name, levels: own }) => {
    const { known, when } = levels[name] ?? { known: "false", when: [] };
    const weightOf = (index: number) => Math.log2((own[index]?.m ?? 1) / (own[index]?.u ?? 1)).toFixed(4);
    return `CASE WHEN NOT (${known}) THEN 0 ${when.map((condition, index) => `WHEN ${condition} THEN ${weightOf(index)}`).join(" ")} ELSE ${weightOf(own.length - 1)} END`;
  });
  const prior = Math.log2(model.prior / (1 - model.prior)).toFixed(4);
  return `COPY (SELECT * FROM (SELECT x.id AS id_a, y.id AS id_b, ${prior} + ${weights.join(" + ")} AS weight ${joined}) WHERE weight >= -6.6 ORDER BY weight DESC) TO '${out}' (HEADER)`;
}
