import { defineConfig } from "vitest/config";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    include: ["desk/frontend/**/*.test.ts", "desk/frontend/**/*.test.tsx"],
    environment: "node",
  },
});
