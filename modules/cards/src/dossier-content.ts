import { approvedContent, type ApprovedContent, type Portrait, readPortrait } from "@dinhdanh/dossiers";
import { type FingerImage, readFingerImageSize } from "@dinhdanh/icao9303";
import { accept, type Day, type Outcome, refuse } from "@dinhdanh/kernel";
import { factsOf, personIdByPin } from "@dinhdanh/population";
import type { Queryable } from "@dinhdanh/postgres";
import { unitsOfResidence } from "@dinhdanh/progress";
import { type CardData, readCardLine } from "./card-data-rules.ts";
import type { ContentFault } from "./content-faults.ts";

/** `portrait`: null where the law wants no biometrics. */
export type CardContent = { data: CardData; portrait: Portrait | null; fingers?: readonly FingerImage[] };

/** What the approved dossier says of the card; refused by name when it is not approved, or holds something that cannot be printed. */
export async function contentOfDossier(
  sql: Queryable,
  { personId, dossierId }: { personId: string; dossierId: string },
  serial: string,
  issuedOn: Day,
): Promise<Outcome<CardContent, ContentFault>> {
  const content = await approvedContent(sql, personId, dossierId);
  if (content === undefined) return refuse("content-missing");
  const data = readCardLine({ serial, issuedOn, ...(await linesOf(sql, content, issuedOn)) });
  if (!data.ok) return data;
  if (!content.biometrics) return accept({ data: data.value, portrait: null });
  if (content.portrait === null) return refuse("portrait-missing");
  const portrait = readPortrait(content.portrait.bytes);
  if (!portrait.ok) return portrait;
  return accept({ data: data.value, portrait: portrait.value, fingers: fingersForChip(content) });
}

/** Finger positions of a hand, the one that is wanted most first: the two index fingers stand on the card. */
const hands = [[2, 1, 3, 4, 5], [7, 6, 8, 9, 10]] as const; // prettier-ignore
/** Of the capture protocol. */
const resolution = 500;

/** One finger of each hand, as an image: a template of ISO/IEC 19794-2 is none. */
function fingersForChip({ fingerprints }: ApprovedContent): FingerImage[] {
  return hands.flatMap((hand) => {
    for (const position of hand) {
      const print = fingerprints.find(({ finger }) => finger === position);
      const size = print === undefined ? undefined : readFingerImageSize(print.bytes);
      if (print !== undefined && size?.ok === true) return [{ position, image: print.bytes, resolution, ...size.value }];
    }
    return [];
  });
}

async function linesOf(sql: Queryable, content: ApprovedContent, issuedOn: Day) {
  const { facts, features } = content;
  return {
    ...{
      pin: facts.pin ?? "",
      oldPin: facts.oldIds?.find((id) => /^\d{9}$/.test(id)),
      fullName: facts.fullName,
      birthDate: facts.birthDate ?? "",
    },
    ...{
      sex: facts.sex,
      nationality: "Việt Nam",
      ethnicity: facts.ethnicity,
      religion: facts.religion,
      origin: facts.origin ?? "",
      features,
    },
    residence: await residenceOf(sql, content, issuedOn),
    father: await nameOf(sql, facts.fatherPin),
    mother: await nameOf(sql, facts.motherPin),
  };
}

/** Names of units without their kind, as cards have them (`Yên Thống, Liêm Phong, Thanh Liêm, Hà Nam`: domain rules, section 2); a number is no name: `Phường 5`. */
const kindOfUnit = /^(Tỉnh|Thành phố|Quận|Huyện|Thị xã|Thị trấn|Phường|Xã|Đặc khu) (?=\D)/;

/** In the borders of the day. */
async function residenceOf(sql: Queryable, { personId, facts }: ApprovedContent, day: Day): Promise<string> {
  const units = await unitsOfResidence(sql, personId, day);
  return [facts.address ?? "", ...units.map(({ name }) => name.replace(kindOfUnit, ""))].filter((part) => part !== "").join(", ");
}

async function nameOf(sql: Queryable, pin: string | undefined): Promise<string | undefined> {
  const personId = pin === undefined ? null : await personIdByPin(sql, pin);
  return personId === null ? undefined : (await factsOf(sql, personId))?.fullName;
}
