/** A form of a text in which it is compared; an empty answer means that there is nothing to compare. */
export type Form = ((text: string) => string) & { keeps?: Keeps; ofWord?: OfWord };
/** The same, in one thread. */
export type CompiledForm = ((text: string) => string) & { keeps?: Keeps; compose?: Compose };

/** Whether a text is known to be in the form already, before a string is made of it. */
export type Keeps = (bytes: Uint8Array, from: number, until: number) => boolean;

/**
 * What a word becomes in a form, wherever it stands: a text whose words, between single blanks, all have an answer becomes these between single blanks. undefined where
 * only the whole text tells; an answer is not empty.
 */
export type OfWord = (word: string) => string | undefined;

/** A text in a form, as UTF-8, made without a string; undefined where the whole text is to be looked at. What is answered is the next one's a moment later. */
export type Compose = (bytes: Uint8Array, from: number, until: number) => Composed | undefined;
export type Composed = { bytes: Uint8Array; length: number };
