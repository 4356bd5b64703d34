import type { Commonness, CommonnessOf } from "./compare.ts";
import type { Loaded } from "./load.ts";
import { Lexicon } from "./lexicon.ts";
import type { Model } from "./model.ts";
import { type FormData, formKey, type FormValues, type Store } from "./store.ts";

type Frequencies = NonNullable<Model["frequencies"]>;

/** A value that fewer records have tells who is meant: it does not go into a model. */
const leastRecords = 10;
const mostValues = 1000;

/** How common values are in these records, for a model that scores without them. */
export function frequenciesOf(model: Model, { store, values }: Loaded): Frequencies {
  return model.comparisons.flatMap((comparison) =>
    comparison.frequencies !== true
      ? []
      : comparison.levels.flatMap((level, index) => {
          const key = level.when === "same" ? formKey(level.field ?? comparison.field, level.form) : "";
          const texts = values.get(key);
          return texts === undefined
            ? []
            : [{ comparison: comparison.name, level: index, ...sharesOf(store.forms[key] as FormData, texts) }];
        }),
  );
}

function sharesOf({ counts }: FormData, texts: Lexicon): Omit<Frequencies[number], "comparison" | "level"> {
  const common: number[] = [];
  let [known, agreeing] = [0, 0];
  for (let code = 1; code < counts.length; code += 1) {
    const count = counts[code] as number;
    known += count;
    agreeing += count * (count - 1);
    if (count >= leastRecords) common.push(code);
  }
  const named = common.sort((a, b) => (counts[b] as number) - (counts[a] as number)).slice(0, mostValues);
  const chanceOf = (count: number) => Math.max(count - 1, 1) / Math.max(known - 1, 1);
  const isNamed = new Uint8Array(counts.length);
  for (const code of named) isNamed[code] = 1;
  let [rare, rarely] = [0, 0];
  for (let code = 1; code < counts.length; code += 1) {
    if (isNamed[code] === 1) continue;
    const count = counts[code] as number;
    rare += count;
    if (count > 0) rarely += count * chanceOf(count);
  }
  return {
    chance: rounded(agreeing / Math.max(known * (known - 1), 1)),
    other: rounded(rare === 0 ? chanceOf(1) : rarely / rare),
    values: Object.fromEntries(named.map((code) => [texts.text(code), rounded(chanceOf(counts[code] as number))])),
  };
}

const rounded = (share: number): number => Number(share.toPrecision(4));

/** Frequencies as a model has them, for a few records that have none of their own. */
export function commonnessFrom(frequencies: Frequencies): (values: FormValues) => CommonnessOf {
  const byPlace = new Map(
    frequencies.map((one) => [`${one.comparison}|${one.level}`, { ...one, values: new Map(Object.entries(one.values)) }]),
  );
  return (values) =>
    (level, comparison, { rows, width, forms }: Store, index): Commonness | undefined => {
      const known = byPlace.get(`${comparison.name}|${index}`);
      if (known === undefined || level.when !== "same") return undefined;
      const key = formKey(level.field ?? comparison.field, level.form);
      const { slot } = forms[key] as FormData;
      const texts = values.get(key) ?? new Lexicon();
      return {
        chance: known.chance,
        least: 0,
        shareOf: (record) => known.values.get(texts.text(rows[record * width + slot] as number)) ?? known.other,
      };
    };
}
