import { KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import * as icao9303 from "./index.ts";
import { day, makeAuthority, makeSigner } from "./test-pki.ts";

it("runs the example of the README", async () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
  const imported = /import \{([^}]*)\} from "@dinhdanh\/icao9303";\n/.exec(example);
  const code = stripTypeScriptTypes(example.slice(imported?.[0].length));
  const promised = [...code.matchAll(/console\.log\(.*\); \/\/ (.*)/g)].map((match) => match[1]);
  expect(promised).toHaveLength(3);

  const authority = await makeAuthority();
  const signer = await makeSigner(authority);
  const logged: string[] = [];
  const given = {
    ...icao9303,
    certificate: signer.der,
    privateKey: KeyObject.from(signer.keys.privateKey),
    authority: authority.der,
    at: day("2022-01-01"),
    console: { log: (value: unknown) => logged.push(String(value)) },
  };
  runInNewContext(code, given);
  expect(logged).toEqual(promised);
  const names = (imported?.[1] ?? "").split(",").map((name) => name.trim());
  expect(names.filter((name) => !(name in icao9303))).toEqual([]);
});
