import { hashLengths, type HashName, hashOids, readHash } from "../cms/algorithms.ts";
import { BadInput } from "../result.ts";
import { octetString, oid, printableString, readSmallInteger, sequence, smallInteger, tag } from "../tlv/der.ts";
import { type Element, TlvCursor } from "../tlv/read.ts";
import { encode } from "../tlv/write.ts";
import type { LdsVersion } from "./ef-com.ts";

/** LDSSecurityObject (9303-10 4.6.2): hashes of data groups, by number; version 1 also says the versions of EF.COM. */
export type SecurityObject = { hash: HashName; hashes: Map<number, Buffer>; version?: LdsVersion };

/** A security object in which the hashes of its groups are still to be put, where `hashAt` says. */
export type SecurityObjectFrame = { groups: readonly number[]; bytes: Buffer; hashAt: readonly number[] };

/** @param groups 1 to 16, in ascending order */
export function securityObjectFrame(hash: HashName, groups: readonly number[], version?: LdsVersion): SecurityObjectFrame {
  const head = [smallInteger(version === undefined ? 0 : 1), sequence(oid(hashOids[hash]))];
  const entries = groups.map((group) => sequence(smallInteger(group), octetString(Buffer.alloc(hashLengths[hash]))));
  const tail = version === undefined ? [] : [sequence(printableString(version.ldsVersion), printableString(version.unicodeVersion))];
  const bytes = encode(sequence(...head, sequence(...entries), ...tail));
  // entries are of one size, and a hash ends its entry
  const end = bytes.length - tail.reduce((sum, { size }) => sum + size, 0);
  const size = entries[0]?.size ?? 0;
  return { groups, bytes, hashAt: groups.map((_, index) => end - (groups.length - 1 - index) * size - hashLengths[hash]) };
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
