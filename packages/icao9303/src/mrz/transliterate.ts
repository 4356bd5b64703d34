import { failure, type Result, success } from "../result.ts";

/**
 * 9303-3 section 6 A, "Multinational Latin-based Characters", whose transliteration is not the base letter alone. Where the table leaves a choice (Ä "AE or
 * A", Ñ "N or NXX"), the first.
 */
const ligatures: Readonly<Record<string, string>> = {
  Ä: "AE",
  Å: "AA",
  Æ: "AE",
  Ð: "D",
  Ö: "OE",
  Ø: "OE",
  Ü: "UE",
  Þ: "TH",
  Đ: "D",
  Ħ: "H",
  ı: "I",
  Ĳ: "IJ",
  Ŀ: "L",
  Ł: "L",
  Ŋ: "N",
  Œ: "OE",
  Ŧ: "T",
  ẞ: "SS",
  ß: "SS",
};

/** The other letters of the table, which become their base letter. */
const accented = new Set("ÀÁÂÃÇÈÉÊËÌÍÎÏÑÒÓÔÕÙÚÛÝĀĂĄĆĈĊČĎĒĔĖĘĚĜĞĠĢĤĨĪĬĮİĴĶĹĻĽŃŅŇŌŎŐŔŖŘŚŜŞŠŢŤŨŪŬŮŰŲŴŶŸŹŻŽ");

/**
 * Marks of Vietnamese letters (grave, acute, circumflex, tilde, breve, hook above, horn, dot below). The table has no letters with two marks nor with a horn:
 * they become their base letters, as the ones with a single mark do.
 */
const vietnamese = /^[A-Z][\u0300-\u0303\u0306\u0309\u031b\u0323]{1,2}$/;

const apostrophes = /['’‘ʼ`´′]/;
/** become a separator: spaces, hyphens, commas (9303-3 4.6) */
const separators = /[\s\p{Pd},]/u;

export type NameFault = "character-outside-table" | "digit-in-name" | "no-letters";

/**
 * A name, or one of its identifiers, as components of A to Z (9303-3 4.6 and section 6 A). Any case, composed or decomposed. Apostrophes and other punctuation are
 * left out, hyphens, commas and spaces separate components. Letters outside the Latin table (Cyrillic, Arabic, other marks) and digits are refused; the
 * fault's `offset` counts UTF-16 units of the name in NFC.
 */
export function transliterate(name: string): Result<string[], NameFault> {
  const known = knownComponents(name);
  if (known !== undefined) return known;
  const latin = slowLatin(name.normalize("NFC"));
  if (!latin.ok) return latin;
  return found(latin.value.split(" ").filter((component) => component !== ""));
}

const found = (components: string[]) => (components.length === 0 ? failure("no-letters", 0, "name") : success(components));

/** What letters below U+2000 became before, by code: most names have no others. */
const latinByCode: (string | undefined)[] = Array.from({ length: 0x2000 }, () => undefined);

/** Undefined when there is a letter that was not met yet. No mark is ever kept, so such a text is in NFC already. */
function knownComponents(text: string): ReturnType<typeof found> | undefined {
  const components: string[] = [];
  let component = "";
  for (let i = 0; i < text.length; i += 1) {
    const latin = latinByCode[text.charCodeAt(i)];
    if (latin === undefined) return undefined;
    if (latin !== " ") component += latin;
    else if (component !== "") {
      components.push(component);
      component = "";
    }
  }
  if (component !== "") components.push(component);
  return found(components);
}

function slowLatin(text: string): Result<string, NameFault> {
  let out = "";
  let at = 0;
  for (const character of text) {
    const latin = latinOf(character);
    if (latin === undefined) return failure(/\p{Nd}/u.test(character) ? "digit-in-name" : "character-outside-table", at, "name");
    if (character < "\u2000") latinByCode[character.charCodeAt(0)] = latin;
    out += latin;
    at += character.length;
  }
  return success(out);
}

function latinOf(character: string): string | undefined {
  const upper = character.toUpperCase();
  if (/^[A-Z]$/.test(upper)) return upper;
  const ligature = ligatures[character] ?? ligatures[upper];
  if (ligature !== undefined) return ligature;
  const decomposed = upper.normalize("NFD");
  if (accented.has(upper) || vietnamese.test(decomposed)) return decomposed.charAt(0);
  if (separators.test(character)) return " ";
  return apostrophes.test(character) || /\p{P}/u.test(character) ? "" : undefined;
}
