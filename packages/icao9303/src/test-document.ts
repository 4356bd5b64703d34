import { writeDg1 } from "./lds/dg1.ts";
import { writeDg2 } from "./lds/dg2.ts";
import { writeEfCom } from "./lds/ef-com.ts";
import { sodWriter } from "./lds/ef-sod.ts";
import { signerOf, type Party } from "./test-pki.ts";

export type TestDocument = { sod: Buffer; com: Buffer; groups: Map<number, Buffer> };

const version = { ldsVersion: "0108", unicodeVersion: "040000" };

/** A small document of Utopia, 9303-5 appendix B, with a portrait of a few bytes. */
export function makeDocument(party: Party, signedAt?: Date): TestDocument {
  const mrz = ["I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"];
  const image = Buffer.from("ffd8ffc0000b080280 01e001011100ffd9".replaceAll(" ", ""), "hex");
  const groups = new Map<number, Buffer>([
    [2, writeDg2({ format: "jpeg", image, width: 480, height: 640, gender: 2, imageType: 1, sourceType: 2 })],
    [1, writeDg1(mrz)],
  ]);
  const sod = sodWriter(signerOf(party), version)(groups, signedAt);
  return { sod, com: writeEfCom({ ...version, groups: [1, 2] }), groups };
}
