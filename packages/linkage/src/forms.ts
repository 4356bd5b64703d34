import { isoDate } from "./dates.ts";
import { LinkRefused } from "./refusal.ts";

/** A form of a text in which it is compared; an empty answer means that there is nothing to compare. */
export type Form = ((text: string) => string) & { keeps?: Keeps };
/** Whether a text is known to be in the form already, before a string is made of it. */
type Keeps = (units: Uint16Array, from: number, until: number) => boolean;
/** Forms by name, brought by who knows the language: `{ unaccented, … }`. */
export type Forms = Readonly<Record<string, Form>>;

/** Where forms come from: functions do not travel to threads, so that each thread loads the module (an address) and takes the forms by their name. */
export type FormsModule = { module: string; name: string };

export async function bringForms(from: FormsModule | undefined): Promise<Forms> {
  if (from === undefined) return {};
  const exported = (await import(from.module)) as Record<string, Forms | undefined>;
  const forms = exported[from.name];
  if (forms === undefined) throw new Error(`no ${from.name} in ${from.module}`);
  return forms;
}

const words = (text: string): string[] => text.split(/[\s,]+/u).filter((word) => word !== "");

const ofUnits =
  (fits: (unit: number) => boolean): Keeps =>
  (units, from, until) => {
    for (let at = from; at < until; at += 1) if (!fits(units[at] as number)) return false;
    return true;
  };
const keeping = (form: (text: string) => string, keeps: Keeps): Form => Object.assign(form, { keeps });
const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;
/** ASCII but for blanks and capitals. */
const isPlain = (unit: number): boolean => unit > 0x20 && unit < 0x7f && !(unit >= 0x41 && unit <= 0x5a);

/** What any language has. */
const ownForms: Forms = {
  text: keeping((text) => text.normalize("NFC").toLowerCase().replaceAll(/\s+/gu, " ").trim(), ofUnits(isPlain)),
  digits: keeping((text) => text.replaceAll(/\D/g, ""), ofUnits(isDigit)),
  letters: (text) => text.replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ""),
  date: isoDate,
  year: (text) => text.slice(0, 4),
  "full-date": (text) => (text.length === 10 ? text : ""),
  "first-word": (text) => words(text)[0] ?? "",
  "last-word": (text) => words(text).at(-1) ?? "",
  "without-first-word": (text) => words(text).slice(1).join(" "),
  "sorted-words": (text) => words(text).sort().join(" "),
};

/** The form that a pipe of names stands for. @throws {LinkRefused} unknown-form */
export function compileForm(pipe: string, brought: Forms): Form {
  const known = { ...ownForms, ...brought };
  const steps = pipe
    .split("|")
    .map((step) => step.trim())
    .filter((step) => step !== "")
    .map((step) => {
      const form = Object.hasOwn(known, step) ? known[step] : undefined;
      if (form === undefined) throw new LinkRefused("unknown-form", { form: step });
      return form;
    });
  const [only] = steps;
  return steps.length === 1 && only !== undefined ? only : (text) => steps.reduce((so, step) => (so === "" ? "" : step(so)), text);
}
