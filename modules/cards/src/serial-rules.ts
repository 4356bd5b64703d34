/**
 * Serial of a blank, ours: two capital letters of the series, eight digits, and a check digit over the digits (Luhn, ISO/IEC 7812-1 annex B).
 * It is laser-engraved by the supplier and says nothing about the person.
 */
export const serialPattern = /^[A-Z]{2}\d{9}$/;

/** Most blanks of one delivery. */
export const largestRange = 1_000_000;

export const makeSerial = (series: string, number: number): string => {
  const digits = String(number).padStart(8, "0");
  return `${series}${digits}${luhn(digits)}`;
};

/** @returns undefined when the text is no serial, or its check digit is wrong */
export function readSerial(text: string): { series: string; number: number } | undefined {
  if (!serialPattern.test(text)) return undefined;
  const digits = text.slice(2, 10);
  return luhn(digits) === Number(text[10]) ? { series: text.slice(0, 2), number: Number(digits) } : undefined;
}

export type RangeRefusal = "serial-malformed" | "range-order" | "range-too-large";

/** All serials from the first to the last, both included; or why they are no range. */
export function serialRange(first: string, last: string): { serials: string[] } | { refused: RangeRefusal } {
  const from = readSerial(first);
  const to = readSerial(last);
  if (from === undefined || to === undefined) return { refused: "serial-malformed" };
  if (from.series !== to.series || from.number > to.number) return { refused: "range-order" };
  if (to.number - from.number >= largestRange) return { refused: "range-too-large" };
  return { serials: Array.from({ length: to.number - from.number + 1 }, (_, index) => makeSerial(from.series, from.number + index)) };
}

function luhn(digits: string): number {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return (10 - (sum % 10)) % 10;
}
