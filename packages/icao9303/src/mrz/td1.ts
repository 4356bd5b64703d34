import type { Result } from "../result.ts";
import { checkDigit } from "./check-digit.ts";
import {
  attemptZone,
  BadZone,
  coded,
  type MrzFault,
  type MrzFields,
  nameComponents,
  padded,
  patterns,
  withCheckDigit,
  writtenDate,
  Zone,
} from "./fields.ts";
import { type NameComponents, writeNameField } from "./name-field.ts";

const width = 30;

/**
 * What an issuing state does with the optional data of line 1 (positions 16 to 30), which 9303-5 4.2.2.1 leaves to it. `checked`: position 30 is a check digit
 * over positions 16 to 29 (Viet Nam, on its identity cards).
 */
export type Td1Layout = "icao" | "checked";

/** `lines`: three of 30 characters. `truncated`: the name did not fit. */
export type WrittenMrz = { lines: string[]; truncated: boolean };

/**
 * The machine readable zone of a TD1 card (9303-5 4.2.2). A document number of more than 9 characters continues in the optional data (note j), in the layout
 * `icao` only. `expiry` takes what the issuer says where a card does not expire: `{ year: 99, month: 12, day: 31 }`, or nothing at all.
 */
export function writeTd1(fields: MrzFields, layout: Td1Layout = "icao"): Result<WrittenMrz, MrzFault> {
  return attemptZone(() => {
    const first =
      coded(fields.documentCode, 2, patterns.td1Code, "document-code") +
      coded(fields.issuingState, 3, patterns.state, "issuing-state") +
      numberAndOptional(fields, layout);
    const birth = withCheckDigit(writtenDate(fields.birth, "birth"));
    const expiry = withCheckDigit(writtenDate(fields.expiry, "expiry"));
    const optional = padded(fields.optional2, 11, "optional-data", "optional-data-too-long");
    const composite = checkDigit(first.slice(5), birth, expiry, optional);
    const second = birth + fields.sex + expiry + coded(fields.nationality, 3, patterns.state, "nationality") + optional + composite;
    const { field, truncated } = writeNameField(nameComponents(fields.name), width);
    return { lines: [first, second, field], truncated };
  });
}

function numberAndOptional({ documentNumber, optional1 }: MrzFields, layout: Td1Layout): string {
  const number = documentNumber.replace(/[ -]/g, "<");
  if (!/^[0-9A-Z][0-9A-Z<]*$/.test(number)) throw new BadZone("document-number", 0, "document number");
  if (number.length <= 9) {
    const field = withCheckDigit(number.padEnd(9, "<"));
    if (layout === "icao") return field + padded(optional1, 15, "optional-data", "optional-data-too-long");
    return field + withCheckDigit(padded(optional1, 14, "optional-data", "optional-data-too-long"));
  }
  // its last character stands in position 28 at most; a check digit and a filler follow (9303-5 4.2.4)
  if (layout !== "icao" || number.length > 22 || number.includes("<")) {
    throw new BadZone("document-number-too-long", layout === "icao" ? 22 : 9, "document number");
  }
  const rest = `${number.slice(9)}${checkDigit(number)}<`;
  return `${number.slice(0, 9)}<${rest}${padded(optional1, 15 - rest.length, "optional-data", "optional-data-too-long")}`;
}

/**
 * Parses three lines of 30 characters, with or without line ends, and checks every check digit. Names come as components, as far as the field holds them: a last
 * character that is a letter means that the name may have been truncated.
 */
export function parseTd1(text: string, layout: Td1Layout = "icao"): Result<MrzFields<NameComponents>, MrzFault> {
  return attemptZone(() => {
    const zone = new Zone(text, 3, width);
    const documentCode = zone.field(0, 2, patterns.td1Code, "document-code");
    const issuingState = zone.field(2, 3, patterns.state, "issuing-state");
    const { documentNumber, optional1 } = readNumber(zone, layout);
    const birth = zone.date(30, "birth");
    const sex = zone.sex(37);
    const expiry = zone.date(38, "expiry");
    const nationality = zone.field(45, 3, patterns.state, "nationality");
    const optional2 = zone.field(48, 11, /^/, "optional-data");
    zone.check(zone.slice(5, 25) + zone.slice(30, 7) + zone.slice(38, 7) + zone.slice(48, 11), 59, "check-digit-composite");
    const name = zone.name(60, width);
    return { documentCode, issuingState, documentNumber, birth, sex, expiry, nationality, optional1, optional2, name };
  });
}

function readNumber(zone: Zone, layout: Td1Layout): { documentNumber: string; optional1: string } {
  const principal = zone.slice(5, 9);
  const optional = zone.slice(15, 15);
  const isLong = zone.slice(14, 1) === "<" && !principal.includes("<");
  if (!isLong || layout === "checked") {
    const documentNumber = zone.field(5, 9, /^[0-9A-Z]/, "document-number");
    zone.check(principal, 14, "check-digit-document-number");
    if (layout === "checked") zone.check(optional.slice(0, 14), 29, "check-digit-optional-data");
    return { documentNumber, optional1: optional.slice(0, layout === "checked" ? 14 : 15).replace(/<+$/, "") };
  }
  const end = optional.indexOf("<");
  if (end < 2) throw new BadZone("document-number", 15, "document number");
  const documentNumber = principal + optional.slice(0, end - 1);
  zone.check(documentNumber, 15 + end - 1, "check-digit-document-number");
  return { documentNumber, optional1: optional.slice(end + 1).replace(/<+$/, "") };
}
