import { generateKeyPairSync } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seeded } from "../test-support.ts";
import { smallInteger } from "../tlv/der.ts";
import { readTlv } from "../tlv/read.ts";
import { readDg1, writeDg1 } from "./dg1.ts";
import { type NationalDetails, readDg13, writeDg13 } from "./dg13.ts";
import { readDg14, securityInfo, writeDg14 } from "./dg14.ts";
import { readDg15, writeDg15 } from "./dg15.ts";
import { readDg2, writeDg2 } from "./dg2.ts";
import { writeDg3 } from "./dg3.ts";
import { readFingerImageSize } from "./finger-image.ts";
import { readEfCom, writeEfCom } from "./ef-com.ts";
import type { FaceImage } from "./face-record.ts";
import { readImageSize } from "./image.ts";

const hex = (text: string) => Buffer.from(text.replaceAll(/\s/g, ""), "hex");

describe("EF.COM", () => {
  // 9303-10 4.6.1: LDS 1.7, Unicode 4.0.0, DG1, DG2, DG4, DG12
  const sample = hex("60 16 5F01 04 30313037 5F36 06 303430303030 5C 04 6175766C");
  const common = { ldsVersion: "0107", unicodeVersion: "040000", groups: [1, 2, 4, 12] };

  it("writes and reads the sample of 9303-10", () => {
    expect(writeEfCom(common)).toEqual(sample);
    expect(readEfCom(sample)).toEqual({ ok: true, value: common });
  });

  it("reads the file of the worked example of 9303-11, appendix D.4", () => {
    const file = hex("60 14 5F01 04 30313036 5F36 06 303430303030 5C 02 6175");
    expect(readEfCom(file)).toEqual({ ok: true, value: { ldsVersion: "0106", unicodeVersion: "040000", groups: [1, 2] } });
  });

  it.each([
    ["6016 5F0104 30313037 5F3606 303430303030 5C04 6175766C 00", "leftover-bytes", 24],
    ["6114 5F0104 30313036 5F3606 303430303030 5C02 6175", "unexpected-tag", 0],
    ["6014 5F0104 3031303A 5F3606 303430303030 5C02 6175", "bad-value", 5],
    ["6014 5F0104 30313036 5F3606 303430303030 5C02 6162", "bad-value", 21],
    ["6014 5F0104 30313036 5F3606 303430303030 5C02 6161", "bad-value", 20],
    ["6010 5F0104 30313036 5F3606 303430303030", "missing", 18],
  ])("refuses %s: %s at %i", (file, code, offset) => {
    expect(readEfCom(hex(file))).toMatchObject({ ok: false, fault: { code, offset } });
  });
});

describe("EF.DG1", () => {
  // 9303-10 4.7.1 and appendix; the check digits of the sample are as they are there
  const sample =
    hex(`615D5F1F5A493C4E4C44584938353933354638363939393939393939303C3C3C3C3C3C3732303831343846313130383236384E4C443C3C3C3C3C3C3C3C3C
    3C3C3456414E3C4445523C535445454E3C3C4D415249414E4E453C4C4F55495345`);
  const lines = ["I<NLDXI85935F86999999990<<<<<<", "7208148F1108268NLD<<<<<<<<<<<4", "VAN<DER<STEEN<<MARIANNE<LOUISE"];

  it("writes and reads the sample of 9303-10", () => {
    expect(writeDg1(lines)).toEqual(sample);
    expect(readDg1(sample)).toEqual({ ok: true, value: lines });
  });

  it("refuses other lengths and characters", () => {
    expect(readDg1(writeDg1(["A".repeat(89)]))).toMatchObject({ ok: false, fault: { code: "bad-value", offset: 5 } });
    expect(readDg1(writeDg1(["a".repeat(90)]))).toMatchObject({ ok: false, fault: { code: "bad-value" } });
  });
});

/** Start, frame header with 480 × 640, and some data. */
const jpeg = hex("ffd8 ffe0 0004 0000 ffc0 000b 08 0280 01e0 01 01 11 00 ffd9");
const jp2 = hex(
  "0000000c 6a502020 0d0a870a 00000014 66747970 6a703220 00000000 6a703220 0000002d 6a703268 00000016 69686472 00000280 000001e0 0003 07070000",
);
const codestream = hex("ff4f ff51 0029 0000 000001e0 00000280 00000000 00000000");

describe("readImageSize", () => {
  it.each([
    ["JPEG", jpeg, { format: "jpeg", width: 480, height: 640 }],
    ["JPEG 2000 file", jp2, { format: "jpeg2000", width: 480, height: 640 }],
    ["JPEG 2000 codestream", codestream, { format: "jpeg2000", width: 480, height: 640 }],
  ])("knows a %s", (_, image, value) => {
    expect(readImageSize(image)).toEqual({ ok: true, value });
  });

  it.each([
    ["nothing", Buffer.alloc(0), "unsupported"],
    ["PNG", hex("89504e470d0a1a0a0000000d49484452"), "unsupported"],
    ["SVG with a script", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"), "unsupported"],
    ["JPEG without a frame", hex("ffd8 ffda 0008 000000000000"), "missing"],
    ["JPEG cut off", jpeg.subarray(0, 12), "truncated"],
    ["JPEG with rubbish", hex("ffd8 ff00 0002 00000000 0000000000"), "bad-value"],
    ["JPEG of no height", hex("ffd8 ffc0 000b 08 0000 01e0 01 01 11 00"), "bad-value"],
    ["JPEG 2000 without header", jp2.subarray(0, 40), "missing"],
    ["codestream cut off", codestream.subarray(0, 10), "truncated"],
  ])("refuses %s", (_, image, code) => {
    expect(readImageSize(image)).toMatchObject({ ok: false, fault: { code } });
  });
});

describe("EF.DG2", () => {
  const face: FaceImage = { format: "jpeg", image: jpeg, width: 480, height: 640, gender: 2, imageType: 1, sourceType: 2 };

  it("writes a biometric template group with a facial record", () => {
    const file = writeDg2(face);
    // 9303-10 4.7.2: 75 > 7F61 > 02, 7F60 > A1 (80 81 82 87 88), 5F2E; ISO/IEC 19794-5 5.4
    expect(file.toString("hex")).toMatch(/^75657f61620201017f605ca1128002010181010282010087020101880200085f2e45/);
    expect(file.subarray(34, 48).toString("latin1")).toBe("FAC\x00010\0\0\0\0\x45\0\x01");
    expect(readDg2(file)).toEqual({ ok: true, value: [face] });
  });

  it("brings any image back", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 500 }),
        fc.constantFrom("jpeg" as const, "jpeg2000" as const),
        fc.integer({ min: 1, max: 65_535 }),
        (bytes, format, width) => {
          const given = { ...face, format, width, image: Buffer.from(bytes) };
          expect(readDg2(writeDg2(given))).toEqual({ ok: true, value: [given] });
        },
      ),
      seeded("DG2"),
    );
  });

  it("reads past feature points, and a data block under 7F2E", () => {
    const record = hex(
      `46414300 30313000 00000040 0001 00000032 0001 02 00 00 000000 0000 000000 000000 0101010203040000 01 00 01e0 0280 01 02 0000 0000`,
    );
    const image = hex("ffd8ffdbaabbccddeeff");
    const file = Buffer.concat([hex("75 61 7f61 5e 020101 7f60 58 a1 0e 810102 820100 87020101 88020008 7f2e 44"), record, image]);
    file[1] = file.length - 2;
    file[4] = file.length - 5;
    file[10] = file.length - 11;
    const block = record.length + image.length;
    file[file.indexOf(record) - 1] = block;
    const start = file.indexOf(record);
    file.writeUInt32BE(block, start + 8);
    file.writeUInt32BE(block - 14, start + 14);
    expect(readDg2(file)).toMatchObject({ ok: true, value: [{ image, width: 480, height: 640, gender: 2, imageType: 1 }] });
  });

  const file = writeDg2(face);
  it.each([
    [34, 0x47, "unsupported"],
    [45, 0x00, "bad-value"],
    [47, 0x00, "bad-value"],
    [47, 0x02, "truncated"],
    [51, 0xff, "truncated"],
    [53, 0xff, "truncated"],
    [69, 0x07, "bad-value"],
    [7, 0x02, "bad-value"],
    [32, 0x2d, "unexpected-tag"],
  ])("refuses a file whose byte %i is %i: %s", (at, byte, code) => {
    const changed = Buffer.from(file);
    changed[at] = byte;
    expect(readDg2(changed)).toMatchObject({ ok: false, fault: { code } });
  });
});

describe("EF.DG3", () => {
  it("writes a template per finger", () => {
    const image = hex("aabbcc");
    const common = { image, compression: "wsq" as const, width: 256, height: 360, resolution: 500 };
    const file = writeDg3(
      [
        { position: 2, ...common },
        { position: 7, ...common },
      ],
      Buffer.alloc(8),
    );
    const read = readTlv(file);
    const templates = (read.ok ? read.value[0]?.children[0]?.children : undefined)?.slice(1) ?? [];
    expect(templates).toHaveLength(2);
    // right and left index (9303-10 4.7.3)
    expect(templates.map((template) => template.children[0]?.children[2]?.value.toString("hex"))).toEqual(["09", "0a"]);
    const record = templates[0]?.children[1]?.value.toString("hex");
    expect(record).toBe(`46495200303130000000000000310000001f010101f401f401f401f40802000000000011020101fe000100016800aabbcc`);
  });

  it("takes JPEG, PNG and WSQ by their own headers, and nothing else", () => {
    const png = Buffer.concat([Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), Buffer.from("0000012c00000190", "hex")]);
    const unended = Buffer.from("ffa0ffa800043a3a", "hex");
    const comment = Buffer.from("ffa0ffa800046161", "hex");
    const frame = Buffer.from("ffa2001100ff0190012c", "hex");
    expect(readFingerImageSize(png)).toEqual({ ok: true, value: { compression: "png", width: 300, height: 400 } });
    expect(readFingerImageSize(Buffer.concat([comment, frame]))).toEqual({
      ok: true,
      value: { compression: "wsq", width: 300, height: 400 },
    });
    expect(readFingerImageSize(Buffer.from("ffd8ffc0000b080190012c0101110000", "hex"))).toMatchObject({
      ok: true,
      value: { compression: "jpeg" },
    });
    for (const broken of [
      png.subarray(0, 20),
      unended,
      Buffer.from("464d5200", "hex"),
      Buffer.of(),
      Buffer.concat([png.subarray(0, 16), Buffer.alloc(8)]),
    ])
      expect(readFingerImageSize(broken).ok).toBe(false);
  });

  it("fills the group of a person without fingers", () => {
    expect(writeDg3([], hex("0102030405060708")).toString("hex")).toBe("63107f610302010053080102030405060708");
  });
});

describe("EF.DG13", () => {
  const details: NationalDetails = {
    number: "035190000018",
    fullName: "Nguyễn Thị Ví Dụ",
    birthDate: "15/03/1990",
    sex: "Nữ",
    nationality: "Việt Nam",
    ethnicity: "Kinh",
    religion: "Không",
    origin: "Liêm Phong, Thanh Liêm, Hà Nam",
    residence: "Yên Thống, Liêm Phong, Thanh Liêm, Hà Nam",
    features: "Nốt ruồi C: 1 cm dưới mắt trái",
    issuedOn: "22/04/2023",
    expiresOn: "Không thời hạn",
    oldNumber: "",
    father: "Nguyễn Văn Thử",
    mother: "Trần Thị Giả",
  };

  it("comes back", () => {
    const file = writeDg13(details);
    expect(file.subarray(4, 23).toString("hex")).toBe(`3011020101130c${Buffer.from("035190000018").toString("hex")}`);
    expect(readDg13(file)).toEqual({ ok: true, value: { ...details, others: new Map() } });
  });

  it("has tag 6D and each item under its own id (domain rules, section 2)", () => {
    const element = (tag: number, ...content: Uint8Array[]) => {
      const body = Buffer.concat(content);
      return Buffer.concat([Buffer.from(body.length < 128 ? [tag, body.length] : [tag, 0x82, body.length >> 8, body.length & 255]), body]);
    };
    const item = (id: number, ...content: Uint8Array[]) => element(0x30, Buffer.from([2, 1, id]), ...content);
    const utf8 = (text: string) => element(0x0c, Buffer.from(text));
    const digits = (text: string) => element(0x13, Buffer.from(text));
    const file = element(
      0x6d,
      item(1, digits("035190000018")),
      item(2, utf8("Nguyễn Thị Ví Dụ")),
      item(3, digits("15/03/1990")),
      item(4, utf8("Nữ")),
      item(5, utf8("Việt Nam")),
      item(6, utf8("Kinh")),
      item(7, utf8("Không")),
      item(8, utf8("Liêm Phong, Thanh Liêm, Hà Nam")),
      item(9, utf8("Yên Thống, Liêm Phong, Thanh Liêm, Hà Nam")),
      item(10, utf8("Nốt ruồi C: 1 cm dưới mắt trái")),
      item(11, digits("22/04/2023")),
      item(12, utf8("Không thời hạn")),
      item(13, element(0x30, utf8("Nguyễn Văn Thử")), element(0x30, utf8("Trần Thị Giả"))),
      item(16, digits("168000018")),
    );
    expect(writeDg13({ ...details, oldNumber: "168000018" }).toString("hex")).toBe(file.toString("hex"));
  });

  it("keeps items that it does not know", () => {
    const file = hex("6D 14 3009 02010F 1304 31323334 3007 020112 0C02 4142");
    expect(readDg13(file)).toEqual({
      ok: true,
      value: {
        others: new Map([
          [15, ["1234"]],
          [18, ["AB"]],
        ]),
      },
    });
  });

  it.each([
    ["6D 07 3006 020101 1300", "truncated"],
    ["6D 0E 3005 020101 1300 3005 020101 1300", "bad-value"],
    ["6D 07 3005 020101 0400", "unexpected-tag"],
    ["6D 08 3006 020102 0C01 FF", "bad-value"],
    ["6D 04 3002 0C00", "unexpected-tag"],
  ])("refuses %s: %s", (file, code) => {
    expect(readDg13(hex(file))).toMatchObject({ ok: false, fault: { code } });
  });

  it("does not write letters into a number", () => {
    expect(() => writeDg13({ ...details, number: "03519000001é" })).toThrow(RangeError);
  });
});

describe("EF.DG14 and EF.DG15", () => {
  it("hold security infos in the order of DER", () => {
    // id-PACE-ECDH-GM-AES-CBC-CMAC-128 with parameter 12 (NIST P-256), id-CA-ECDH-AES-CBC-CMAC-128 (9303-11 9.2)
    const pace = securityInfo("0.4.0.127.0.7.2.2.4.2.2", smallInteger(2), smallInteger(12));
    const chip = securityInfo("0.4.0.127.0.7.2.2.3.2.2", smallInteger(1));
    expect(pace.toString("hex")).toBe("3012060a04007f0007020204020202010202010c");
    const file = writeDg14([pace, chip]);
    const value = [
      { protocol: "0.4.0.127.0.7.2.2.3.2.2", der: chip },
      { protocol: "0.4.0.127.0.7.2.2.4.2.2", der: pace },
    ];
    expect(readDg14(file)).toEqual({ ok: true, value });
    expect(readDg14(hex("6E 02 3000"))).toMatchObject({ ok: false, fault: { code: "unexpected-tag", offset: 2 } });
  });

  it("hold a public key", () => {
    const key = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ type: "spki", format: "der" });
    expect(readDg15(writeDg15(key))).toEqual({ ok: true, value: key });
    expect(readDg15(writeDg15(Buffer.concat([key, hex("00")])))).toMatchObject({ ok: false });
  });
});
