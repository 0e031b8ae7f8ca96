import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const root = fileURLToPath(new URL(".", import.meta.url));

/** Running locally, `config.json` comes from the environment; a published page has a file of its own. */
const localConfig = {
  name: "local-config",
  configureServer({ middlewares }) {
    middlewares.use("/config.json", (_request, response) => {
      response.setHeader("content-type", "application/json");
      response.end(process.env["PAGE_CONFIG"] ?? "{}");
    });
  },
};

/** Two pages, no inlined file (the content security policy has no `data:`), no polyfill. */
export default defineConfig({
  root,
  plugins: [localConfig],
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: ["index.html", "diagnosis.html"].map((page) => root + page) },
  },
});
