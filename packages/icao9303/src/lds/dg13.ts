import { attempt, BadInput, type Result } from "../result.ts";
import { readSmallInteger, readUtf8, tag } from "../tlv/der.ts";
import type { FileMemory } from "../tlv/memory.ts";
import { type Element, TlvCursor } from "../tlv/read.ts";
import { BackwardWriter, headLength, longestCharacter } from "../tlv/write-backwards.ts";
import { groupTag } from "./files.ts";

/**
 * The national profile of EF.DG13 on identity cards of Viet Nam: 9303-10 4.7.13 leaves this group to the issuing state, and no layout is published. This one is what
 * readers of such cards were seen to expect: SEQUENCE { INTEGER id, string } per item; ids 14 and 15 are not known.
 */
const items = {
  number: 1,
  fullName: 2,
  birthDate: 3,
  sex: 4,
  nationality: 5,
  ethnicity: 6,
  religion: 7,
  origin: 8,
  residence: 9,
  features: 10,
  issuedOn: 11,
  expiresOn: 12,
  oldNumber: 16,
} as const;
const parentsId = 13;

type Item = keyof typeof items;
const names = Object.keys(items) as Item[];

/** Texts as printed on the card, dates as dd/MM/yyyy. Empty texts are written as such and read as such. */
export type NationalDetails = Record<Item, string> & { father: string; mother: string };

/** `others`: strings under ids that this profile does not know. */
export type ReadNationalDetails = Partial<NationalDetails> & { others: Map<number, string[]> };

/** Of an item: its sequence, id and text; of the parents there are two texts in sequences more. */
const itemLength = headLength + 3 + headLength;

/** @throws RangeError for a number or date with other characters than digits and slashes */
export function writeDg13(details: NationalDetails, memory?: FileMemory): Buffer {
  const out = new BackwardWriter(headLength + 16 * itemLength + longestCharacter * charactersOf(details), memory);
  const { end } = out;
  // by their ids from the last to the first, each by its name: a loop over names takes half as long again
  putDigits(out, "oldNumber", details.oldNumber);
  putParents(out, details);
  putText(out, "expiresOn", details.expiresOn);
  putDigits(out, "issuedOn", details.issuedOn);
  putText(out, "features", details.features);
  putText(out, "residence", details.residence);
  putText(out, "origin", details.origin);
  putText(out, "religion", details.religion);
  putText(out, "ethnicity", details.ethnicity);
  putText(out, "nationality", details.nationality);
  putText(out, "sex", details.sex);
  putDigits(out, "birthDate", details.birthDate);
  putText(out, "fullName", details.fullName);
  putDigits(out, "number", details.number);
  out.head(groupTag(13), end);
  return out.take();
}

function charactersOf(details: NationalDetails): number {
  const { number, fullName, birthDate, sex, nationality, ethnicity, religion, origin, residence, features } = details;
  const { issuedOn, expiresOn, oldNumber, father, mother } = details;
  const person = number.length + oldNumber.length + fullName.length + birthDate.length + sex.length + father.length + mother.length;
  const origins = nationality.length + ethnicity.length + religion.length + origin.length + residence.length;
  return person + origins + features.length + issuedOn.length + expiresOn.length;
}

function putText(out: BackwardWriter, name: Item, text: string): void {
  const { end } = out;
  out.text(text);
  out.head(tag.utf8String, end);
  closeItem(out, items[name], end);
}

/** PrintableString, of digits and slashes. */
function putDigits(out: BackwardWriter, name: Item, text: string): void {
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    // "/" comes right before "0"
    if (unit < 0x2f || unit > 0x39) throw new RangeError(`${name} has other characters than digits and slashes`);
  }
  const { end } = out;
  out.text(text);
  out.head(tag.printableString, end);
  closeItem(out, items[name], end);
}

function putParents(out: BackwardWriter, { father, mother }: NationalDetails): void {
  const { end } = out;
  for (const parent of [mother, father]) {
    const ends = out.end;
    out.text(parent);
    out.head(tag.utf8String, ends);
    out.head(tag.sequence, ends);
  }
  closeItem(out, parentsId, end);
}

/** The id, an INTEGER below 128, and the sequence around it and what was written since `end`. */
function closeItem(out: BackwardWriter, id: number, end: number): void {
  const ends = out.end;
  out.byte(id);
  out.head(tag.integer, ends);
  out.head(tag.sequence, end);
}

export function readDg13(bytes: Uint8Array): Result<ReadNationalDetails> {
  return attempt(() => {
    const file = new TlvCursor(bytes, "ber");
    const group = file.enter(groupTag(13), "EF.DG13");
    file.close("EF.DG13");
    const details: ReadNationalDetails = { others: new Map() };
    const seen = new Set<number>();
    while (!group.done) {
      const item = group.enter(tag.sequence, "item");
      const idElement = item.take(tag.integer, "item id");
      const id = readSmallInteger(idElement, "item id");
      if (seen.has(id)) throw new BadInput("bad-value", idElement.offset, "item id");
      seen.add(id);
      setItem(details, id, textsOf(item));
    }
    return details;
  });
}

function setItem(details: ReadNationalDetails, id: number, texts: string[]): void {
  const name = names.find((known) => items[known] === id);
  if (name !== undefined && texts.length <= 1) details[name] = texts[0] ?? "";
  else if (id === parentsId && texts.length === 2) [details.father, details.mother] = texts as [string, string];
  else details.others.set(id, texts);
}

/** The strings of an item, also those within further sequences. */
function textsOf(item: TlvCursor): string[] {
  const texts: string[] = [];
  while (!item.done) {
    const element = item.element("item text");
    if (element.tag === tag.sequence) texts.push(...textsOf(item.inside(element)));
    else texts.push(textOf(element));
  }
  return texts;
}

function textOf(element: Element): string {
  if (element.tag === tag.utf8String || element.tag === tag.printableString) return readUtf8(element, "item text");
  throw new BadInput("unexpected-tag", element.offset, "item text");
}
