import type { Lexicon } from "./lexicon.ts";
import { type Model, rulePart } from "./model.ts";
import { isSeveral } from "./part.ts";
import { marksBeside } from "./similarity.ts";

/** Rows of numbers side by side: `rows[row * width + slot]`. */
export type Rows = { rows: Uint32Array; width: number };
/** A field of several values a record: a row for each value. Those of a record run from what its own row has at `slot` until what it has beside it. */
export type ListData = Rows & { slot: number };
/**
 * A field in a form. Codes run from 1, 0 is nothing; `counts[code]` says how many records have it. The code stands at `slot` in the record's row,
 * or in the row of a value. Where texts are compared, it is followed by what tells of the text in `units` (`similarity.ts`).
 */
export type FormData = { slot: number; counts: Uint32Array; units?: Uint16Array; dates?: Int32Array };
/**
 * All records, in memory that threads share. What comparing and blocking look at of a record lies side by side in its row: comparing two records looks
 * at two places of memory and not at two of every column, which doubles the speed at a million records. Keys of `forms`: `field|form`.
 */
export type Store = Rows & {
  size: number;
  /** records of the first file when two are joined: pairs are then taken across; 0 in one file */
  split: number;
  lists: Record<string, ListData>;
  forms: Record<string, FormData>;
  /** where the keys of each blocking rule stand in a record's row: `blocking.ts` */
  keySlots: number[];
};

/** Texts of codes, by `field|form`, where frequencies count. */
export type FormValues = ReadonlyMap<string, Lexicon>;
export type Needed = { field: string; form: string; texts: boolean; dates: boolean; values: boolean };

/** Key of a field in a form. */
export const formKey = (field: string, form: string | undefined): string => `${field}|${form ?? ""}`;

const dateLevels = new Set(["swapped-day-month", "partial-date", "one-part-differs", "same-year"]);

/** Every field and form that comparisons and rules look at. */
export function neededForms(model: Model): Needed[] {
  const needed = new Map<string, Needed>();
  const need = (field: string, form: string, what: "texts" | "dates" | "values" | "codes") => {
    const key = formKey(field, form);
    const entry = needed.get(key) ?? { field, form, texts: false, dates: false, values: false };
    needed.set(key, what === "codes" ? entry : { ...entry, [what]: true });
  };
  for (const { field, levels, frequencies } of model.comparisons) {
    need(field, "", "codes");
    for (const level of levels) {
      if (level.when === "same") need(level.field ?? field, level.form ?? "", frequencies === true ? "values" : "codes");
      if (level.when === "similar" || level.when === "edits") need(level.field ?? field, level.form ?? "", "texts");
      if (level.when === "other-length") need(field, "", "texts");
      if (dateLevels.has(level.when)) need(field, "", "dates");
    }
  }
  for (const { on } of model.blocking) {
    for (const part of on) {
      const { field, form } = rulePart(part);
      need(field, form, "codes");
    }
  }
  return [...needed.values()];
}

export type Layout = {
  width: number;
  /** of forms, by their key: in a record's row, or in the row of a value */
  slots: Map<string, number>;
  /** of fields of several values: where the record's row has them, and how wide theirs are */
  lists: Map<string, { slot: number; width: number }>;
  keySlots: number[];
};

/** What stands where in a record's row and in the rows of lists. */
export function layOut({ blocking, fields }: Model, needed: readonly Needed[]): Layout {
  const layout: Layout = { width: 0, slots: new Map(), lists: new Map(), keySlots: [] };
  const isList = (field: string) => isSeveral(fields[field] as Model["fields"][string]);
  for (const { field, form, texts } of needed) {
    const columns = texts ? 1 + marksBeside : 1;
    const list = isList(field) ? (layout.lists.get(field) ?? { slot: 0, width: 0 }) : layout;
    layout.slots.set(formKey(field, form), list.width);
    list.width += columns;
    if (list !== layout) layout.lists.set(field, list as { slot: number; width: number });
  }
  for (const list of layout.lists.values()) {
    list.slot = layout.width;
    layout.width += 2;
  }
  for (const { on } of blocking) {
    layout.keySlots.push(layout.width);
    layout.width += on.some((part) => isList(rulePart(part).field)) ? 2 : 1;
  }
  return layout;
}
