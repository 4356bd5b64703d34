import type { StepContent, StepKey } from "@dinhdanh/dossiers";
import { calendarDay, dayOf, type Locale } from "@dinhdanh/kernel";
import type { SlipData } from "./slip-data.ts";
import { slipWords } from "./words.ts";

type Word = keyof typeof slipWords;

/** Words of one language; `{name}` is replaced by the value of that name. */
export const sayIn =
  (locale: Locale) =>
  (word: Word, values: Record<string, string> = {}): string =>
    slipWords[word][locale].replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");

/** `2023-04-22` → `22/4/2023`; as much as is known of a birth date. */
export const sayDay = (day: string): string =>
  day
    .split("-")
    .toReversed()
    .map((part) => String(Number(part)))
    .join("/");

const clock = new Intl.DateTimeFormat("vi-VN", { timeZone: "Asia/Ho_Chi_Minh", hour: "2-digit", minute: "2-digit" });

/** `2023-04-22T01:05:00Z` → `8:05 22/4/2023`, by the clock of Vietnam. */
export const sayMoment = (instant: string): string => {
  const ms = Date.parse(instant);
  return `${clock.format(ms)} ${sayDay(dayOf(calendarDay(ms)))}`;
};

export const sayPin = (pin: string): string => pin.replaceAll(/(\d{3})(?=\d)/g, "$1 ");

export const sayAmount = (amount: number, locale: Locale): string =>
  String(amount).replaceAll(/\B(?=(\d{3})+$)/g, locale === "vi" ? "." : ",");

/** What was saved of a step; its schema checked it then. */
export const savedOf = <Key extends StepKey>({ dossier }: SlipData, key: Key): StepContent<Key> | undefined =>
  dossier.steps.find(({ step }) => step === key)?.content as StepContent<Key> | undefined;
