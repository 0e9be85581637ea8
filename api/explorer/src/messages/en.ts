export default import.meta.glob<Readonly<Record<string, string>>>("./en/*.json", { eager: true, import: "default" });
