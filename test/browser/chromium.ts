import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** What playwright-core's `chromium.launch` takes. */
export type Chromium = { executablePath: string; args: string[]; env: Record<string, string> };

/** Root cannot use Chromium's sandbox; the other two keep it from calling home, which would hang where there is no network. */
const args = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"];

/**
 * A Chromium for the browser tests: `CHROME_PATH`, one that the machine has, else the one inside `@sparticuz/chromium`.
 * `DINHDANH_TEST_CHROMIUM=bundled` forces the last.
 */
export async function chromiumPath(): Promise<Chromium> {
  const candidates = [process.env["CHROME_PATH"], "/usr/bin/chromium", "/usr/bin/google-chrome"];
  const found =
    process.env["DINHDANH_TEST_CHROMIUM"] === "bundled" ? undefined : candidates.find((path) => path !== undefined && existsSync(path));
  if (found !== undefined) return { executablePath: found, args, env: environment() };
  const folder = await unpacked();
  const fonts = existsSync("/etc/fonts/fonts.conf") ? {} : { FONTCONFIG_PATH: fontConfiguration(folder) };
  // the package carries nss and nspr, which a small machine lacks, for a browser that is linked against them
  const env = { ...environment(), LD_LIBRARY_PATH: join(folder, "al2023", "lib"), ...fonts };
  return { executablePath: join(folder, "chromium"), args, env };
}

/** Unpacks once per version and machine, 2 s; renamed into place when complete, so that a killed run leaves no half of a browser. */
async function unpacked(): Promise<string> {
  const manifest = fileURLToPath(new URL("../package.json", import.meta.resolve("@sparticuz/chromium")));
  const version = createHash("sha256").update(readFileSync(manifest)).digest("hex").slice(0, 12);
  const folder = join(tmpdir(), `dinhdanh-chromium-${version}`);
  if (existsSync(folder)) return folder;
  const staging = mkdtempSync(`${folder}-`);
  // the package adds the libraries only where it believes to be on Lambda
  const env = { ...environment(), TMPDIR: staging, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" };
  await promisify(execFile)(process.execPath, [fileURLToPath(new URL("inflate-chromium.ts", import.meta.url))], { env });
  try {
    renameSync(staging, folder);
  } catch (error) {
    // another process was first
    rmSync(staging, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** The package's own configuration names folders of Lambda. */
function fontConfiguration(folder: string): string {
  const dir = join(folder, "fonts", "fonts");
  const text = `<?xml version="1.0"?><fontconfig><dir>${dir}</dir><cachedir>${join(folder, "fonts-cache")}</cachedir></fontconfig>\n`;
  writeFileSync(join(folder, "fonts", "fonts.conf"), text);
  return join(folder, "fonts");
}

function environment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
