import { randomUUID } from "node:crypto";
import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { type ChipFileName, chipFileNames } from "../contract.ts";
import type { PersonalisedCard } from "../machine-file.ts";

/** A folder that is being written; its name cannot be a serial's. */
const partOf = (serial: string) => `.${serial}.${randomUUID()}.part`;

/** Removes what killed runs left behind. */
export function removeParts(folder: string): void {
  for (const name of readdirSync(folder))
    if (name.startsWith(".") && name.endsWith(".part")) rmSync(join(folder, name), { recursive: true });
}

/**
 * Writes a card as a folder named by its serial: it appears with all its files or not at all.
 * @returns false when there is such a folder already; it stays as it is
 */
export function writeCardFolder(folder: string, card: PersonalisedCard): boolean {
  const part = join(folder, partOf(card.serial));
  mkdirSync(part, { mode: 0o700 });
  const write = (name: string, content: Uint8Array | string) => writeFileSync(join(part, name), content, { mode: 0o600 });
  try {
    for (const name of chipFileNames) write(`${name}.bin`, card.chip[name]);
    write("qr.txt", card.qr);
    write("mrz.txt", `${card.mrz.join("\n")}\n`);
    write("print.json", printText(card));
    renameSync(part, join(folder, card.serial));
    return true;
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    // a folder that is not empty does not give way to another
    if (["ENOTEMPTY", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "")) return false;
    throw error;
  }
}

const printText = ({ print }: Pick<PersonalisedCard, "print">) => `${JSON.stringify(print, null, 2)}\n`;

export const hasCardFolder = (folder: string, serial: string): boolean => existsSync(join(folder, serial));

/** Whether the folder of that serial holds a card of this data, signed before, and not another card. */
export function holdsCard(folder: string, card: Pick<PersonalisedCard, "serial" | "print">): boolean {
  const path = join(folder, card.serial, "print.json");
  return existsSync(path) && readFileSync(path, "utf8") === printText(card);
}

/** A file larger than this is none of a chip's. */
const largestChipFile = 4 * 2 ** 20;

/** The chip's files that are in the folder. @returns the file's name when one is too large or no plain file */
export function readChipFiles(folder: string): Map<ChipFileName, Buffer> | ChipFileName {
  const files = new Map<ChipFileName, Buffer>();
  for (const name of chipFileNames) {
    const path = join(folder, `${name}.bin`);
    if (!existsSync(path)) continue;
    const bytes = readSmallFile(path, largestChipFile);
    if (typeof bytes === "string") return name;
    files.set(name, bytes);
  }
  return files;
}

/** Reads no more than it may, and nothing that is not a plain file. */
export function readSmallFile(path: string, most: number): Buffer | "missing" | "too-large" {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch {
    return "missing";
  }
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) return "missing";
    return stat.size > most ? "too-large" : readFileSync(file);
  } finally {
    closeSync(file);
  }
}
