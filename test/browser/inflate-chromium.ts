import chromium from "@sparticuz/chromium";

// Run as a process of its own by chromium.ts: the package unpacks into the TMPDIR of its process.
await chromium.executablePath();
