import { expect, it } from "vitest";
import { parseSearch, peopleSearch, rankingSearch, remainingSearch, signInSearch, stringifySearch, unitSearch } from "./url-state.ts";

it("keeps what it knows and drops the rest", () => {
  expect(unitSearch({ ngay: "2023-04-22", "chi-so": "printed", "dia-gioi": "nay", sap: "done", la: "x" })).toEqual({
    ngay: "2023-04-22",
    "chi-so": "printed",
    "dia-gioi": "nay",
    sap: "done",
  });
  expect(unitSearch({ ngay: "2023-02-31", "chi-so": "secrets", sinh: "04-08" })).toEqual({});
  expect(remainingSearch({ nhom: "away", "noi-den": "Tỉnh Bình Dương", tim: "Nguyễn" })).toEqual({
    nhom: "away",
    "noi-den": "Tỉnh Bình Dương",
  });
  expect(peopleSearch({ "chi-so": "collected", chua: "1" })).toEqual({ "chi-so": "collected", chua: "1" });
  expect(peopleSearch({ chua: "true" })).toEqual({});
  expect(peopleSearch({ "chi-so": "printed", chua: "1", da: "approved" })).toEqual({ "chi-so": "printed", chua: "1", da: "approved" });
});

it("overrides what is not allowed, since the router keeps keys that are left out", () => {
  const raw = { ngay: "2023-02-31", sap: "nothing", "chi-so": "printed" };
  expect({ ...raw, ...unitSearch(raw) }).toMatchObject({ ngay: undefined, sap: undefined, "chi-so": "printed" });
  const away = { tiep: "//elsewhere.example" };
  expect({ ...away, ...signInSearch(away) }.tiep).toBeUndefined();
});

it("keeps codes as text, with their leading zeros", () => {
  expect(rankingSearch(parseSearch("?trong=01&cap=district"))).toEqual({ trong: "01", cap: "district" });
});

it("comes back from the address as it went", () => {
  const search = { ngay: "2023-04-22", "noi-den": "Thành phố Hồ Chí Minh" };
  expect(parseSearch(stringifySearch(search))).toEqual(search);
  expect(stringifySearch({ ngay: undefined })).toBe("");
});

it.each(["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)"])(
  "does not lead to %s after signing in",
  (tiep) => {
    expect(signInSearch({ tiep })).toEqual({});
  },
);

it("leads back to the page that was asked for", () => {
  expect(signInSearch({ tiep: "/don-vi/35?ngay=2023-04-22" })).toEqual({ tiep: "/don-vi/35?ngay=2023-04-22" });
});
