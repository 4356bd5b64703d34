import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seeded } from "../test-support.ts";
import { oid, readOid, readTime, time } from "./der.ts";
import { readTlv, TlvCursor, type TlvNode } from "./read.ts";
import { encode, tlv, type TlvElement } from "./write.ts";

const hex = (text: string) => Buffer.from(text.replaceAll(" ", ""), "hex");

describe("readTlv", () => {
  it("reads nested elements with their places", () => {
    expect(readTlv(hex("60 08 5f01 02 3031 5c 01 61"))).toEqual({
      ok: true,
      value: [
        {
          tag: 0x60,
          offset: 0,
          value: hex("5f010230315c0161"),
          children: [
            { tag: 0x5f01, offset: 2, value: hex("3031"), children: [] },
            { tag: 0x5c, offset: 7, value: hex("61"), children: [] },
          ],
        },
      ],
    });
  });

  it.each([
    ["60", "ber", "truncated", 1],
    ["60 03 0101", "ber", "truncated", 0],
    ["60 04 5c 03 61", "ber", "truncated", 0],
    ["60 03 5c 02 61", "ber", "truncated", 2],
    ["60 82 01", "ber", "truncated", 3],
    ["5f", "ber", "truncated", 1],
    ["60 80 0000", "ber", "indefinite-length", 1],
    ["60 85 0000000001 00", "ber", "length-too-long", 1],
    ["60 84 ffffffff 00", "ber", "truncated", 0],
    ["60 81 01 00", "der", "length-not-minimal", 1],
    ["60 82 0080 00", "der", "length-not-minimal", 1],
    ["5f 81 81 01 00", "ber", "tag-too-long", 0],
    ["30 02 30 80", "der", "indefinite-length", 3],
  ] as const)("refuses %s (%s): %s at %i", (bytes, rule, code, offset) => {
    expect(readTlv(hex(bytes), rule)).toMatchObject({ ok: false, fault: { code, offset } });
  });

  it("accepts longer lengths under BER only", () => {
    expect(readTlv(hex("5c 82 0001 61"), "ber")).toMatchObject({ ok: true });
    expect(readTlv(hex("5c 82 0001 61"), "der")).toMatchObject({ ok: false });
  });

  it("bounds depth and size", () => {
    const nested = (levels: number) => {
      let element: TlvElement = tlv(0x04);
      for (let i = 0; i < levels; i += 1) element = tlv(0x30, element);
      return encode(element);
    };
    expect(readTlv(nested(32))).toMatchObject({ ok: true });
    expect(readTlv(nested(33))).toMatchObject({ ok: false, fault: { code: "too-deep" } });
    expect(readTlv(Buffer.alloc(2 ** 24 + 1))).toMatchObject({ ok: false, fault: { code: "too-large" } });
  });

  it("refuses what follows, and what is not there", () => {
    const cursor = new TlvCursor(hex("0400 0400"), "der");
    cursor.take(0x04, "first");
    expect(() => cursor.close("file")).toThrow("file: leftover-bytes at 2");
    expect(() => cursor.take(0x05, "second")).toThrow("second: unexpected-tag at 2");
    expect(() => cursor.take(0x05, "third")).toThrow("third: missing at 4");
  });
});

describe("write, then read", () => {
  const { element } = fc.letrec<{ element: TlvElement; leaf: TlvElement }>((tie) => ({
    element: fc.oneof(
      { depthSize: "small" },
      tie("leaf"),
      fc
        .tuple(fc.constantFrom(0x30, 0x7f61, 0xa1), fc.array(tie("element"), { maxLength: 4 }))
        .map(([tag, children]) => tlv(tag, ...children)),
    ),
    leaf: fc
      .tuple(
        fc.constantFrom(0x04, 0x5f1f, 0x81),
        fc.oneof(fc.uint8Array({ maxLength: 20 }), fc.uint8Array({ minLength: 120, maxLength: 300 })),
      )
      .map(([tag, value]) => tlv(tag, value)),
  }));

  const plain = (node: TlvNode): TlvElement =>
    node.children.length > 0 ? tlv(node.tag, ...node.children.map(plain)) : tlv(node.tag, node.value);

  it("gives the same tree, and the same bytes again", () => {
    fc.assert(
      fc.property(element, (given) => {
        const bytes = encode(given);
        const read = readTlv(bytes, "der");
        if (!read.ok) throw new Error(read.fault.code);
        expect(read.value).toHaveLength(1);
        expect(encode(plain(read.value[0] as TlvNode))).toEqual(bytes);
      }),
      seeded("TLV"),
    );
  });

  it("holds for object identifiers and times", () => {
    const arcs = fc.tuple(
      fc.integer({ min: 0, max: 2 }),
      fc.integer({ min: 0, max: 39 }),
      fc.array(fc.integer({ min: 0, max: 2 ** 31 }), { maxLength: 8 }),
    );
    const cursorOf = (written: TlvElement) => new TlvCursor(encode(written), "der").element("element");
    fc.assert(
      fc.property(
        arcs,
        fc.date({ min: new Date("1951-01-01"), max: new Date("2400-01-01"), noInvalidDate: true }),
        ([a, b, rest], moment) => {
          const dotted = [a, b, ...rest].join(".");
          expect(readOid(cursorOf(oid(dotted)), "oid")).toBe(dotted);
          const seconds = new Date(Math.floor(moment.getTime() / 1000) * 1000);
          expect(readTime(cursorOf(time(seconds)), "time")).toEqual(seconds);
        },
      ),
      seeded("OID and time"),
    );
    expect(encode(oid("1.2.840.113549.1.7.2")).toString("hex")).toBe("06092a864886f70d010702");
  });

  it.each([["0600"], ["060180"], ["0603550480"], ["06048080805500"]])("refuses the object identifier %s", (bytes) => {
    expect(() => readOid(new TlvCursor(hex(bytes), "der").element("oid"), "oid")).toThrow("bad-value");
  });

  it.each(["2102300000Z", "20210230000000Z", "20211301000000Z", "20210101000000+0700", "210101000000"])("refuses the time %s", (text) => {
    const written = tlv(text.length === 15 ? 0x18 : 0x17, Buffer.from(text));
    expect(() => readTime(new TlvCursor(encode(written), "der").element("time"), "time")).toThrow("bad-value");
  });
});
