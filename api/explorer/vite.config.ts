/// <reference types="vitest/config" />
import { defineConfig } from "vite";
import { leanCytoscape } from "./bundling/lean-cytoscape.ts";

export default defineConfig({
  // Relative addresses, so that the page also works below a path prefix of a proxy.
  base: "./",
  plugins: [leanCytoscape()],
  build: {
    outDir: "../static",
    emptyOutDir: true,
    target: "es2022",
    // The Content-Security-Policy allows no data: addresses, so nothing may be inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: { fileName: "licences.md" },
    chunkSizeWarningLimit: 900,
  },
  test: { setupFiles: ["tests/speak-english.ts"] },
  server: { proxy: { "/api": "http://127.0.0.1:8470", "/announcement": "http://127.0.0.1:8470", "/sparql": "http://127.0.0.1:8470" } },
});
