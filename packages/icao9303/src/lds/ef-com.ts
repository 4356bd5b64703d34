import { attempt, BadInput, type Result } from "../result.ts";
import { TlvCursor } from "../tlv/read.ts";
import { encode, tlv } from "../tlv/write.ts";
import { fileTags, groupOfTag, groupTag } from "./files.ts";

/** `ldsVersion` as `0107` (1.7) or `0108` (1.8), `unicodeVersion` as `040000` (4.0.0). */
export type LdsVersion = { ldsVersion: string; unicodeVersion: string };

/** EF.COM (9303-10 4.6.1): versions, and which data groups are present, in the order of the tag list. Nothing signs this file. */
export type CommonData = LdsVersion & { groups: number[] };

export const currentVersion: LdsVersion = { ldsVersion: "0107", unicodeVersion: "040000" };

export function writeEfCom({ ldsVersion, unicodeVersion, groups }: CommonData): Buffer {
  const list = Buffer.from(groups.map(groupTag));
  return encode(
    tlv(fileTags.com, tlv(0x5f01, Buffer.from(ldsVersion, "latin1")), tlv(0x5f36, Buffer.from(unicodeVersion, "latin1")), tlv(0x5c, list)),
  );
}

export function readEfCom(bytes: Uint8Array): Result<CommonData> {
  return attempt(() => {
    const file = new TlvCursor(bytes, "ber");
    const com = file.enter(fileTags.com, "EF.COM");
    file.close("EF.COM");
    const ldsVersion = digits(com, 0x5f01, /^\d{4}$/, "LDS version");
    const unicodeVersion = digits(com, 0x5f36, /^\d{6}$/, "Unicode version");
    const list = com.take(0x5c, "tag list");
    com.close("EF.COM");
    const groups = [...list.value].map((tag, index) => {
      const group = groupOfTag(tag);
      if (group === undefined) throw new BadInput("bad-value", list.valueOffset + index, "tag list");
      return group;
    });
    if (new Set(groups).size !== groups.length) throw new BadInput("bad-value", list.valueOffset, "tag list");
    return { ldsVersion, unicodeVersion, groups };
  });
}

function digits(cursor: TlvCursor, tag: number, pattern: RegExp, what: string): string {
  const element = cursor.take(tag, what);
  const text = element.value.toString("latin1");
  if (!pattern.test(text)) throw new BadInput("bad-value", element.valueOffset, what);
  return text;
}
