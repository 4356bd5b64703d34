import * as fc from "fast-check";
import { expect, it } from "vitest";
import { seeded } from "../test-support.ts";
import { BackwardWriter } from "./write-backwards.ts";
import { encode, tlv } from "./write.ts";

function written(most: number, write: (out: BackwardWriter) => void): Buffer {
  const out = new BackwardWriter(most);
  write(out);
  return out.take();
}

it.each([0, 1, 127, 128, 255, 256, 65_535, 65_536])("writes the length %i as the writer of trees does", (length) => {
  const content = Buffer.alloc(length, 0x41);
  const backwards = written(length + 8, (out) => {
    const { end } = out;
    out.text(content.toString("latin1"));
    out.head(0x6d, end);
  });
  expect(backwards.equals(encode(tlv(0x6d, content)))).toBe(true);
});

it("writes texts in UTF-8, also characters beyond the first plane and halves of them", () => {
  const text = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), fc.constant("Nguyễn \ud83d\ude00 \ud800"));
  fc.assert(
    fc.property(fc.array(text), (texts) => {
      const encoded = Buffer.concat(texts.map((one) => Buffer.from(one, "utf8")));
      const backwards = written(encoded.length, (out) => {
        for (const one of texts.toReversed()) out.text(one);
      });
      expect(backwards.equals(encoded)).toBe(true);
    }),
    seeded("UTF-8 from the end"),
  );
});

it("says when there was too little room, and writes over nothing", () => {
  expect(() => written(2, (out) => out.text("abc"))).toThrow(RangeError);
  expect(() => written(2, (out) => out.text("a😀"))).toThrow(RangeError);
});
