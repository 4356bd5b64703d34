/** What a bench prints: plain lines, one figure each, in columns. */

export const say = (text: string): void => console.log(text);

export const heading = (name: string, what: string): void => say(`\n${name}: ${what}`);

const amount = (value: number): string => {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
};

const row = (label: string, value: number, unit: string): string => `  ${label.padEnd(46)} ${amount(value).padStart(9)} ${unit.padEnd(6)}`;

export const count = (n: number): string => n.toLocaleString("en-US");

export const seconds = (ms: number): string => `${amount(ms / 1000)} s`;

/** A figure that was measured. */
export const measured = (label: string, value: number, unit: string, note = ""): void =>
  say(`${row(label, value, unit)} ${note}`.trimEnd());

/** A figure that has a budget: no more than `most`. */
export function judged(label: string, value: number, unit: string, most: number): void {
  say(`${row(label, value, unit)} budget ≤ ${count(most)} ${unit.trim()}: ${value <= most ? "met" : "missed"}`);
}
