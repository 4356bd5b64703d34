import { type Locale, locales } from "@dinhdanh/kernel";

/** The language that a client prefers of those we speak (RFC 9110, section 12.5.4); Vietnamese when it does not say. */
export function languageOf(acceptLanguage: string | undefined): Locale {
  const wishes = (acceptLanguage ?? "").split(",", 20).map((wish) => {
    const [range = "", ...parameters] = wish.trim().toLowerCase().split(";");
    const weight = parameters.map((parameter) => /^\s*q=(\d(?:\.\d{1,3})?)\s*$/.exec(parameter)?.[1]).find((q) => q !== undefined);
    return { language: range.split("-")[0] ?? "", weight: Number(weight ?? 1) };
  });
  const weightOf = (locale: Locale) => wishes.find(({ language }) => language === locale)?.weight ?? 0;
  return locales.reduce((best, locale) => (weightOf(locale) > weightOf(best) ? locale : best), locales[0]);
}
