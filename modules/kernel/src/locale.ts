/** Languages of screens, messages and documents. Vietnamese is the official one. */
export const locales = ["vi", "en"] as const;
export type Locale = (typeof locales)[number];
/** A text in every language that we speak. */
export type Text = Record<Locale, string>;
