import { expect, it } from "vitest";
import { words } from "../words/words.ts";
import { problemWordsFor } from "./problem-words.ts";
import { Problem } from "./problem.ts";

it("says what the server said, when it wrote for people", () => {
  const problem = new Problem(403, "outside-scope", "Đơn vị này nằm ngoài địa bàn của bạn", "Chọn đơn vị trong địa bàn.");
  expect(problemWordsFor(problem)).toEqual({
    what: { said: problem.message },
    next: { said: "Chọn đơn vị trong địa bàn." },
    retryable: false,
  });
});

it.each([0, 400, 401, 403, 404, 413, 418, 429, 500, 502, 503])("has words of its own for a bare %d", (status) => {
  const { what, next, retryable } = problemWordsFor(new Problem(status, status === 0 ? "offline" : "unexplained", ""));
  expect(words).toHaveProperty(what as string);
  expect(words).toHaveProperty(next as string);
  expect(retryable).toBe(status === 0 || status === 429 || status >= 500);
});

it("never shows what a broken answer contained", () => {
  const { what } = problemWordsFor(new Problem(200, "unreadable", "/people/x", "fullName: expected string"));
  expect(what).toBe("problemUnreadable");
});
