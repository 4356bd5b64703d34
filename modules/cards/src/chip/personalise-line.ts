import { resolve } from "node:path";
import type { Signer } from "@dinhdanh/icao9303";
import { accept, type Outcome, refuse } from "@dinhdanh/kernel";
import { type CardDataRefusal, cardLineSchema, printedData, readCardLine } from "../card-data-rules.ts";
import type { PersonalisedCard } from "../machine-file.ts";
import { largestPortraitBytes, type Portrait, type PortraitRefusal, readPortrait } from "../portrait-rules.ts";
import { hasCardFolder, holdsCard, readSmallFile, writeCardFolder } from "./card-folder.ts";
import { newChipKey } from "./chip-key.ts";
import { cardWriter, mrzOf } from "./write-card.ts";

export type LineRefusal = CardDataRefusal | PortraitRefusal;

/**
 * `portraits`: the folder from which their paths lead; `out`: where cards are written, null for nowhere; `chipKey`: the public key of the
 * next chip.
 */
export type Workplace = { signer: Signer; portraits: string; out: string | null; nowMs: () => number; chipKey?: () => Uint8Array };

/** Makes cards of lines of `cards.ndjson`. A card that is there already, with the same data, is not signed again. */
export function linePersonaliser(place: Workplace): (line: string) => Promise<Outcome<"made" | "unchanged", LineRefusal>> {
  const { signer, portraits, out, nowMs, chipKey = () => newChipKey().publicKey } = place;
  const write = cardWriter(signer);
  return async (line) => {
    const value = parse(line);
    if (value === undefined) return refuse("line-malformed");
    const data = readCardLine(value);
    if (!data.ok) return data;
    const { serial } = data.value;
    if (out !== null && hasCardFolder(out, serial)) {
      const mrz = mrzOf(data.value);
      return mrz.ok ? answerOfFolder(out, { serial, print: printedData(data.value, mrz.value) }) : mrz;
    }
    const portrait = portraitAt(resolve(portraits, value.portrait));
    if (!portrait.ok) return portrait;
    const card = await write({ data: data.value, portrait: portrait.value, chipKey: chipKey() }, new Date(nowMs()));
    if (!card.ok) return card;
    return out === null || writeCardFolder(out, card.value) ? accept("made") : answerOfFolder(out, card.value);
  };
}

/** There is a folder of that serial, from before or because two lines of one serial were made at once. */
const answerOfFolder = (out: string, card: Pick<PersonalisedCard, "serial" | "print">) =>
  holdsCard(out, card) ? accept("unchanged" as const) : refuse("serial-twice" as const);

function parse(line: string) {
  try {
    const parsed = cardLineSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function portraitAt(path: string): Outcome<Portrait, PortraitRefusal> {
  const bytes = readSmallFile(path, largestPortraitBytes);
  if (bytes === "missing") return refuse("portrait-not-found");
  return bytes === "too-large" ? refuse("portrait-too-large") : readPortrait(bytes);
}
