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
import type { WrittenMrz } from "./td1.ts";

/** Of the second optional field of TD1 there is none. */
export type Td3Fields<Name> = Omit<MrzFields<Name>, "optional2">;

const width = 44;
const nameWidth = 39;

/**
 * The machine readable zone of a passport: two lines of 44 (9303-4 4.2.2). `optional1` is the personal number; without one its check digit is written `0`, which
 * 9303-4 4.2.2.2 leaves to the issuer beside `<`.
 */
export function writeTd3(fields: Td3Fields<MrzFields["name"]>): Result<WrittenMrz, MrzFault> {
  return attemptZone(() => {
    const { field, truncated } = writeNameField(nameComponents(fields.name), nameWidth);
    const first =
      coded(fields.documentCode, 2, patterns.td3Code, "document-code") +
      coded(fields.issuingState, 3, patterns.state, "issuing-state") +
      field;
    if (fields.documentNumber === "") throw new BadZone("document-number", 0, "document number");
    const number = withCheckDigit(padded(fields.documentNumber, 9, "document-number", "document-number-too-long"));
    const dates = [
      withCheckDigit(writtenDate(fields.birth, "birth")),
      fields.sex,
      withCheckDigit(writtenDate(fields.expiry, "expiry")),
    ] as const;
    const optional = withCheckDigit(padded(fields.optional1, 14, "optional-data", "optional-data-too-long"));
    const composite = checkDigit(number + dates[0] + dates[2] + optional);
    const second = number + coded(fields.nationality, 3, patterns.state, "nationality") + dates.join("") + optional + composite;
    return { lines: [first, second], truncated };
  });
}

/** Parses two lines of 44 characters, with or without a line end, and checks every check digit. */
export function parseTd3(text: string): Result<Td3Fields<NameComponents>, MrzFault> {
  return attemptZone(() => {
    const zone = new Zone(text, 2, width);
    const documentCode = zone.field(0, 2, patterns.td3Code, "document-code");
    const issuingState = zone.field(2, 3, patterns.state, "issuing-state");
    const name = zone.name(5, nameWidth);
    const documentNumber = zone.field(44, 9, /^[0-9A-Z]/, "document-number");
    zone.check(zone.slice(44, 9), 53, "check-digit-document-number");
    const nationality = zone.field(54, 3, patterns.state, "nationality");
    const birth = zone.date(57, "birth");
    const sex = zone.sex(64);
    const expiry = zone.date(65, "expiry");
    const optional1 = zone.field(72, 14, /^/, "optional-data");
    const isUnused = optional1 === "" && zone.slice(86, 1) === "<";
    if (!isUnused) zone.check(zone.slice(72, 14), 86, "check-digit-optional-data");
    zone.check(zone.slice(44, 10) + zone.slice(57, 7) + zone.slice(65, 22), 87, "check-digit-composite");
    return { documentCode, issuingState, documentNumber, birth, sex, expiry, nationality, optional1, name };
  });
}
