import { afterAll, expect, it } from "vitest";
import { encodePortrait, syntheticPortrait } from "@dinhdanh/portrait/node";
import { portraitJudge } from "./portrait-judge.ts";

const judge = portraitJudge();
afterAll(() => judge.close());

const good = Buffer.from(syntheticPortrait("máy chủ"));
const plain = (width: number, height: number) =>
  Buffer.from(encodePortrait({ width, height, data: new Uint8ClampedArray(width * height * 4).fill(230) }));
const keys = async (image: Buffer, by = judge) => (await by.judge(image)).faults.map(({ key }) => key);

it("judges from the pixels, and tells what it measured", async () => {
  const look = await judge.judge(good);
  expect(look.faults).toEqual([]);
  expect(look.measures).toMatchObject({ faces: 1, proportion: 1.5 });
  expect(look.measures["sharpness"]).toBeGreaterThan(0);
  expect(await judge.judge(Buffer.from(good))).toBe(look);
  expect(await keys(plain(480, 720))).toContain("no-face");
});

it("answers what is no picture, too large or cut off by a fault of its own, and goes on", async () => {
  const broken = [Buffer.from("<svg/>"), good.subarray(0, 4000), Buffer.alloc(2 ** 20 + 1, 0xff), plain(2200, 2200)];
  for (const image of broken) expect(await keys(image)).toEqual(["unreadable"]);
  expect(await keys(Buffer.from(syntheticPortrait("sau đó")))).toEqual([]);
});

it("gives up a picture that takes too long, and begins anew", async () => {
  const hasty = portraitJudge(1);
  expect(await keys(good, hasty)).toEqual(["too-slow"]);
  await hasty.close();
});

it("leaves the others their turn", async () => {
  const looking = judge.judge(Buffer.from(syntheticPortrait("đông")));
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 1);
  await looking;
  clearInterval(timer);
  expect(turns).toBeGreaterThan(5);
});
