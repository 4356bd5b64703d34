import { expect, it } from "vitest";
import { fingers } from "../protocol.ts";
import { syntheticPrint } from "./impression.ts";

const sameShare = (a: Uint8Array, b: Uint8Array) => a.filter((value, i) => Math.abs(value - b[i]!) < 8).length / a.length;

it("gives the same print for the same seed, finger and touch", () => {
  expect(syntheticPrint("a", "RIGHT_INDEX", 1)).toEqual(syntheticPrint("a", "RIGHT_INDEX", 1));
});

it("gives other pixels for another touch, finger or person", () => {
  const print = syntheticPrint("a", "RIGHT_INDEX", 1).data;
  for (const other of [
    syntheticPrint("a", "RIGHT_INDEX", 2),
    syntheticPrint("a", "LEFT_INDEX", 1),
    syntheticPrint("b", "RIGHT_INDEX", 1),
  ]) {
    expect(sameShare(print, other.data)).toBeLessThan(0.75);
  }
});

it("draws dark ridges on light ground, one every nine pixels", () => {
  for (const finger of fingers) {
    const { width, height, data, quality } = syntheticPrint("ridges", finger, 1);
    const dark = data.filter((value) => value < 128).length / data.length;
    expect(dark, finger).toBeGreaterThan(0.15);
    expect(dark, finger).toBeLessThan(0.5);
    expect(data.length).toBe(width * height);
    expect(quality).toBeGreaterThanOrEqual(40);
    // along a line through the middle, upright or level, whichever crosses more ridges
    const level = data.slice(190 * width, 191 * width);
    const upright = Uint8Array.from({ length: height }, (_, y) => data[y * width + 150]!);
    const crossings = [level, upright].map((line) => line.filter((value, i) => i > 0 && line[i - 1]! < 128 && value >= 128).length);
    expect(Math.max(...crossings), finger).toBeGreaterThan(14);
    expect(Math.max(...crossings), finger).toBeLessThan(48);
  }
});
