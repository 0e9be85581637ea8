/** Types of things: their words, icons and shapes. */

import type { NodeType } from "./api/types";
import agency from "./icons/agency.svg";
import airport from "./icons/airport.svg";
import announcement from "./icons/announcement.svg";
import country from "./icons/country.svg";
import official from "./icons/official.svg";
import operation from "./icons/operation.svg";
import place from "./icons/place.svg";
import post from "./icons/post.svg";

interface TypeLook {
  one: string;
  many: string;
  icon: string;
  /** The node's outline on the canvas, by Cytoscape's names; types.css clips the legend's marks alike. */
  shape: "ellipse" | "round-rectangle" | "round-diamond" | "round-hexagon" | "round-pentagon" | "round-octagon" | "round-tag";
}

export const TYPES: Readonly<Record<NodeType, TypeLook>> = {
  country: { one: "Country", many: "Countries", icon: country, shape: "round-hexagon" },
  agency: { one: "Agency", many: "Agencies", icon: agency, shape: "round-rectangle" },
  official: { one: "Official", many: "Officials", icon: official, shape: "ellipse" },
  post: { one: "Post", many: "Posts", icon: post, shape: "round-tag" },
  operation: { one: "Operation", many: "Operations", icon: operation, shape: "round-diamond" },
  airport: { one: "Airport", many: "Airports", icon: airport, shape: "round-pentagon" },
  place: { one: "Place", many: "Places", icon: place, shape: "round-octagon" },
  announcement: { one: "Announcement", many: "Announcements", icon: announcement, shape: "round-rectangle" },
};

/** An announcement is evidence, not a node: it opens as a page. */
export const isPage = (type: NodeType): boolean => type === "announcement";

/** Links are relative to the page, which may stand below a proxy's prefix. */
export const pageOf = (id: string): string => id.split("/").map(encodeURIComponent).join("/");
