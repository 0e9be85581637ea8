/** "Carried out" for "carried out": the name of a relation where it stands first. */
export const capitalised = (label: string): string => label.charAt(0).toLocaleUpperCase() + label.slice(1);
