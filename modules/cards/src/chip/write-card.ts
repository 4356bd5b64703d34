import {
  activeAuthenticationInfo,
  currentVersion,
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
import type { OpenFiles, PersonalisedCard } from "../machine-file.ts";

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

/** EF.COM by the groups that a chip has: there are four kinds of chips. */
const comFiles = new Map<string, Buffer>();
function comFile(groups: number[]): Buffer {
  const key = groups.join();
  const file = comFiles.get(key) ?? writeEfCom({ ...currentVersion, groups });
  comFiles.set(key, file);
  return file;
}

/**
 * Prepares writing the files of cards for one signer: EF.COM, DG1, DG2, DG3, DG13, DG14, DG15 and EF.SOD over them; DG2 and DG3 as far as there is
 * something to put into them. Refused for a name that the MRZ cannot hold.
 */
export function cardWriter(signer: Signer): (card: CardToWrite, signedAt: Date) => Promise<Outcome<PersonalisedCard, NameFault>> {
  // with the versions signed, EF.COM cannot be altered unnoticed (Doc 9303-10 4.6.2)
  const sign = sodWriter(signer, currentVersion);
  return async ({ data, portrait, fingers = [], chipKey }, signedAt) => {
    const mrz = mrzOf(data);
    if (!mrz.ok) return mrz;
    const dg1 = writeDg1(mrz.value);
    const dg2 = portrait === null ? undefined : faceFile(data, portrait);
    const dg3 = fingers.length === 0 ? undefined : writeDg3(fingers, Buffer.alloc(0));
    const dg13 = nationalFile(data);
    const dg15 = writeDg15(chipKey);
    const files = new Map<number, Buffer>();
    for (const [group, file] of [
      [1, dg1],
      [2, dg2],
      [3, dg3],
      [13, dg13],
      [14, securityFile],
      [15, dg15],
    ] as const)
      // prettier-ignore
      if (file !== undefined) files.set(group, file);
    const chip: OpenFiles = {
      ...{ EF_COM: comFile([...files.keys()]), EF_DG1: dg1, ...(dg2 === undefined ? {} : { EF_DG2: dg2 }) },
      ...{ EF_DG13: dg13, EF_DG14: securityFile, EF_DG15: dg15, EF_SOD: await sign(files, signedAt) },
    };
    const qr = qrOf(data);
    return accept({
      serial: data.serial,
      chip,
      locked: dg3 === undefined ? {} : { EF_DG3: dg3 },
      qr,
      mrz: mrz.value,
      print: printedData(data, mrz.value, qr),
    });
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
