import * as fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { guessDelimiter, RecordCutter, type RecordCells } from "./records.ts";

const longest = 256 * 1024;

function cut(pieces: readonly string[], delimiter = ","): RecordCells[] {
  const cutter = new RecordCutter(delimiter);
  return [...pieces.flatMap((piece) => cutter.push(piece)), ...cutter.end()];
}
const cellsOf = (text: string, delimiter = ",") => cut([text], delimiter).map(({ cells }) => cells);

describe("cuts", () => {
  it.each([
    [
      "plain cells",
      "a,b\nc,d\n",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    [
      "a last line without an end",
      "a,b\nc,d",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    [
      "CRLF",
      "a,b\r\nc,d\r\n",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    [
      "CR alone",
      "a,b\rc,d\r",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    [
      "line ends of every kind in one file",
      "a,b\r\nc,d\ne,f\rg,h\r\n",
      [
        ["a", "b"],
        ["c", "d"],
        ["e", "f"],
        ["g", "h"],
      ],
    ],
    [
      "quoted cells",
      '"a","b,c"\n"d ""e""",\n',
      [
        ["a", "b,c"],
        ['d "e"', ""],
      ],
    ],
    [
      "empty quoted cells",
      '"","a"\n"a",""\n',
      [
        ["", "a"],
        ["a", ""],
      ],
    ],
    ["a quoted cell of quotes", '"""","a"\n', [['"', "a"]]],
    ["a line end within quotes", '"a\nb",c\n', [["a\nb", "c"]]],
    [
      "LF within quotes in a CRLF file",
      '"a\nb",c\r\n"d",e\r\n',
      [
        ["a\nb", "c"],
        ["d", "e"],
      ],
    ],
    [
      "CRLF within quotes in an LF file",
      '"a\r\nb",c\n"d",e\n',
      [
        ["a\nb", "c"],
        ["d", "e"],
      ],
    ],
    [
      "a quote inside an unquoted cell",
      'a "b",c\nd,e\n',
      [
        ['a "b"', "c"],
        ["d", "e"],
      ],
    ],
    [
      "an unescaped quote inside a quoted cell",
      '"a "b" c",d\ne,f\n',
      [
        ['a "b" c', "d"],
        ["e", "f"],
      ],
    ],
    ["spaces after a closing quote", '"a" ,b\n', [["a", "b"]]],
    [
      "trailing delimiters",
      "a,\nb,\n",
      [
        ["a", ""],
        ["b", ""],
      ],
    ],
  ])("%s", (_, text, cells) => {
    expect(cellsOf(text)).toEqual(cells);
  });

  it("counts rows as a spreadsheet does, and leaves blank ones out", () => {
    expect(cut(['h,i\n\n  \n,,\n"",""\n"a\nb",c\nd,e'])).toEqual([
      { rowNo: 1, cells: ["h", "i"] },
      { rowNo: 6, cells: ["a\nb", "c"] },
      { rowNo: 7, cells: ["d", "e"] },
    ]);
  });
});

it("takes nothing but delimiters for a header without names", () => {
  expect(cellsOf("\n,,\na,b,c\n")).toEqual([
    ["", "", ""],
    ["a", "b", "c"],
  ]);
});

const cell = fc.string({ unit: fc.constantFrom("a", "ễ", " ", ",", ";", '"', "\n", "\r\n", "'", "0"), maxLength: 6 });
const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });

it("reads back what another program writes", () => {
  fc.assert(
    fc.property(
      rows.map((data) => [["h", "i"], ...data]),
      fc.constantFrom(",", ";", "\t"),
      fc.constantFrom("\n", "\r\n"),
      (data, delimiter, newline) => {
        const text = Papa.unparse(data, { delimiter, newline });
        const wanted = data
          .filter((cells) => cells.some((one) => one.trim() !== ""))
          .map((cells) => cells.map((one) => one.replaceAll("\r\n", "\n")));
        expect(cellsOf(text, delimiter)).toEqual(wanted);
      },
    ),
  );
});

it("reads any text alike, however it is cut into pieces", () => {
  const text = fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", "\r", " ", "ễ"), maxLength: 60 });
  fc.assert(
    fc.property(text, fc.array(fc.nat(60), { maxLength: 5 }), (whole, cuts) => {
      const at = [0, ...cuts.toSorted((a, b) => a - b), whole.length];
      const pieces = at.slice(1).map((end, index) => whole.slice(at[index], end));
      expect(cut(pieces)).toEqual(cut([whole]));
      expect(cut(Array.from(whole))).toEqual(cut([whole]));
    }),
    { numRuns: 500 },
  );
});

describe("a forgotten quote costs one row", () => {
  const tail = Array.from({ length: 20 }, (_, index) => `p${index},"Thôn ${index}, xã B",x`);

  it.each([
    ["before other quoted cells", ["h,i,j", 'a,"Thôn 1,x', ...tail], 2],
    ["in the last row", ["h,i,j", ...tail, 'a,"Thôn 1,x'], 22],
    ["before plain rows", ["h,i,j", 'a,"Thôn 1,x', ...tail.map((_, index) => `q${index},b,c`)], 2],
  ])("%s", (_, lines, rowNo) => {
    const records = cut([lines.join("\r\n")]);
    expect(records).toHaveLength(lines.length);
    expect(records.filter(({ problem }) => problem !== undefined)).toEqual([
      { rowNo, cells: ["a", "Thôn 1,x"], problem: "unclosed-quote" },
    ]);
    expect(records.every(({ cells, problem }) => problem !== undefined || cells.length === 3)).toBe(true);
  });

  it("also when the file goes on for megabytes", () => {
    const lines = ["h,i", '"a,b', ...Array.from({ length: 100_000 }, (_, index) => `name ${index},xã`)];
    const records = cut([lines.join("\n")]);
    expect(records).toHaveLength(lines.length);
    expect(records.filter(({ problem }) => problem !== undefined)).toMatchObject([{ rowNo: 2, problem: "unclosed-quote" }]);
    expect(records.at(-1)).toEqual({ rowNo: lines.length, cells: ["name 99999", "xã"] });
  });

  it("and when every line has one, in linear time", () => {
    const lines = Array.from({ length: 200_000 }, (_, index) => `"${index}`);
    const records = cut([lines.join("\n")]);
    expect(records).toHaveLength(lines.length);
    expect(new Set(records.map(({ problem }) => problem))).toEqual(new Set(["unclosed-quote"]));
  });
});

describe("a line of more than 256 KB", () => {
  const long = "x".repeat(longest + 1);

  it.each([
    ["whole", [`h,i\n${long}\na,b\n`]],
    ["in pieces", [`h,i\n${long.slice(0, 9)}`, long.slice(9), "yyy", "\na,", "b\n"]],
    ["with CRLF", [`h,i\r\n${long}\r`, "\na,b\r\n"]],
  ])("is one row, %s", (_, pieces) => {
    expect(cut(pieces)).toEqual([
      { rowNo: 1, cells: ["h", "i"] },
      { rowNo: 2, cells: [], problem: "line-too-long" },
      { rowNo: 3, cells: ["a", "b"] },
    ]);
  });

  it("ends an open quote", () => {
    expect(cut([`"a\nb,c\n${long}\nd,e`]).map(({ rowNo, problem }) => [rowNo, problem])).toEqual([
      [1, "unclosed-quote"],
      [2, undefined],
      [3, "line-too-long"],
      [4, undefined],
    ]);
  });

  it("is one row when the file ends with it, and when it is just short enough", () => {
    expect(cut([long])).toEqual([{ rowNo: 1, cells: [], problem: "line-too-long" }]);
    expect(cut([long.slice(1)])).toEqual([{ rowNo: 1, cells: [long.slice(1)] }]);
  });
});

it.each([
  ["a,b,c", ","],
  ["a;b;c", ";"],
  ["a\tb", "\t"],
  ['"a,b,c";d', ";"],
  ["a", ","],
  ["", ","],
])("guesses the delimiter of %j", (header, delimiter) => {
  expect(guessDelimiter(header)).toBe(delimiter);
});
