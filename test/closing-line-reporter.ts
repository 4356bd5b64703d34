import { DefaultReporter, type Reporter, type TestModule } from "vitest/node";

type RunEnd = Parameters<NonNullable<Reporter["onTestRunEnd"]>>;

/** The default report, and after it, alone on the very last line, `N passed, N failed`: what CI reads. */
export class ClosingLineReporter extends DefaultReporter {
  constructor() {
    // the live summary of a terminal writes its control codes around the closing line
    super({ summary: false });
  }

  override onTestRunEnd(...[modules, errors, reason]: RunEnd): void {
    try {
      super.onTestRunEnd([...modules], [...errors], reason);
    } finally {
      this.log(closingLine(modules, errors.length));
    }
  }
}

/** A file that could not be loaded and an error outside any test count as failed, too: the line never hides a red run. */
function closingLine(modules: readonly TestModule[], errorsOutsideTests: number): string {
  const count = { passed: 0, failed: errorsOutsideTests, skipped: 0 };
  for (const module of modules) {
    let failedTests = 0;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === "passed") count.passed += 1;
      else if (state === "failed") failedTests += 1;
      else count.skipped += 1;
    }
    count.failed += failedTests === 0 && module.state() === "failed" ? 1 : failedTests;
  }
  return `${count.passed} passed, ${count.failed} failed${count.skipped === 0 ? "" : `, ${count.skipped} skipped`}`;
}
