import { type HashName, hashOids, readHash } from "../cms/algorithms.ts";
import { BadInput } from "../result.ts";
import { octetString, oid, printableString, readSmallInteger, sequence, smallInteger, tag } from "../tlv/der.ts";
import { type Element, TlvCursor } from "../tlv/read.ts";
import { encode } from "../tlv/write.ts";
import type { LdsVersion } from "./ef-com.ts";

/** LDSSecurityObject (9303-10 4.6.2): hashes of data groups, by number; version 1 also says the versions of EF.COM. */
export type SecurityObject = { hash: HashName; hashes: Map<number, Buffer>; version?: LdsVersion };

const hashLengths: Readonly<Record<HashName, number>> = { sha1: 20, sha224: 28, sha256: 32, sha384: 48, sha512: 64 };

/** Encodes security objects of one hash and version; what does not change is encoded once. */
export function securityObjectWriter(
  hash: HashName,
  version?: LdsVersion,
): (hashes: readonly (readonly [group: number, hash: Buffer])[]) => Buffer {
  const head = Buffer.concat([encode(smallInteger(version === undefined ? 0 : 1)), encode(sequence(oid(hashOids[hash])))]);
  const tail: Uint8Array =
    version === undefined
      ? Buffer.alloc(0)
      : encode(sequence(printableString(version.ldsVersion), printableString(version.unicodeVersion)));
  const length = hashLengths[hash];
  const entryHeads = Array.from({ length: 17 }, (_, group) =>
    encode(sequence(smallInteger(group), octetString(Buffer.alloc(length)))).subarray(0, -length),
  );
  return (hashes) => {
    const entries = hashes.flatMap(([group, value]) => [entryHeads[group] as Buffer, value]);
    return encode(sequence(head, sequence(...entries), tail));
  };
}

/** @param content eContent of the SignedData. Throws BadInput. */
export function readSecurityObject(content: Element): SecurityObject {
  const outer = new TlvCursor(content.value, "der", content.valueOffset);
  const object = outer.enter(tag.sequence, "LDSSecurityObject");
  outer.close("LDSSecurityObject");
  const versionElement = object.take(tag.integer, "LDSSecurityObject version");
  const version = readSmallInteger(versionElement, "LDSSecurityObject version");
  if (version > 1) throw new BadInput("unsupported", versionElement.offset, "LDSSecurityObject version");
  const hash = readHash(object, "LDSSecurityObject hashAlgorithm");
  const hashes = readHashes(object.enter(tag.sequence, "dataGroupHashValues"), hashLengths[hash]);
  if (version === 0) {
    object.close("LDSSecurityObject");
    return { hash, hashes };
  }
  const versions = object.enter(tag.sequence, "ldsVersionInfo");
  object.close("LDSSecurityObject");
  const ldsVersion = versions.take(tag.printableString, "ldsVersion").value.toString("latin1");
  const unicodeVersion = versions.take(tag.printableString, "unicodeVersion").value.toString("latin1");
  versions.close("ldsVersionInfo");
  return { hash, hashes, version: { ldsVersion, unicodeVersion } };
}

function readHashes(list: TlvCursor, length: number): Map<number, Buffer> {
  const hashes = new Map<number, Buffer>();
  while (!list.done) {
    const entry = list.enter(tag.sequence, "DataGroupHash");
    const number = entry.take(tag.integer, "dataGroupNumber");
    const group = readSmallInteger(number, "dataGroupNumber");
    if (group < 1 || group > 16 || hashes.has(group)) throw new BadInput("bad-value", number.offset, "dataGroupNumber");
    const value = entry.take(tag.octetString, "dataGroupHashValue");
    if (value.value.length !== length) throw new BadInput("bad-value", value.offset, "dataGroupHashValue");
    entry.close("DataGroupHash");
    hashes.set(group, value.value);
  }
  return hashes;
}
