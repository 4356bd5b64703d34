import { attempt, type Result } from "../result.ts";
import { tag } from "../tlv/der.ts";
import type { FileMemory } from "../tlv/memory.ts";
import { TlvCursor } from "../tlv/read.ts";
import { BackwardWriter, headLength } from "../tlv/write-backwards.ts";
import { groupTag } from "./files.ts";

/** EF.DG15 (9303-10 4.7.15): the public key for active authentication, a SubjectPublicKeyInfo in DER. */
export function writeDg15(publicKey: Uint8Array, memory?: FileMemory): Buffer {
  const out = new BackwardWriter(headLength + publicKey.length, memory);
  const { end } = out;
  out.bytes(publicKey);
  out.head(groupTag(15), end);
  return out.take();
}

/** The SubjectPublicKeyInfo; whether it holds a key that can be used is for `node:crypto` to say. */
export function readDg15(bytes: Uint8Array): Result<Buffer> {
  return attempt(() => {
    const file = new TlvCursor(bytes, "ber");
    const group = file.enter(groupTag(15), "EF.DG15");
    file.close("EF.DG15");
    const key = group.take(tag.sequence, "SubjectPublicKeyInfo");
    group.close("EF.DG15");
    const info = group.inside(key);
    info.take(tag.sequence, "algorithm");
    info.take(tag.bitString, "subjectPublicKey");
    info.close("SubjectPublicKeyInfo");
    return key.raw;
  });
}
