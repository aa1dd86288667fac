import { defineConfig } from "vitest/config";
import { CountReporter } from "./tools/countReporter.mjs";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts", "tools/**/*.test.ts"],
    testTimeout: 30_000,
    reporters: ["default", new CountReporter()],
  },
});
