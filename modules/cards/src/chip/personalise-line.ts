import { resolve } from "node:path";
import { largestPortraitBytes, type Portrait, readPortrait } from "@dinhdanh/dossiers/contract";
import { FileMemory, type Signer } from "@dinhdanh/icao9303";
import { accept, type Outcome, refuse } from "@dinhdanh/kernel";
import { type CardDataRefusal, type CardLine, cardLineSchema, hasNoBiometrics, printedData, readCardLine } from "../card-data-rules.ts";
import type { PortraitRefusal } from "../content-faults.ts";
import { hasCardFolder, holdsCard, readSmallFile, type UnsignedCard, writeCardFolder } from "./card-folder.ts";
import { newChipKey } from "./chip-key.ts";
import { cardWriter, faceFile, mrzOf, nationalFile } from "./write-card.ts";

export type LineRefusal = CardDataRefusal | PortraitRefusal;

/**
 * `portraits`: the folder from which their paths lead; `out`: where cards are written, null for nowhere; `chipKey`: the public key of the
 * next chip.
 */
export type Workplace = { signer: Signer; portraits: string; out: string | null; nowMs: () => number; chipKey?: () => Uint8Array };

/** Makes cards of lines of `cards.ndjson`, one after the other. A card that is there already, with the same data, is not signed again. */
export function linePersonaliser(place: Workplace): (line: string) => Promise<Outcome<"made" | "unchanged", LineRefusal>> {
  const { signer, portraits, out, nowMs, chipKey = () => newChipKey().publicKey } = place;
  const memory = new FileMemory();
  const write = cardWriter(signer, memory);
  return async (line) => {
    const parsed = parse(line);
    if (!parsed.ok) return parsed;
    const data = readCardLine(parsed.value);
    if (!data.ok) return data;
    const path = parsed.value.portrait ?? null;
    if (path === null && !hasNoBiometrics(data.value)) return refuse("portrait-missing");
    const portrait = path === null ? accept(null) : portraitAt(resolve(portraits, path));
    if (!portrait.ok) return portrait;
    if (out !== null && hasCardFolder(out, data.value.serial)) {
      const mrz = mrzOf(data.value);
      if (!mrz.ok) return mrz;
      return alreadyThere(out, {
        ...{ serial: data.value.serial, print: printedData(data.value, mrz.value) },
        chip: {
          ...(portrait.value === null ? {} : { EF_DG2: faceFile(data.value, portrait.value) }),
          EF_DG13: nationalFile(data.value),
        },
      });
    }
    // the last line's card is on the disk, or nowhere
    memory.clear();
    const card = await write({ data: data.value, portrait: portrait.value, chipKey: chipKey() }, new Date(nowMs()));
    if (!card.ok) return card;
    // two lines of one serial may be made at once: one folder appears, and the other line is told what it holds
    return out === null || writeCardFolder(out, card.value) ? accept("made") : alreadyThere(out, card.value);
  };
}

const alreadyThere = (out: string, card: UnsignedCard) =>
  holdsCard(out, card) ? accept("unchanged" as const) : refuse("serial-twice" as const);

/** `fields` of the refusal: those that are missing, not known, or of another type or length. */
function parse(line: string): Outcome<CardLine, "line-malformed"> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return refuse("line-malformed");
  }
  const read = cardLineSchema.safeParse(value);
  if (read.success) return accept(read.data);
  const fields = read.error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? issue.keys : issue.path.slice(0, 1).map(String),
  );
  return refuse("line-malformed", fields.length === 0 ? undefined : { fields: [...new Set(fields)].join(", ").slice(0, 200) });
}

function portraitAt(path: string): Outcome<Portrait, PortraitRefusal> {
  const bytes = readSmallFile(path, largestPortraitBytes);
  if (bytes === "missing") return refuse("portrait-not-found");
  return bytes === "too-large" ? refuse("portrait-too-large") : readPortrait(bytes);
}
