import { approvedContent, type ApprovedContent } from "@dinhdanh/dossiers";
import type { Day } from "@dinhdanh/kernel";
import { factsOf, personIdByPin } from "@dinhdanh/population";
import type { Queryable } from "@dinhdanh/postgres";
import { countryCode, unitView } from "@dinhdanh/territory";
import { readCardLine } from "./card-data-rules.ts";
import type { CardWithPortrait } from "./personalise-batch.ts";
import { readPortrait } from "./portrait-rules.ts";

/** What the approved dossier says of the card. @returns undefined when it is not approved, or holds something that cannot be printed */
export async function contentOfDossier(
  sql: Queryable,
  { personId, dossierId }: { personId: string; dossierId: string },
  serial: string,
  issuedOn: Day,
): Promise<CardWithPortrait | undefined> {
  const content = await approvedContent(sql, personId, dossierId);
  if (content?.portrait === undefined || content.portrait === null) return undefined;
  const portrait = readPortrait(content.portrait.bytes);
  const data = readCardLine({ serial, issuedOn, portrait: content.portrait.slot, ...(await linesOf(sql, content, issuedOn)) });
  return portrait.ok && data.ok ? { data: data.value, portrait: portrait.value } : undefined;
}

async function linesOf(sql: Queryable, { facts, features }: ApprovedContent, issuedOn: Day) {
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
    residence: await residenceOf(sql, facts, issuedOn),
    father: await nameOf(sql, facts.fatherPin),
    mother: await nameOf(sql, facts.motherPin),
  };
}

/** `Thôn Đông, Xã Liêm Phong, Huyện Thanh Liêm, Tỉnh Hà Nam`, in the borders of the day. */
async function residenceOf(sql: Queryable, facts: ApprovedContent["facts"], day: Day): Promise<string> {
  const unit = facts.permanentUnit === undefined ? undefined : await unitView(sql, facts.permanentUnit, day);
  const above = unit === undefined ? [] : [unit, ...unit.ancestors.toReversed()].filter(({ code }) => code !== countryCode);
  return [facts.address ?? "", ...above.map(({ name }) => name)].filter((part) => part !== "").join(", ");
}

async function nameOf(sql: Queryable, pin: string | undefined): Promise<string | undefined> {
  const personId = pin === undefined ? null : await personIdByPin(sql, pin);
  return personId === null ? undefined : (await factsOf(sql, personId))?.fullName;
}
