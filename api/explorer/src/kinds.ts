/** Types of things: their icons, shapes and words. */

import type { NodeType } from "./api/types";
import agency from "./icons/agency.svg";
import airport from "./icons/airport.svg";
import announcement from "./icons/announcement.svg";
import country from "./icons/country.svg";
import official from "./icons/official.svg";
import operation from "./icons/operation.svg";
import place from "./icons/place.svg";
import post from "./icons/post.svg";
import { currentLanguage, t } from "./text/messages";

interface Look {
  icon: string;
  /** The node's outline on the canvas, by Cytoscape's names; types.css clips the legend's marks alike. */
  shape: "ellipse" | "round-rectangle" | "round-diamond" | "round-hexagon" | "round-pentagon" | "round-octagon" | "round-tag";
}

export const LOOKS: Readonly<Record<NodeType, Look>> = {
  country: { icon: country, shape: "round-hexagon" },
  agency: { icon: agency, shape: "round-rectangle" },
  official: { icon: official, shape: "ellipse" },
  post: { icon: post, shape: "round-tag" },
  operation: { icon: operation, shape: "round-diamond" },
  airport: { icon: airport, shape: "round-pentagon" },
  place: { icon: place, shape: "round-octagon" },
  announcement: { icon: announcement, shape: "round-rectangle" },
};

/** "Agencies", and "agency", in the reader's language. */
export const typeInPlural = (type: NodeType): string => t(`search.type-${type}`);
export const typeName = (type: NodeType): string => t(`table.type-${type}`);

/** An announcement is evidence, not a node: it opens as a page. */
export const isPage = (type: NodeType): boolean => type === "announcement";

/** A page, which has no other way to know the language that was chosen here; links are relative, as a proxy may have a prefix. */
export const pageOf = (id: string): string => `${id.split("/").map(encodeURIComponent).join("/")}?lang=${currentLanguage()}`;
