import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig, type Plugin } from "vite";

const ROOT = resolve("desk/frontend");

const ENTRIES = [
  "widget/main.tsx",
  "dashboard/main.tsx",
  "supervision/main.tsx",
  "admin/main.tsx",
  "shared/page.css",
  "demo/shop.css",
];

const SWAGGER_FILES = ["swagger-ui-bundle.js", "swagger-ui-standalone-preset.js", "swagger-ui.css"];

/** Puts the files that /docs needs beside our own, so that no page asks another host. */
function swagger(): Plugin {
  return {
    name: "desk-swagger",
    apply: "build",
    generateBundle() {
      for (const file of SWAGGER_FILES) {
        const source = readFileSync(resolve("node_modules/swagger-ui-dist", file));
        this.emitFile({ type: "asset", fileName: `swagger/${file}`, source });
      }
    },
  };
}

export default defineConfig({
  root: ROOT,
  base: "/static/build/",
  publicDir: false,
  plugins: [swagger()],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: resolve("desk/static/build"),
    emptyOutDir: true,
    manifest: true,
    target: "es2022",
    cssTarget: ["chrome123", "firefox121", "safari17.5"],
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ENTRIES.map((entry) => resolve(ROOT, entry)).filter((path) => existsSync(path)) },
  },
});
