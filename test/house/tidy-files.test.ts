import { expect, it } from "vitest";
import { files, isTest, lineCount, sizeOf, sources, textOf } from "./tree.ts";

const counted = files.filter((path) => /\.(tsx?|css|sql)$/.test(path));
const readable = files.filter((path) => /\.(tsx?|css|sql|html|json|md|tsv|csv|ya?ml|svg)$|(^|\/)[^.]+$|^\.[^/]+$/.test(path));
const sized = counted.map((path) => ({ path, lines: lineCount(textOf(path)) }));

/** Names that tools or custom prescribe. */
const customary = /^(\.?[a-z][a-z0-9.-]*|README(\.vi)?|LICENSE|NOTICE|CHANGELOG|CONTRIBUTING|SECURITY|Dockerfile)(\.md)?$/;
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;

it("names files in kebab-case", () => {
  expect(files.length).toBeGreaterThan(60);
  const wrong = files.filter(
    (path) =>
      !path
        .split("/")
        .every((part, index, parts) => kebab.test(part) || (index === parts.length - 1 && customary.test(part)) || part === ".ci"),
  );
  expect(wrong).toEqual([]);
});

it("names no file after what it is not", () => {
  const vague = /(^|[-/])(utils?|helpers?|manager|service|impl|misc|common)(\.test)?(\.|\/|$)/;
  expect(files.filter((path) => vague.test(path))).toEqual([]);
});

it("keeps files short: none over 400 lines, the median under 100", () => {
  expect(sized.length).toBeGreaterThan(40);
  expect(sized.filter(({ lines }) => lines > 400).map(({ path, lines }) => `${path}: ${lines} lines`)).toEqual([]);
  const median = sized.map(({ lines }) => lines).sort((a, b) => a - b)[Math.floor(sized.length / 2)];
  expect(median).toBeLessThan(100);
});

it("keeps every file under 1 MiB", () => {
  expect(files.filter((path) => sizeOf(path) >= 2 ** 20)).toEqual([]);
});

it("ends lines with LF, and files with one", () => {
  expect(sources.filter((path) => textOf(path).includes("\r"))).toEqual([]);
  expect(sources.filter((path) => textOf(path) !== "" && !/[^\n]\n$/.test(textOf(path)))).toEqual([]);
});

it("names no path or registry of the machine that it was written on", () => {
  expect(readable.length).toBeGreaterThan(50);
  const machine = /(^|[^\w.~-])\/(work|root)\/|registry\.npmjs|npm[-.]mirror/m;
  const wrong = readable.filter((path) => !path.startsWith("test/house/") && machine.test(textOf(path)));
  expect(wrong).toEqual([]);
  expect(textOf("package-lock.json")).not.toMatch(/"resolved": "(?!(packages|modules|apps)\/|simulation"|bench"|test")/);
});

it("leaves no note of unfinished work", () => {
  const note = /\b(TODO|FIXME|XXX|HACK)\b/;
  expect(counted.filter((path) => !path.startsWith("test/house/") && note.test(textOf(path)))).toEqual([]);
});

it("has tests to run", () => {
  expect(sources.filter(isTest).length).toBeGreaterThan(10);
});
