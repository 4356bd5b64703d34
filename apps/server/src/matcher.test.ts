import { setTimeout as sleep } from "node:timers/promises";
import { fingers as fingerNames } from "@dinhdanh/capture";
import { syntheticPrint } from "@dinhdanh/capture/device";
import type { Abis, Print } from "@dinhdanh/dossiers";
import { newId, systemClock } from "@dinhdanh/kernel";
import { encode } from "fast-png";
import { expect, it } from "vitest";
import { matcherOf } from "./matcher.ts";

const [an, binh] = [newId(), newId()];

const printsOf = (seed: string, touch: number): Print[] =>
  ([1, 2, 7] as const).map((finger) => {
    const { width, height, data } = syntheticPrint(seed, fingerNames[finger - 1] ?? "RIGHT_THUMB", touch);
    return { finger, mediaType: "image/png", bytes: Buffer.from(encode({ width, height, data, channels: 1, depth: 8 })) };
  });

async function ask(abis: Abis, personId: string, prints: Print[], requestId = newId()) {
  await abis.submit({ requestId, dossierId: newId(), personId, prints });
  for (let time = 0; time < 200; time += 1) {
    const answer = await abis.answer(requestId);
    if (answer !== "working") return answer;
    await sleep(25);
  }
  throw new Error("no answer");
}

it("knows a person again, and finds the prints of another under a new name", async () => {
  const abis = matcherOf({ DINHDANH_ABIS: "reference" }, systemClock);
  if (abis === null) throw new Error("no matcher");
  expect(await abis.answer(newId())).toBe("unknown");
  expect(await ask(abis, an, printsOf("an", 1))).toEqual({ candidates: [], enrolled: false });
  expect(await ask(abis, an, printsOf("an", 2))).toMatchObject({ candidates: [{ personId: an }], enrolled: true });
  expect(await ask(abis, binh, printsOf("an", 3))).toMatchObject({ candidates: [{ personId: an }], enrolled: false });
  expect(await ask(abis, an, printsOf("someone else", 1))).toEqual({ candidates: [], enrolled: true });
});

it("is not there when nothing names one", () => expect(matcherOf({}, systemClock)).toBeNull());
