import { isoDate } from "./dates.ts";
import type { CompiledForm, Form, Keeps } from "./form.ts";
import { LinkRefused } from "./refusal.ts";
import { wordByWord } from "./words.ts";

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

const ofBytes =
  (fits: (byte: number) => boolean): Keeps =>
  (bytes, from, until) => {
    for (let at = from; at < until; at += 1) if (!fits(bytes[at] as number)) return false;
    return true;
  };
const keeping = (form: (text: string) => string, keeps: Keeps): Form => Object.assign(form, { keeps });
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
/** ASCII but for blanks and capitals. */
const isPlain = (byte: number): boolean => byte > 0x20 && byte < 0x7f && !(byte >= 0x41 && byte <= 0x5a);

/** What any language has. */
const ownForms: Forms = {
  text: keeping((text) => text.normalize("NFC").toLowerCase().replaceAll(/\s+/gu, " ").trim(), ofBytes(isPlain)),
  digits: keeping((text) => text.replaceAll(/\D/g, ""), ofBytes(isDigit)),
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
export function compileForm(pipe: string, brought: Forms): CompiledForm {
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
  if (steps.length !== 1 || only === undefined) return (text) => steps.reduce((so, step) => (so === "" ? "" : step(so)), text);
  const { keeps, ofWord } = only;
  return Object.assign((text: string) => only(text), {
    ...(keeps === undefined ? {} : { keeps }),
    ...(ofWord === undefined ? {} : { compose: wordByWord(ofWord) }),
  });
}
