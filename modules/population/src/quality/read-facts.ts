import { dayNumber } from "@dinhdanh/kernel/contract";
import type { Sex } from "../facts.ts";

/** Decree 137/2015 art. 13: the fourth digit holds century and sex. */
export const sexOfNumber = (pin: string): Sex => (Number(pin[3]) % 2 === 0 ? "male" : "female");

/** Decree 137/2015 art. 13: the fourth digit holds century and sex, the fifth and sixth the birth year. NaN for no number. */
export const yearOfNumber = (pin: string): number => 1900 + Math.floor(Number(pin[3]) / 2) * 100 + Number(pin.slice(4, 6));

/** The first day that a date known to its year, month or day may mean. */
export const firstDayOf = (date: string): number => dayNumber(`${date}-01-01`.slice(0, 10));
