import { writeDigest } from "../cms/algorithms.ts";
import { contentTypes } from "../cms/oids.ts";
import { readSignedData, type SignedData } from "../cms/read-signed-data.ts";
import { hashOf, type Signer } from "../cms/signer.ts";
import { signedDataWriter } from "../cms/write-signed-data.ts";
import { attempt, BadInput, type Result } from "../result.ts";
import { copyOf, type FileMemory } from "../tlv/memory.ts";
import { TlvCursor } from "../tlv/read.ts";
import { tlv } from "../tlv/write.ts";
import type { LdsVersion } from "./ef-com.ts";
import { fileTags } from "./files.ts";
import { readSecurityObject, type SecurityObject, securityObjectFrame, type SecurityObjectFrame } from "./security-object.ts";

/**
 * Prepares writing EF.SOD (9303-10 4.6.2) for one signer. The writer takes the data group files by number, hashes them in order of number, and answers the file, at once
 * when the signer does.
 * @param version written into the security object, which then is one of version 1
 * @param same files that all documents have in common, by number: hashed once
 * @returns a function that throws RangeError for numbers other than 1 to 16
 */
export function sodWriter<Signature extends Buffer | Promise<Buffer>>(
  signer: Signer<Signature>,
  version?: LdsVersion,
  same: ReadonlyMap<number, Uint8Array> = new Map(),
): (groups: ReadonlyMap<number, Uint8Array>, signedAt?: Date, memory?: FileMemory) => Signature {
  const hashName = hashOf[signer.algorithm];
  const sign = signedDataWriter(signer, contentTypes.ldsSecurityObject, (contentInfo) => tlv(fileTags.sod, contentInfo));
  // by the groups, as bits: documents of one issuer have the same ones
  const frames = new Map<number, SecurityObjectFrame>();
  const frameOf = (groups: Iterable<number>): SecurityObjectFrame => {
    const all = [...new Set([...groups, ...same.keys()])].sort((a, b) => a - b);
    const frame = securityObjectFrame(hashName, all, version);
    frame.groups.forEach((group, n) => {
      const file = same.get(group);
      if (file !== undefined) writeDigest(hashName, file, frame.bytes, frame.hashAt[n] as number);
    });
    return frame;
  };
  return (groups, signedAt, memory) => {
    let bits = 0;
    for (const group of groups.keys()) bits |= bitOf(group);
    const frame = frames.get(bits) ?? frameOf(groups.keys());
    frames.set(bits, frame);
    const content = copyOf(frame.bytes, memory);
    for (let n = 0; n < frame.groups.length; n += 1) {
      const file = groups.get(frame.groups[n] as number);
      if (file !== undefined) writeDigest(hashName, file, content, frame.hashAt[n] as number);
    }
    return sign({ content, signedAt, memory });
  };
}

function bitOf(group: number): number {
  if (!Number.isInteger(group) || group < 1 || group > 16) throw new RangeError(`There is no data group ${group}`);
  return 1 << group;
}

export type DocumentSecurityObject = { securityObject: SecurityObject; signedData: SignedData };

/** Reads EF.SOD. Checks form only; whether it is genuine is for `verifyDocument` to say. */
export function readEfSod(bytes: Uint8Array): Result<DocumentSecurityObject> {
  return attempt(() => {
    const file = new TlvCursor(bytes, "der");
    const sod = file.enter(fileTags.sod, "EF.SOD");
    file.close("EF.SOD");
    const signedData = readSignedData(sod, contentTypes.ldsSecurityObject);
    sod.close("EF.SOD");
    const securityObject = readSecurityObject(signedData.content);
    if (securityObject.hashes.size === 0) throw new BadInput("missing", signedData.content.offset, "dataGroupHashValues");
    return { securityObject, signedData };
  });
}
