// Builds the console into apps/web/dist; quiet and quick when nothing changed. Runs at the end of `npm ci`, so it never
// fails the installation: where Vite cannot run, the server builds (or says what is missing) when it starts.
import { existsSync, globSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL(".", import.meta.url));
const built = join(root, "dist", "index.html");
const inputs = ["src/**/*.{ts,tsx,css}", "*.{html,json,ts}", "../../{modules,packages}/*/src/**/*.ts"];

function newestInput(): number {
  const times = inputs.flatMap((pattern) => globSync(pattern, { cwd: root })).map((file) => statSync(join(root, file)).mtimeMs);
  return Math.max(...times);
}

const fresh = () => existsSync(built) && statSync(built).mtimeMs >= newestInput();

try {
  if (!fresh()) {
    const { build } = await import("vite");
    await build({ configFile: join(root, "vite.config.ts"), logLevel: "error" });
  }
} catch (error) {
  console.error(`The console could not be built: ${error instanceof Error ? error.message : String(error)}`);
  console.error("Everything else is installed. To try again: node apps/web/build.ts");
}
