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
import { readEfCom } from "@dinhdanh/icao9303";
import { type ChipFileName, chipFileNames } from "../contract.ts";
import type { OpenFiles, PersonalisedCard } from "../machine-file.ts";

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
    for (const name of chipFileNames) {
      const file = card.chip[name];
      if (file !== undefined) write(`${name}.bin`, file);
    }
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

/** What tells a card from every other before it is signed: the print alone says nothing of parents, religion or face. */
export type UnsignedCard = Pick<PersonalisedCard, "serial" | "print"> & { chip: Pick<OpenFiles, "EF_DG2" | "EF_DG13"> };

export const hasCardFolder = (folder: string, serial: string): boolean => existsSync(join(folder, serial));

/** Whether the folder holds a whole card of this data, signed before; else it is of another card. */
export function holdsCard(folder: string, { serial, print, chip }: UnsignedCard): boolean {
  const at = (name: string) => join(folder, serial, name);
  if (!["print.json", "qr.txt", "mrz.txt", "EF_COM.bin", "EF_SOD.bin"].every((name) => existsSync(at(name)))) return false;
  // which groups a chip has differs: EF.COM says so
  const com = readEfCom(readFileSync(at("EF_COM.bin")));
  if (!com.ok || !com.value.groups.every((group) => existsSync(at(`EF_DG${group}.bin`)))) return false;
  return (
    readFileSync(at("print.json"), "utf8") === printText({ print }) &&
    (["EF_DG2", "EF_DG13"] as const).every((name) => isSame(at(`${name}.bin`), chip[name]))
  );
}

const isSame = (path: string, expected: Uint8Array | undefined): boolean =>
  expected === undefined ? !existsSync(path) : existsSync(path) && readFileSync(path).equals(expected);

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
