/** @typedef {import("vitest/node").Reporter} Reporter */

/**
 * Ends a test run with one line to count by: `N passed, N failed`, and `, N skipped` where some were.
 *
 * A file that cannot be loaded and an error outside any test count as one failure each. A run without a test fails.
 *
 * @implements {Reporter}
 */
export class CountReporter {
  /**
   * @param {readonly import("vitest/node").TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const states = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => test.result().state),
    );
    /** @param {string} state */
    const count = (state) => states.filter((other) => other === state).length;
    const broken = modules.flatMap((module) => [module, ...module.children.allSuites()]);
    const passed = count("passed");
    const failed =
      count("failed") +
      broken.reduce((sum, part) => sum + part.errors().length, 0) +
      unhandledErrors.length;
    const skipped = states.length - passed - count("failed");
    if (passed === 0) process.exitCode = 1;
    console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  }
}
