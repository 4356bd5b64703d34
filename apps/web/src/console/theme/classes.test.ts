import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));

/** Class → files with a rule for the class alone. Print has rules for everybody's; a phone's stand with the class's own. */
function homesOf(): Map<string, Set<string>> {
  const homes = new Map<string, Set<string>>();
  for (const file of globSync("**/*.css", { cwd: root }).filter((path) => !path.endsWith("print.css"))) {
    const rules = readFileSync(root + file, "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
    for (const [, selectors = ""] of rules.matchAll(/([^{}]+)\{/g)) {
      for (const selector of selectors.split(",")) {
        const [, name] = /^\s*\.([a-z][\w-]*)\s*$/.exec(selector) ?? [];
        if (name !== undefined) homes.set(name, (homes.get(name) ?? new Set()).add(file));
      }
    }
  }
  return homes;
}

it("gives each class one home: all rooms share one sheet, and the later would change the earlier", () => {
  const homes = homesOf();
  expect(homes.size).toBeGreaterThan(100);
  expect([...homes].filter(([, files]) => files.size > 1).map(([name, files]) => `${name}: ${[...files].join(", ")}`)).toEqual([]);
});
