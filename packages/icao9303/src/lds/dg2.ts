import { attempt, type Result } from "../result.ts";
import { TlvCursor } from "../tlv/read.ts";
import { encode, tlv } from "../tlv/write.ts";
import { biometricGroup, biometricHeader, readBiometricGroup } from "./biometric-template.ts";
import { type FaceImage, readFaceRecord, writeFaceRecord } from "./face-record.ts";
import { groupTag } from "./files.ts";

/** Biometric type "facial features", no subtype, format "face image data" (ISO/IEC 19785-1; ISO/IEC 19794-5). */
const header = biometricHeader({ type: 0x02, subtype: 0x00, format: 0x08 });

/** EF.DG2 (9303-10 4.7.2): the portrait as a facial record of ISO/IEC 19794-5:2005 in a biometric information template group. */
export function writeDg2(face: FaceImage): Buffer {
  return encode(tlv(groupTag(2), biometricGroup([{ header, record: writeFaceRecord([face]) }])));
}

/** All pictures of all templates, in their order. */
export function readDg2(bytes: Uint8Array): Result<FaceImage[]> {
  return attempt(() => {
    const file = new TlvCursor(bytes, "ber");
    const group = file.enter(groupTag(2), "EF.DG2");
    file.close("EF.DG2");
    const records = readBiometricGroup(group, "EF.DG2");
    group.close("EF.DG2");
    return records.flatMap(({ record, offset }) => readFaceRecord(record, offset));
  });
}
