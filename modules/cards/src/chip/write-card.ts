import {
  activeAuthenticationInfo,
  currentVersion,
  type FileMemory,
  type FingerImage,
  type MrzDate,
  type NameFault,
  type Signer,
  sodWriter,
  writeDg1,
  writeDg13,
  writeDg14,
  writeDg15,
  writeDg2,
  writeDg3,
  writeEfCom,
  writeTd1,
} from "@dinhdanh/icao9303";
import type { Portrait } from "@dinhdanh/dossiers/contract";
import { accept, type Outcome, refuse } from "@dinhdanh/kernel";
import { type CardData, printedData, qrOf, shownDate } from "../card-data-rules.ts";
import type { PersonalisedCard } from "../machine-file.ts";

export type CardToWrite = {
  data: CardData;
  /** null where the law wants no biometrics: the chip has no EF.DG2 then */
  portrait: Portrait | null;
  /** for EF.DG3; without any there is no such file */
  fingers?: readonly FingerImage[];
  /** of the chip's active authentication: SubjectPublicKeyInfo, DER */
  chipKey: Uint8Array;
};

/** Of chips whose key is one of P-256 (chip-key.ts). */
const securityFile = writeDg14([activeAuthenticationInfo("SHA-256")]);

/** EF.COM by what a chip has beside EF.DG1, DG13, DG14 and DG15: there are four kinds of chips. */
const comFile = (hasFace: boolean, hasFingers: boolean): Buffer =>
  writeEfCom({ ...currentVersion, groups: [1, ...(hasFace ? [2] : []), ...(hasFingers ? [3] : []), 13, 14, 15] });
const comFiles = [comFile(false, false), comFile(true, false), comFile(false, true), comFile(true, true)] as const;

/** What is written into a chip, and the lines that open it. */
export type WrittenChip = Pick<PersonalisedCard, "chip" | "locked"> & { mrz: string[] };

/**
 * Prepares writing the files of chips for one signer: EF.COM, DG1, DG2, DG3, DG13, DG14, DG15 and EF.SOD over them; DG2 and DG3 as far as there is
 * something to put into them. Refused for a name that the MRZ cannot hold. Answers at once when the signer does.
 * @param memory where files are written; once it is cleared, those written before must not be used any more
 */
export function chipWriter(
  signer: Signer,
  memory?: FileMemory,
): (card: CardToWrite, signedAt: Date) => Outcome<WrittenChip, NameFault> | Promise<Outcome<WrittenChip, NameFault>> {
  // with the versions signed, EF.COM cannot be altered unnoticed (Doc 9303-10 4.6.2)
  const sign = sodWriter(signer, currentVersion, new Map([[14, securityFile]]));
  return ({ data, portrait, fingers = [], chipKey }, signedAt) => {
    const mrz = mrzOf(data);
    if (!mrz.ok) return mrz;
    const dg1 = writeDg1(mrz.value, memory);
    const dg2 = portrait === null ? undefined : faceFile(data, portrait, memory);
    const dg3 = fingers.length === 0 ? undefined : writeDg3(fingers, Buffer.alloc(0));
    const dg13 = nationalFile(data, memory);
    const dg15 = writeDg15(chipKey, memory);
    const groups = new Map<number, Buffer>();
    groups.set(1, dg1).set(13, dg13).set(15, dg15);
    if (dg2 !== undefined) groups.set(2, dg2);
    if (dg3 !== undefined) groups.set(3, dg3);
    const finish = (sod: Buffer): Outcome<WrittenChip, NameFault> => {
      const com = comFiles[((dg2 === undefined ? 0 : 1) + (dg3 === undefined ? 0 : 2)) as 0 | 1 | 2 | 3];
      const open = { EF_COM: com, EF_DG1: dg1, EF_DG13: dg13, EF_DG14: securityFile, EF_DG15: dg15, EF_SOD: sod };
      const chip = dg2 === undefined ? open : { ...open, EF_DG2: dg2 };
      return accept({ mrz: mrz.value, chip, locked: dg3 === undefined ? {} : { EF_DG3: dg3 } });
    };
    const sod = sign(groups, signedAt, memory);
    return Buffer.isBuffer(sod) ? finish(sod) : sod.then(finish);
  };
}

/** {@link chipWriter} for whole cards: with what is printed. */
export function cardWriter(
  signer: Signer,
  memory?: FileMemory,
): (card: CardToWrite, signedAt: Date) => Promise<Outcome<PersonalisedCard, NameFault>> {
  const write = chipWriter(signer, memory);
  return async (card, signedAt) => {
    const written = await write(card, signedAt);
    if (!written.ok) return written;
    const qr = qrOf(card.data);
    const { serial } = card.data;
    return accept({ serial, ...written.value, qr, print: printedData(card.data, written.value.mrz, qr) });
  };
}

/** Of a card that does not expire (domain rules, section 2: unconfirmed, as seen on cards). */
const noExpiry: MrzDate = { year: 99, month: 12, day: 31 };

/**
 * TD1 of the national layout: the document number is the last nine digits of the personal number, the whole number stands in the optional
 * data with a check digit of its own. The first word of the name is the family name.
 */
export function mrzOf(data: CardData): Outcome<string[], NameFault> {
  const { fullName } = data;
  const space = fullName.search(/\s/);
  const familyName = space < 0 ? fullName : fullName.slice(0, space);
  const written = writeTd1(
    {
      documentCode: "ID",
      issuingState: "VNM",
      nationality: "VNM",
      documentNumber: data.pin.slice(3),
      optional1: data.pin,
      optional2: "",
      birth: mrzDate(data.birthDate),
      sex: data.sex === "male" ? "M" : "F",
      expiry: data.expiresOn === null ? noExpiry : mrzDate(data.expiresOn),
      name: { primary: familyName, secondary: fullName.slice(familyName.length) },
    },
    "checked",
  );
  if (written.ok) return accept(written.value.lines);
  const { code } = written.fault;
  if (code === "character-outside-table" || code === "digit-in-name" || code === "no-letters") return refuse(code);
  throw new Error(`checked data do not fit the MRZ: ${code}`);
}

const mrzDate = (date: string): MrzDate => ({
  year: twoDigits(date, 2),
  month: date.length < 7 ? undefined : twoDigits(date, 5),
  day: date.length < 10 ? undefined : twoDigits(date, 8),
});

/** Of an ISO date; it makes no string, as a slice would. */
const twoDigits = (date: string, at: number): number => (date.charCodeAt(at) - 48) * 10 + date.charCodeAt(at + 1) - 48;

/** EF.DG2 */
export const faceFile = ({ sex }: CardData, { bytes, width, height }: Portrait, memory?: FileMemory): Buffer =>
  writeDg2(
    {
      format: "jpeg",
      image: bytes,
      width,
      height,
      gender: sex === "male" ? 1 : 2,
      imageType: 1,
      sourceType: 2,
    },
    memory,
  );

/** EF.DG13 */
export const nationalFile = (data: CardData, memory?: FileMemory): Buffer =>
  writeDg13(
    {
      number: data.pin,
      fullName: data.fullName,
      birthDate: shownDate(data.birthDate),
      sex: data.sex === "male" ? "Nam" : "Nữ",
      nationality: data.nationality,
      ethnicity: data.ethnicity ?? "",
      religion: data.religion ?? "",
      origin: data.origin,
      residence: data.residence,
      features: data.features,
      issuedOn: shownDate(data.issuedOn),
      expiresOn: data.expiresOn === null ? "Không thời hạn" : shownDate(data.expiresOn),
      oldNumber: data.oldPin ?? "",
      father: data.father ?? "",
      mother: data.mother ?? "",
    },
    memory,
  );
