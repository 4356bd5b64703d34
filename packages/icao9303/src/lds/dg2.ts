import { attempt, type Result } from "../result.ts";
import type { FileMemory } from "../tlv/memory.ts";
import { TlvCursor } from "../tlv/read.ts";
import { BackwardWriter, headLength } from "../tlv/write-backwards.ts";
import { biometricHeader, closeGroup, closeTemplate, groupLength, readBiometricGroup, templateLength } from "./biometric-template.ts";
import { faceRecordLength, type FaceImage, putFaceRecord, readFaceRecord } from "./face-record.ts";
import { groupTag } from "./files.ts";

/** Biometric type "facial features", no subtype, format "face image data" (ISO/IEC 19785-1; ISO/IEC 19794-5). */
const header = biometricHeader({ type: 0x02, subtype: 0x00, format: 0x08 });

/** EF.DG2 (9303-10 4.7.2): the portrait as a facial record of ISO/IEC 19794-5:2005 in a biometric information template group. */
export function writeDg2(face: FaceImage, memory?: FileMemory): Buffer {
  const out = new BackwardWriter(headLength + groupLength + templateLength + faceRecordLength(face), memory);
  const { end } = out;
  putFaceRecord(out, face);
  closeTemplate(out, end, header);
  closeGroup(out, end, 1);
  out.head(groupTag(2), end);
  return out.take();
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
