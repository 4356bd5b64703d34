import { defineConfig } from "vitest/config";
import { ClosingLineReporter } from "./test/closing-line-reporter.ts";

const excluded = ["**/node_modules/**", "**/dist/**", "**/.data/**"];

export default defineConfig({
  test: {
    reporters: [new ClosingLineReporter()],
    maxWorkers: 2,
    allowOnly: false,
    globalSetup: ["./packages/testkit/src/global-setup.ts"],
    exclude: excluded,
    projects: [
      {
        extends: true,
        test: {
          name: "house",
          include: ["test/house/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{packages,modules,apps,simulation,bench}/**/*.test.{ts,tsx}"],
          testTimeout: 90_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["test/{browser,e2e}/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
