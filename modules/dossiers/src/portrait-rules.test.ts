import { smallJpeg } from "@dinhdanh/testkit";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { readPortrait } from "./portrait-rules.ts";
import { largestPortraitBytes } from "./steps.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const joined = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
const comment = (text: string) => [0xff, 0xfe, 0, text.length + 2, ...bytes(text)];
const answer = (input: Uint8Array) => {
  const read = readPortrait(input);
  return read.ok ? "read" : read.refusal.code;
};

it("reads a JPEG and its size", () => {
  expect(readPortrait(smallJpeg())).toEqual({ ok: true, value: { bytes: smallJpeg(), width: 90, height: 120 } });
  expect(answer(smallJpeg(comment("made by a camera")))).toBe("read");
});

const small = smallJpeg();
it.each([
  ["portrait-not-jpeg", new Uint8Array()],
  ["portrait-not-jpeg", bytes("just text")],
  ["portrait-not-jpeg", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])],
  ["portrait-has-script", bytes('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
  ["portrait-has-script", bytes("<!DOCTYPE html><p>")],
  ["portrait-has-script", smallJpeg(comment("<script>x</script>"))],
  ["portrait-has-script", smallJpeg(comment("<?php system(1) ?>"))],
  ["portrait-has-script", joined(small, bytes("<html><script>x</script></html>"))],
  ["portrait-trailing-bytes", joined(small, bytes("PK\u0003\u0004"))],
  ["portrait-trailing-bytes", joined(small, small)],
  ["portrait-broken", small.subarray(0, small.length - 2)],
  ["portrait-broken", Uint8Array.from([0xff, 0xd8, 0xff, 0xd9])],
  ["portrait-broken", Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff, 1])],
  // a frame that no pixels follow
  ["portrait-broken", joined(small.subarray(0, 15), small.subarray(small.length - 2))],
  ["portrait-size", small.map((byte, index) => (index === 10 ? 1 : byte))],
  ["portrait-too-large", new Uint8Array(largestPortraitBytes + 1)],
])("refuses by name: %s", (code, input) => {
  expect(answer(input)).toBe(code);
});

it("answers any bytes, and cut ones, without throwing or looping", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (input) => {
      expect(typeof readPortrait(joined(Uint8Array.from([0xff, 0xd8]), input)).ok).toBe("boolean");
    }),
  );
  for (let length = 0; length < small.length; length += 1) expect(answer(small.subarray(0, length))).not.toBe("read");
});
