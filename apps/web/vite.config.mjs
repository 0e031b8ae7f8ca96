import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const root = fileURLToPath(new URL(".", import.meta.url));

/** Two pages, no inlined file (the content security policy has no `data:`), no polyfill. */
export default defineConfig({
  root,
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: ["index.html", "diagnosis.html"].map((page) => root + page) },
  },
});
