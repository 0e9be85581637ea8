import { defineConfig } from "vite";

const languageOf = (id: string): string | null => {
  const language = /\/messages\/(\w+)\//.exec(id)?.[1];
  return language === undefined ? null : `language-${language}`;
};

export default defineConfig({
  // Relative addresses, so that the page also works below a path prefix of a proxy.
  base: "./",
  build: {
    outDir: "../static",
    emptyOutDir: true,
    target: "es2022",
    // The Content-Security-Policy allows no data: addresses, so nothing may be inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: { fileName: "licences.md" },
    chunkSizeWarningLimit: 900,
    // One file a language: twenty small ones would be asked for one after another, and pack worse.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: languageOf, test: /messages\/(?!en\/)/ }] } } },
  },
  server: { proxy: { "/api": "http://127.0.0.1:8470", "/announcement": "http://127.0.0.1:8470", "/sparql": "http://127.0.0.1:8470" } },
});
