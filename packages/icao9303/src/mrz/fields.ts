import { failure, type Fault, type Result } from "../result.ts";
import { checkDigit } from "./check-digit.ts";
import { type MrzDate, readMrzDate, writeMrzDate } from "./date.ts";
import { type NameComponents, readNameField } from "./name-field.ts";
import { type NameFault, transliterate } from "./transliterate.ts";

export type Sex = "M" | "F" | "<";

/** As in the visual zone: any letters; `secondary` is empty for people with one name only. */
export type HolderName = { primary: string; secondary: string };

/** What a machine readable zone says. Codes and numbers in A-Z and 0-9. */
export type MrzFields<Name = HolderName> = {
  /** one or two characters, `I`, `ID`, `P` */
  documentCode: string;
  /** three-letter code, shorter for some organisations (`D`) */
  issuingState: string;
  documentNumber: string;
  birth: MrzDate;
  sex: Sex;
  /** all parts, or none where a document says so */
  expiry: MrzDate;
  nationality: string;
  /** TD1: line 1; TD3: personal number */
  optional1: string;
  /** TD1: line 2 */
  optional2: string;
  name: Name;
};

export type MrzFault =
  | NameFault
  | "mrz-length"
  | "mrz-character"
  | "document-code"
  | "issuing-state"
  | "document-number"
  | "document-number-too-long"
  | "birth"
  | "sex"
  | "expiry"
  | "nationality"
  | "optional-data"
  | "optional-data-too-long"
  | "name-format"
  | `check-digit-${"document-number" | "birth" | "expiry" | "optional-data" | "composite"}`;

/** How the writers and parsers leave a zone that is wrong; stays within this folder. */
export class BadZone extends Error {
  readonly fault: Fault<MrzFault>;
  constructor(code: MrzFault, offset: number, what: string) {
    super(`${what}: ${code}`);
    this.fault = { code, offset, what };
  }
}

export function attemptZone<T>(work: () => T): Result<T, MrzFault> {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    if (error instanceof BadZone) return failure(error.fault.code, error.fault.offset, error.fault.what);
    throw error;
  }
}

const zoneText = /^[0-9A-Z<]*$/;

/** Characters of a field, filled with `<`; spaces and hyphens inside become `<` (9303-4 4.2.2.2). */
export function padded(text: string, width: number, code: MrzFault, tooLong: MrzFault = code): string {
  const isReady = zoneText.test(text);
  const field = isReady ? text : text.replace(/[ -]/g, "<");
  if (!isReady && !zoneText.test(field)) throw new BadZone(code, 0, code);
  if (field.length > width) throw new BadZone(tooLong, width, code);
  return field.padEnd(width, "<");
}

/** A field whose content must match, which then fits; the readers use the same patterns. */
export function coded(text: string, width: number, pattern: RegExp, code: MrzFault): string {
  if (!pattern.test(text)) throw new BadZone(code, 0, code);
  return text.padEnd(width, "<");
}

export const patterns = { td1Code: /^[ACI][0-9A-Z]?$/, td3Code: /^P[0-9A-Z]?$/, state: /^[A-Z]{1,3}$/ } as const;

export const withCheckDigit = (field: string): string => field + checkDigit(field);

/** A date of a zone that is written. */
export function writtenDate(date: MrzDate, code: "birth" | "expiry"): string {
  const text = writeMrzDate(date);
  if (text === undefined || (code === "expiry" && !isWholeOrNone(text))) throw new BadZone(code, 0, code);
  return text;
}

const isWholeOrNone = (date: string) => date === "<<<<<<" || !date.includes("<");

export function nameComponents({ primary, secondary }: HolderName): NameComponents {
  const read = (identifier: string, what: string) => {
    const result = transliterate(identifier);
    if (!result.ok) throw new BadZone(result.fault.code, result.fault.offset, what);
    return result.value;
  };
  return {
    primary: read(primary, "primary identifier"),
    secondary: secondary.trim() === "" ? [] : read(secondary, "secondary identifier"),
  };
}

/** A zone that is read: fields by position, faults with their place in the whole zone (lines joined without line ends). */
export class Zone {
  readonly text: string;

  constructor(text: string, lines: number, width: number) {
    const found = text.trim().split(/\s*\n\s*/);
    const joined = found.join("");
    if (joined.length !== lines * width || (found.length > 1 && found.some((line) => line.length !== width))) {
      throw new BadZone("mrz-length", Math.min(joined.length, lines * width), "MRZ");
    }
    const wrong = /[^0-9A-Z<]/.exec(joined);
    if (wrong !== null) throw new BadZone("mrz-character", wrong.index, "MRZ");
    this.text = joined;
  }

  /** `from` counts from 0, over all lines. */
  slice(from: number, length: number): string {
    return this.text.slice(from, from + length);
  }

  /** A field without the fillers at its end. */
  field(from: number, length: number, pattern: RegExp, code: MrzFault): string {
    const value = this.slice(from, length).replace(/<+$/, "");
    if (!pattern.test(value)) throw new BadZone(code, from, code);
    return value;
  }

  date(from: number, code: "birth" | "expiry"): MrzDate {
    const text = this.slice(from, 6);
    const date = readMrzDate(text);
    if (date === undefined || (code === "expiry" && !isWholeOrNone(text))) throw new BadZone(code, from, code);
    this.check(text, from + 6, `check-digit-${code}`);
    return date;
  }

  sex(at: number): Sex {
    const sex = this.slice(at, 1);
    if (sex !== "M" && sex !== "F" && sex !== "<") throw new BadZone("sex", at, "sex");
    return sex;
  }

  name(from: number, width: number): NameComponents {
    const name = readNameField(this.slice(from, width));
    if (name === undefined) throw new BadZone("name-format", from, "name");
    return name;
  }

  /** The check digit over `covered` must stand at `at`. */
  check(covered: string, at: number, code: MrzFault): void {
    if (this.slice(at, 1) !== checkDigit(covered)) throw new BadZone(code, at, code);
  }
}
