import { type Locale, locales, type Text } from "@dinhdanh/kernel";

/** `detail` says what to do next. */
export type ProblemEntry = { status: number; title: Text; detail: Text };

/** What is wrong and what to do next are the two halves of a refusal's words. */
export function problemOf(status: number, words: Text): ProblemEntry {
  const half = (locale: Locale, index: 0 | 1) => {
    const text = words[locale].split(": ")[index] ?? "";
    return index === 0 ? text : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  };
  const text = (index: 0 | 1) => Object.fromEntries(locales.map((locale) => [locale, half(locale, index)])) as ProblemEntry["title"];
  return { status, title: text(0), detail: text(1) };
}
