import { createServer } from "node:http";
import { once } from "node:events";
import { afterEach, expect, it } from "vitest";
import { startWaiting, type Waiting } from "./waiting.ts";

const labels = { roll: { vi: "Nhập danh sách", en: "roll import" }, acts: { vi: "Nhập hành vi", en: "acts import" } };
let waiting: Waiting<keyof typeof labels> | undefined;
afterEach(() => waiting?.stop());

const start = async (port = 0) => {
  waiting = await startWaiting({ port, host: "127.0.0.1" }, labels);
  return `http://127.0.0.1:${waiting.port}`;
};

it("shows at every address of a page how far it is, and is nowhere taken for the server", async () => {
  const address = await start();
  waiting?.tell("roll", 0.428);
  for (const path of ["/", "/don-vi/35?ngay=2023-04-22"]) {
    const answer = await fetch(address + path);
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
    const page = await answer.text();
    expect(page).toContain("Nhập danh sách");
    expect(page).toContain("42 %");
    // the script stands in the page as the policy has it
    const policy = answer.headers.get("content-security-policy") ?? "";
    const script = /<script>([\s\S]*)<\/script>/.exec(page)?.[1] ?? "";
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(script));
    expect(policy).toContain(`'sha256-${Buffer.from(digest).toString("base64")}'`);
  }
  const ready = await fetch(`${address}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([
    503,
    {
      status: "loading",
      steps: [
        { key: "roll", label: labels.roll, fraction: 0.428 },
        { key: "acts", label: labels.acts, fraction: 0 },
      ],
    },
  ]);
  expect((await fetch(`${address}/healthz`)).status).toBe(200);
});

it("tells programs in their language to come back", async () => {
  const address = await start();
  const answer = await fetch(`${address}/api/v1/session`, { headers: { "accept-language": "en" } });
  expect([answer.status, answer.headers.get("content-type")]).toEqual([503, "application/problem+json"]);
  expect(await answer.json()).toMatchObject({ code: "still-loading", status: 503, title: "The server is loading data" });
});

it("leaves its port at once, also with a page open", async () => {
  const address = await start();
  await fetch(address);
  const port = waiting?.port ?? 0;
  await waiting?.stop();
  waiting = undefined;
  const next = createServer((_, response) => response.end("the server")).listen(port, "127.0.0.1");
  await once(next, "listening");
  expect(await (await fetch(address)).text()).toBe("the server");
  next.close();
  next.closeAllConnections();
});

it("finds a port that is taken before any work", async () => {
  await start();
  await expect(startWaiting({ port: waiting?.port ?? 0, host: "127.0.0.1" }, labels)).rejects.toMatchObject({ code: "EADDRINUSE" });
});
