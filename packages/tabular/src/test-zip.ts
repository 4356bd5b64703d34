import { crc32, deflateRawSync } from "node:zlib";

/** A ZIP archive of texts, as a hostile hand would write it: `flags` 1 says that it is encrypted, `claim` what it says of its unpacked size. */
export function zipOf(files: Record<string, string | Buffer>, { flags = 0, claim }: { flags?: number; claim?: number } = {}): Buffer {
  const parts: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const plain = Buffer.from(content as string);
    const packed = deflateRawSync(plain, { level: 9 });
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(crc32(plain), 0);
    sizes.writeUInt32LE(packed.length, 4);
    sizes.writeUInt32LE(claim ?? plain.length, 8);
    const head = Buffer.from([20, 0, flags, 0, 8, 0, 0, 0, 0, 0]);
    const names = Buffer.from([Buffer.byteLength(name), 0, 0, 0]);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), head, sizes, names, Buffer.from(name), packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    entries.push(
      Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\u0000", "latin1"), head, sizes, names, place.subarray(0, 14), Buffer.from(name)]),
    );
    parts.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", 0, "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directory, end]);
}

/** A workbook as Excel lays it out: texts shared, days as numbers with a style. */
export const workbookOf = (sheetData: string, more: Record<string, string | Buffer> = {}): Record<string, string | Buffer> => ({
  "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${sheetData}</sheetData></worksheet>`,
  "xl/workbook.xml": `<x:workbook xmlns:x="m" xmlns:r="r"><x:sheets><x:sheet name="A" r:id="rId7"/><x:sheet name="B" r:id="rId8"/></x:sheets></x:workbook>`,
  "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId7" Target="worksheets/sheet1.xml"/></Relationships>`,
  "xl/sharedStrings.xml": `<sst><si><t>Họ tên</t></si><si><r><t>Nguyễn </t></r><r><t>An</t></r><rPh><t>x</t></rPh></si></sst>`,
  "xl/styles.xml": `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
  ...more,
});
