export default import.meta.glob<Readonly<Record<string, string>>>("./th/*.json", { eager: true, import: "default" });
