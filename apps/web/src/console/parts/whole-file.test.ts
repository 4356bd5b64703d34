import { expect, it } from "vitest";
import { wholeFile } from "./whole-file.ts";

/** An answer in pieces of two bytes, whole or broken off after the last of them. */
function answer(pieces: number, broken: boolean): Response {
  let sent = 0;
  const body = new ReadableStream({
    pull(stream) {
      sent += 1;
      if (sent <= pieces) stream.enqueue(new Uint8Array([sent, sent]));
      else if (broken) stream.error(new TypeError("network error"));
      else stream.close();
    },
  });
  return new Response(body, { headers: { "content-type": "text/csv" } });
}

it("puts a file together and tells how much has arrived", async () => {
  const told: number[] = [];
  const file = await wholeFile(answer(3, false), (bytes) => told.push(bytes));
  expect([...new Uint8Array(await file.arrayBuffer())]).toEqual([1, 1, 2, 2, 3, 3]);
  expect([told, file.type]).toEqual([[2, 4, 6], "text/csv"]);
});

it("gives nothing of a file that broke off", async () => {
  await expect(wholeFile(answer(3, true), () => {})).rejects.toMatchObject({ code: "file-cut" });
});
