import { type ChipFileName, chipFileNames, type VerifyRequest } from "@dinhdanh/cards/contract";

export type Evidence = "qr" | "mrz" | "chip";
export type Read = { evidence: Evidence; request: VerifyRequest; files: number };

/** Three lines of thirty (ICAO Doc 9303-5, 4.2.2). */
const mrzPattern = /^[A-Z0-9<]{90}$/;

/** What was typed, pasted or scanned: a QR has fields apart by `|`, an MRZ three lines of thirty. Undefined when it is neither. */
export function readText(text: string): Read | undefined {
  const trimmed = text.trim();
  if (trimmed.includes("|")) return { evidence: "qr", request: { qr: trimmed.slice(0, 6000) }, files: 0 };
  const mrz = trimmed.toUpperCase().replaceAll("«", "<<").replaceAll(/\s/g, "");
  return mrzPattern.test(mrz) ? { evidence: "mrz", request: { mrz }, files: 0 } : undefined;
}

/** Whole MRZs are sent as soon as they are there; a QR has no end of its own, its scanner sends Enter. */
export const isWholeMrz = (text: string): boolean => readText(text)?.evidence === "mrz";

export type ChipFault = { kind: "unknown" | "missing" | "large"; names: string[] };
type NamedFile = { name: string; size: number; read: () => Promise<Uint8Array> };

/** As the contract allows: 200 KB each. */
const mostBytes = 210_000;
const needed: readonly ChipFileName[] = ["EF_DG1", "EF_SOD"];

/** `EF_DG1.bin`, `EF.DG1`, `ef_dg1 (2).bin` → `EF_DG1`. */
const chipName = (name: string): ChipFileName | undefined => {
  const bare = /^(EF)[._-]?(COM|SOD|DG\d+)/i.exec(name)?.slice(1).join("_").toUpperCase();
  return chipFileNames.find((each) => each === bare);
};

/** The files of a chip by their names; the text files that stand beside them in a folder are left out. */
export async function readChip(files: readonly NamedFile[]): Promise<Read | ChipFault> {
  const beside = /\.(txt|json)$/i;
  const chip = files.filter(({ name }) => !beside.test(name));
  const unknown = chip.filter(({ name }) => chipName(name) === undefined).map(({ name }) => name);
  if (unknown.length > 0) return { kind: "unknown", names: unknown };
  const large = chip.filter(({ size }) => size > mostBytes).map(({ name }) => name);
  if (large.length > 0) return { kind: "large", names: large };
  const contents = await Promise.all(chip.map(async (file) => [chipName(file.name) ?? "EF_COM", base64(await file.read())] as const));
  const given: Partial<Record<ChipFileName, string>> = Object.fromEntries(contents);
  const missing = needed.filter((name) => given[name] === undefined);
  const { EF_DG1, EF_SOD } = given;
  if (EF_DG1 === undefined || EF_SOD === undefined) return { kind: "missing", names: missing.map((name) => `${name}.bin`) };
  return { evidence: "chip", request: { chip: { ...given, EF_DG1, EF_SOD } }, files: chip.length };
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let from = 0; from < bytes.length; from += 32_768) text += String.fromCodePoint(...bytes.subarray(from, from + 32_768));
  return btoa(text);
}
