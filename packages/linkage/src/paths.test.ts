import { expect, it } from "vitest";
import { dirname, join } from "node:path";
import { checkOutputs } from "./paths.ts";
import { testFolder } from "./test-records.ts";

const write = testFolder();

it("refuses to write over what is read, twice into one file, and where nothing can be written", () => {
  const input = write("in.csv", "id\n1\n");
  const folder = dirname(input);
  const out = join(folder, "out.csv");
  const check = (outputs: string[]) => () => checkOutputs(outputs, [input]);
  const refused = expect.objectContaining({ code: "unwritable" });
  expect(check([out, join(folder, "other.csv")])).not.toThrow();
  expect(check([input])).toThrow(refused);
  expect(check([join(folder, ".", "in.csv")])).toThrow(refused);
  expect(check([out, join(folder, "x", "..", "out.csv")])).toThrow(refused);
  expect(check([folder])).toThrow(refused);
  expect(check([join(folder, "nowhere", "out.csv")])).toThrow(refused);
});
