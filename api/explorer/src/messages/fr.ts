export default import.meta.glob<Readonly<Record<string, string>>>("./fr/*.json", { eager: true, import: "default" });
