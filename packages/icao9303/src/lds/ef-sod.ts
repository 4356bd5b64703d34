import { digestOf } from "../cms/algorithms.ts";
import { contentTypes } from "../cms/oids.ts";
import { readSignedData, type SignedData } from "../cms/read-signed-data.ts";
import { hashOf, type Signer } from "../cms/signer.ts";
import { signedDataWriter } from "../cms/write-signed-data.ts";
import { attempt, BadInput, type Result } from "../result.ts";
import { TlvCursor } from "../tlv/read.ts";
import { tlv } from "../tlv/write.ts";
import type { LdsVersion } from "./ef-com.ts";
import { fileTags } from "./files.ts";
import { readSecurityObject, type SecurityObject, securityObjectWriter } from "./security-object.ts";

/**
 * Prepares writing EF.SOD (9303-10 4.6.2) for one signer. The writer takes the data group files by number, hashes them in order of number, and answers the file, at once
 * when the signer does.
 * @param version written into the security object, which then is one of version 1
 * @returns a function that throws RangeError for numbers other than 1 to 16
 */
export function sodWriter<Signature extends Buffer | Promise<Buffer>>(
  signer: Signer<Signature>,
  version?: LdsVersion,
): (groups: ReadonlyMap<number, Uint8Array>, signedAt?: Date) => Signature {
  const hashName = hashOf[signer.algorithm];
  const writeObject = securityObjectWriter(hashName, version);
  const sign = signedDataWriter(signer, contentTypes.ldsSecurityObject, (contentInfo) => tlv(fileTags.sod, contentInfo));
  return (groups, signedAt) => {
    const numbers = [...groups.keys()].sort((a, b) => a - b);
    const hashes = numbers.map((group) => {
      if (!Number.isInteger(group) || group < 1 || group > 16) throw new RangeError(`There is no data group ${group}`);
      return [group, digestOf(hashName, groups.get(group) as Uint8Array)] as const;
    });
    return sign({ content: writeObject(hashes), signedAt });
  };
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
