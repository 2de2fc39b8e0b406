import { defineConfig } from "vite";

/** The one file that host pages load: no modules, no imports, a fixed name. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: "desk/static/build",
    emptyOutDir: false,
    target: "es2022",
    lib: {
      entry: "desk/frontend/widget/loader.ts",
      formats: ["iife"],
      name: "DeskLoader",
      fileName: () => "widget.js",
    },
  },
});
