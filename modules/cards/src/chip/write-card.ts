import {
  currentVersion,
  type MrzDate,
  type NameFault,
  type Signer,
  sodWriter,
  writeDg1,
  writeDg13,
  writeDg15,
  writeDg2,
  writeEfCom,
  writeTd1,
} from "@dinhdanh/icao9303";
import { accept, type Outcome, refuse } from "@dinhdanh/kernel";
import { type CardData, printedData, qrOf, shownDate } from "../card-data-rules.ts";
import type { PersonalisedCard } from "../machine-file.ts";
import type { Portrait } from "../portrait-rules.ts";

export type CardToWrite = {
  data: CardData;
  portrait: Portrait;
  /** of the chip's active authentication: SubjectPublicKeyInfo, DER */
  chipKey: Uint8Array;
};

/** DG3, the fingerprints, is written under access control and is not part of what a reader checks. */
const comFile = writeEfCom({ ...currentVersion, groups: [1, 2, 13, 15] });

/**
 * Prepares writing the files of cards for one signer: EF.COM, DG1, DG2, DG13, DG15 and EF.SOD over them. Refused for a name that the MRZ
 * cannot hold.
 */
export function cardWriter(signer: Signer): (card: CardToWrite, signedAt: Date) => Promise<Outcome<PersonalisedCard, NameFault>> {
  // with the versions signed, EF.COM cannot be altered unnoticed (Doc 9303-10 4.6.2)
  const sign = sodWriter(signer, currentVersion);
  return async ({ data, portrait, chipKey }, signedAt) => {
    const mrz = mrzOf(data);
    if (!mrz.ok) return mrz;
    const dg1 = writeDg1(mrz.value);
    const dg2 = faceFile(data, portrait);
    const dg13 = nationalFile(data);
    const dg15 = writeDg15(chipKey);
    const files = new Map([[1, dg1], [2, dg2], [13, dg13], [15, dg15]]); // prettier-ignore
    const chip = { EF_COM: comFile, EF_DG1: dg1, EF_DG2: dg2, EF_DG13: dg13, EF_DG15: dg15, EF_SOD: await sign(files, signedAt) };
    const qr = qrOf(data);
    return accept({ serial: data.serial, chip, qr, mrz: mrz.value, print: printedData(data, mrz.value, qr) });
  };
}

/** Of a card that does not expire (domain rules, section 2: unconfirmed, as seen on cards). */
const noExpiry: MrzDate = { year: 99, month: 12, day: 31 };

/**
 * TD1 of the national layout: the document number is the last nine digits of the personal number, the whole number stands in the optional
 * data with a check digit of its own. The first word of the name is the family name.
 */
export function mrzOf(data: CardData): Outcome<string[], NameFault> {
  const [primary = "", ...rest] = data.fullName.split(/\s+/);
  const written = writeTd1(
    {
      ...{
        documentCode: "ID",
        issuingState: "VNM",
        nationality: "VNM",
        documentNumber: data.pin.slice(3),
        optional1: data.pin,
        optional2: "",
      },
      ...{ birth: mrzDate(data.birthDate), sex: data.sex === "male" ? "M" : "F" },
      expiry: data.expiresOn === null ? noExpiry : mrzDate(data.expiresOn),
      name: { primary, secondary: rest.join(" ") },
    },
    "checked",
  );
  if (written.ok) return accept(written.value.lines);
  const { code } = written.fault;
  if (code === "character-outside-table" || code === "digit-in-name" || code === "no-letters") return refuse(code);
  throw new Error(`checked data do not fit the MRZ: ${code}`);
}

const mrzDate = (date: string): MrzDate => ({
  year: Number(date.slice(2, 4)),
  month: date.length < 7 ? undefined : Number(date.slice(5, 7)),
  day: date.length < 10 ? undefined : Number(date.slice(8)),
});

/** EF.DG2 */
export const faceFile = ({ sex }: CardData, { bytes, width, height }: Portrait): Buffer =>
  writeDg2({
    ...{ format: "jpeg" as const, image: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), width, height },
    ...{ gender: sex === "male" ? 1 : 2, imageType: 1, sourceType: 2 },
  });

/** EF.DG13 */
export const nationalFile = (data: CardData): Buffer =>
  writeDg13({
    ...{ number: data.pin, fullName: data.fullName, birthDate: shownDate(data.birthDate), sex: data.sex === "male" ? "Nam" : "Nữ" },
    ...{ nationality: data.nationality, ethnicity: data.ethnicity ?? "", religion: data.religion ?? "", origin: data.origin },
    ...{ residence: data.residence, features: data.features, issuedOn: shownDate(data.issuedOn) },
    expiresOn: data.expiresOn === null ? "Không thời hạn" : shownDate(data.expiresOn),
    ...{ oldNumber: data.oldPin ?? "", father: data.father ?? "", mother: data.mother ?? "" },
  });
