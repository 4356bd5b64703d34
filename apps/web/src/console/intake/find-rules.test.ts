import { expect, it } from "vitest";
import { readAsked } from "./find-rules.ts";

const card = "035190000018|168000018|Nguyễn Thị Ví Dụ|15031990|Nữ|Yên Thống, Liêm Phong, Thanh Liêm, Hà Nam|22042023";

it.each([
  ["", [], false, false],
  [" n ", [], false, false],
  ["nguyen thi", ["nguyen thi"], false, false],
  ["03519000001", ["03519000001"], false, false],
  ["168000018", ["168000018"], false, true],
  ["035 190 000 018", ["035 190 000 018"], false, true],
  [card, ["035190000018", "168000018"], true, true],
  [`${card}|extra|\0`, ["035190000018", "168000018"], true, true],
  ["035190000018||Nguyễn Thị Ví Dụ", ["035190000018"], true, true],
  ["\u00000351900000|168000018|x", ["168000018"], true, true],
  ["abc||Nguyễn Thị Ví Dụ|", ["Nguyễn Thị Ví Dụ"], true, false],
  ["||", [], true, false],
])("reads %j", (typed, searches, scanned, whole) => {
  expect(readAsked(typed)).toEqual({ searches, scanned, whole });
});
