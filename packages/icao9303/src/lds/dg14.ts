import { attempt, type Result } from "../result.ts";
import { oid, readOid, sequence, smallInteger, sortedSet, tag } from "../tlv/der.ts";
import { TlvCursor } from "../tlv/read.ts";
import { encode, type Piece, tlv } from "../tlv/write.ts";
import { groupTag } from "./files.ts";

/** `der`: the whole SecurityInfo. */
export type SecurityInfo = { protocol: string; der: Buffer };

/** SecurityInfo ::= SEQUENCE { protocol, requiredData, optionalData OPTIONAL } (9303-11 9.2), for chip authentication, PACE and the like. */
export const securityInfo = (protocol: string, ...data: Piece[]): Buffer => encode(sequence(oid(protocol), ...data));

/** By BSI TR-03111 5.2.1: signatures are r and s side by side. */
const plainEcdsa = { "SHA-256": "0.4.0.127.0.7.1.1.4.1.3", "SHA-384": "0.4.0.127.0.7.1.1.4.1.4" } as const;

/** ActiveAuthenticationInfo (9303-11 9.2.1), without which a reader cannot know how a chip whose EF.DG15 holds an elliptic key signs. */
export const activeAuthenticationInfo = (hash: keyof typeof plainEcdsa): Buffer =>
  securityInfo("2.23.136.1.1.5", smallInteger(1), oid(plainEcdsa[hash]));

/** EF.DG14 (9303-10 4.7.14): SecurityInfos, a SET OF. */
export const writeDg14 = (infos: readonly Uint8Array[]): Buffer => encode(tlv(groupTag(14), sortedSet(infos)));

export function readDg14(bytes: Uint8Array): Result<SecurityInfo[]> {
  return attempt(() => {
    const file = new TlvCursor(bytes, "ber");
    const group = file.enter(groupTag(14), "EF.DG14");
    file.close("EF.DG14");
    const infos = group.enter(tag.set, "SecurityInfos");
    group.close("EF.DG14");
    const found: SecurityInfo[] = [];
    while (!infos.done) {
      const info = infos.take(tag.sequence, "SecurityInfo");
      found.push({ protocol: readOid(infos.inside(info).take(tag.oid, "protocol"), "protocol"), der: info.raw });
    }
    return found;
  });
}
