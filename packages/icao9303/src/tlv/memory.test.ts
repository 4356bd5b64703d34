import { expect, it } from "vitest";
import { writeDg1 } from "../lds/dg1.ts";
import { writeDg15 } from "../lds/dg15.ts";
import { copyOf, FileMemory } from "./memory.ts";
import { BackwardWriter } from "./write-backwards.ts";

const mrz = ["A".repeat(30), "B".repeat(30), "C".repeat(30)];
const key = Buffer.from("3003020101", "hex");

it("keeps files apart until it is cleared, also when they need more than a piece", () => {
  const memory = new FileMemory(400);
  const files = Array.from({ length: 5 }, () => [writeDg1(mrz, memory), writeDg15(key, memory), copyOf(key, memory)]);
  for (const [dg1, dg15, copy] of files) {
    expect(dg1).toEqual(writeDg1(mrz));
    expect(dg15).toEqual(writeDg15(key));
    expect(copy).toEqual(key);
  }
});

it("writes the next document over the last one once it is cleared", () => {
  const memory = new FileMemory(1000);
  const first = writeDg15(key, memory);
  memory.clear();
  const second = writeDg15(Buffer.from("3003020102", "hex"), memory);
  expect(second.buffer).toBe(first.buffer);
  expect(first).toEqual(second);
});

it("takes back what a writer did not need, and nothing that another one holds", () => {
  const memory = new FileMemory(100);
  const outer = new BackwardWriter(40, memory);
  const inner = new BackwardWriter(20, memory);
  inner.byte(2);
  outer.byte(1);
  const one = outer.take();
  const two = inner.take();
  const three = new BackwardWriter(30, memory);
  for (let n = 0; n < 30; n += 1) three.byte(3);
  three.take();
  expect([...one, ...two]).toEqual([1, 2]);
});

it("takes a file that is larger than a piece", () => {
  const memory = new FileMemory(10);
  expect(writeDg1(mrz, memory)).toEqual(writeDg1(mrz));
});
