export default import.meta.glob<Readonly<Record<string, string>>>("./km/*.json", { eager: true, import: "default" });
