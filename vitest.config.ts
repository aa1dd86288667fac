import { defineConfig } from "vitest/config";
import { CountReporter } from "./tools/countReporter.mjs";

/** Tests that load modules anew, with others in their place. */
const reloading = ["src/linalg/openblas.test.ts"];

export default defineConfig({
  test: {
    testTimeout: 30_000,
    // Where oneDNN is not there, the reference backend has to train what the tests look at.
    hookTimeout: 240_000,
    reporters: ["default", new CountReporter()],
    projects: [
      {
        extends: true,
        test: {
          // Files of one process share what they import: loading the libraries takes longer than most tests.
          name: "shared",
          include: ["src/**/*.test.ts"],
          exclude: ["src/backends/**", ...reloading],
          isolate: false,
          // A process opens oneDNN with one number of threads.
          env: { OMP_NUM_THREADS: "1" },
        },
      },
      {
        extends: true,
        test: {
          name: "apart",
          include: [
            "src/backends/**/*.test.ts",
            ...reloading,
            "test/**/*.test.ts",
            "tools/**/*.test.ts",
          ],
        },
      },
    ],
  },
});
