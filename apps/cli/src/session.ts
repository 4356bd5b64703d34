import { openRegister, type Register, registerOptions } from "@dinhdanh/server";
import { UnusableFile } from "@dinhdanh/ledger";
import { LinkRefused } from "@dinhdanh/linkage";
import { WorkbookGiven } from "@dinhdanh/tabular";
import { makeFolder } from "./paths.ts";
import { exitCodes, linkRefusalWords, Refused, tellError, tellRefusal } from "./output.ts";

/** Runs a command on the register and closes it again, whatever happens. Sets the exit code. */
export async function withRegister(work: (register: Register) => Promise<void>): Promise<void> {
  await reporting(async () => {
    const register = await openHere();
    try {
      await work(register);
    } finally {
      await register.close();
    }
  });
}

/** The register of the environment. @throws {Refused} when its database or folder cannot be used as the environment names it */
export async function openHere(): Promise<Register> {
  const options = registerOptions(process.env);
  try {
    // where no home can be made, what opens the register would try for ever
    if (options.databaseUrl === undefined) makeFolder(options.home);
    return await openRegister(options);
  } catch (error) {
    if (error instanceof Refused) throw new Refused({ code: "home-unusable", retryable: false });
    const { code = "" } = error as { code?: unknown };
    const refusal = (options.databaseUrl === undefined ? ofFolder : ofDatabase)[String(code)];
    if (refusal === undefined) throw error;
    throw new Refused({ code: refusal, retryable: refusal === "database-unreachable" });
  }
}

const ofFolder: Readonly<Record<string, string>> = {
  ...{ EACCES: "home-unusable", EPERM: "home-unusable", EROFS: "home-unusable", ENOTDIR: "home-unusable", EEXIST: "home-unusable" },
  ...{ ENOSPC: "disk-full", DATABASE_NEWER: "database-newer" },
};
/** Codes of the system and SQLSTATEs. */
const ofDatabase: Readonly<Record<string, string>> = {
  ...{ ECONNREFUSED: "database-unreachable", ENOTFOUND: "database-unreachable", EAI_AGAIN: "database-unreachable" },
  ...{ ETIMEDOUT: "database-unreachable", EHOSTUNREACH: "database-unreachable", CONNECT_TIMEOUT: "database-unreachable" },
  ...{ "28P01": "database-refuses", "28000": "database-refuses", "3D000": "database-missing", ERR_INVALID_URL: "database-url-malformed" },
  DATABASE_NEWER: "database-newer",
};

/** Refusals become words and exit code 2; everything else is a fault and keeps its stack. */
export async function reporting(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Refused) tellRefusal(error.refusal);
    else if (error instanceof LinkRefused) tellError({ code: error.code, message: linkRefusalWords(error), details: error.details });
    else if (error instanceof WorkbookGiven) tellRefusal({ code: error.code, retryable: false });
    else if (error instanceof UnusableFile) tellError({ code: error.code, message: fileWords[error.code](error.names) });
    else throw error;
    process.exitCode = exitCodes.refused;
  }
}

const fileWords: Record<UnusableFile["code"], (names: readonly string[]) => string> = {
  "missing-file": ([name]) => `There is no file ${name}.`,
  "no-header": () =>
    'No column of the file is known. Its first row must name the columns (docs/file-formats.md); other names than those take --map "HEADER=field".',
  "unknown-column": (headers) =>
    `Columns that are not known: ${quoted(headers)}. Rename them (docs/file-formats.md), or say where they go: ${headers.map((header) => `--map "${header}="`).join(" ")} leaves them out, --map "HEADER=field" takes one.`,
  "unknown-field": (fields) => `There is no field ${quoted(fields)} for --map. The fields are the columns in docs/file-formats.md.`,
  "mapping-mismatch": (headers) => `The file has no column ${quoted(headers)}, which --map names. Write it as it stands in the file.`,
  "column-twice": (headers) =>
    `The column ${quoted(headers)} names a field that another column names already. Leave one out: --map "${headers.join("")}=".`,
  "missing-column": (fields) =>
    `The file has no column for ${quoted(fields)}, which every row needs. Add it (docs/file-formats.md), or map the one that holds it: --map "HEADER=${fields[0]}".`,
};

const quoted = (names: readonly string[]) => names.map((name) => `“${name}”`).join(", ");
