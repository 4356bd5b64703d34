import { attempt, BadInput, type Result } from "../result.ts";
import type { FileMemory } from "../tlv/memory.ts";
import { TlvCursor } from "../tlv/read.ts";
import { BackwardWriter, headLength, longestCharacter } from "../tlv/write-backwards.ts";
import { groupTag } from "./files.ts";

/** EF.DG1: the lines of the machine readable zone without line ends (9303-10 4.7.1). */
export function writeDg1(mrz: readonly string[], memory?: FileMemory): Buffer {
  const out = new BackwardWriter(2 * headLength + longestCharacter * mrz.reduce((sum, line) => sum + line.length, 0), memory);
  const { end } = out;
  for (let n = mrz.length - 1; n >= 0; n -= 1) out.text(mrz[n] as string);
  out.head(0x5f1f, end);
  out.head(groupTag(1), end);
  return out.take();
}

/** Lines of TD1 (3 × 30), TD2 (2 × 36) or TD3 (2 × 44), by length. */
export function readDg1(bytes: Uint8Array): Result<string[]> {
  return attempt(() => {
    const file = new TlvCursor(bytes, "ber");
    const group = file.enter(groupTag(1), "EF.DG1");
    file.close("EF.DG1");
    const mrz = group.take(0x5f1f, "MRZ");
    group.close("EF.DG1");
    const text = mrz.value.toString("latin1");
    const width = { 90: 30, 72: 36, 88: 44 }[text.length];
    if (width === undefined || !/^[0-9A-Z<]*$/.test(text)) throw new BadInput("bad-value", mrz.valueOffset, "MRZ");
    return Array.from({ length: text.length / width }, (_, line) => text.slice(line * width, (line + 1) * width));
  });
}
