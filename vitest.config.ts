import { defineConfig } from "vitest/config";
import { CountReporter } from "./tools/countReporter.mjs";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts", "tools/**/*.test.ts"],
    testTimeout: 30_000,
    // Where oneDNN is not there, the reference backend has to train what the tests look at.
    hookTimeout: 240_000,
    reporters: ["default", new CountReporter()],
  },
});
