import * as fc from "fast-check";
import { expect, it } from "vitest";
import { runsOfPage } from "./people-page.ts";

it("reads the page that a list of all would show", () => {
  const lists = fc.array(fc.nat({ max: 6 }), { maxLength: 12 });
  fc.assert(
    fc.property(lists, fc.nat({ max: 60 }), fc.integer({ min: 1, max: 20 }), (sizes, offset, limit) => {
      const runs = sizes.map((n, run) => ({ n, run }));
      const all = runs.flatMap(({ n, run }) => Array.from({ length: n }, (_, index) => `${run}.${index}`));
      const page = runsOfPage(runs, offset, limit);
      const read = page.runs.flatMap(({ n, run }) => Array.from({ length: n }, (_, index) => `${run}.${index}`));
      expect(read.slice(page.skip, page.skip + limit)).toEqual(all.slice(offset, offset + limit));
    }),
  );
});

it("reads no run beside the page", () => {
  const runs = [{ n: 5 }, { n: 0 }, { n: 5 }, { n: 5 }];
  expect(runsOfPage(runs, 5, 5)).toEqual({ runs: [runs[2]], skip: 0 });
  expect(runsOfPage(runs, 4, 2)).toEqual({ runs: [runs[0], runs[2]], skip: 4 });
  expect(runsOfPage(runs, 15, 5)).toEqual({ runs: [], skip: 0 });
});
