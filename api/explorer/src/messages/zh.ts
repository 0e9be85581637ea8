export default import.meta.glob<Readonly<Record<string, string>>>("./zh/*.json", { eager: true, import: "default" });
