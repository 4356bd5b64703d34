import { expect, it } from "vitest";
import { readAsked } from "./find-rules.ts";

const card = "035190000018|168000018|Nguyễn Thị Ví Dụ|15031990|Nữ|Yên Thống, Liêm Phong, Thanh Liêm, Hà Nam|22042023";

it.each([
  ["", [], false],
  [" n ", [], false],
  ["nguyen thi", ["nguyen thi"], false],
  ["035 190 000 018", ["035 190 000 018"], false],
  [card, ["035190000018", "168000018"], true],
  [`${card}|extra|\0`, ["035190000018", "168000018"], true],
  ["035190000018||Nguyễn Thị Ví Dụ", ["035190000018"], true],
  ["\u00000351900000|168000018|x", ["168000018"], true],
  ["abc||Nguyễn Thị Ví Dụ|", ["Nguyễn Thị Ví Dụ"], true],
  ["||", [], true],
])("reads %j", (typed, searches, scanned) => {
  expect(readAsked(typed)).toEqual({ searches, scanned });
});
