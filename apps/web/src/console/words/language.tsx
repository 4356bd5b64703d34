import type { Locale, Text } from "@dinhdanh/kernel/contract";
import { createContext, Fragment, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { fill, pieces, type Values } from "./fill.ts";
import { formatDay, formatNearDay, formatNumber, formatPercent, formatSize, formatTime } from "./format.ts";
import { type Word, words } from "./words.ts";

const key = "dinhdanh-language";

export type Language = {
  locale: Locale;
  setLocale: (locale: Locale) => void;
  /** a word of the dictionary; numbers among the values are written in the language's way */
  t: (word: Word, values?: Values) => string;
  /** the same with elements in the holes; `counts` chooses between one and many */
  rich: (word: Word, holes: Record<string, ReactNode>, counts?: Values) => ReactNode;
  /** a text that a contract carries */
  say: (text: Text) => string;
  number: (n: number) => string;
  percent: (ratio: number) => string;
  day: (date: string) => string;
  nearDay: (date: string, near: string) => string;
  time: (iso: string) => string;
  size: (bytes: number) => string;
};

function languageFor(locale: Locale, setLocale: (locale: Locale) => void): Language {
  const number = (n: number) => formatNumber(n, locale);
  return {
    locale,
    setLocale,
    t: (word, values = {}) => fill(words[word][locale], values, number),
    rich: (word, holes, counts = {}) =>
      pieces(words[word][locale], counts).map((piece, index) => (
        <Fragment key={index}>{"text" in piece ? piece.text : holes[piece.hole]}</Fragment>
      )),
    say: (text) => text[locale],
    number,
    percent: (ratio) => formatPercent(ratio, locale),
    day: (date) => formatDay(date, locale),
    nearDay: (date, near) => formatNearDay(date, near, locale),
    time: (iso) => formatTime(iso, locale),
    size: (bytes) => formatSize(bytes, locale),
  };
}

const Context = createContext<Language>(languageFor("vi", () => undefined));

const kept = (): Locale => (localStorage.getItem(key) === "en" ? "en" : "vi");

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [locale, setLocale] = useState(kept);
  useEffect(() => {
    document.documentElement.lang = locale;
    localStorage.setItem(key, locale);
  }, [locale]);
  const language = useMemo(() => languageFor(locale, setLocale), [locale]);
  return <Context value={language}>{children}</Context>;
}

export const useLanguage = (): Language => useContext(Context);
