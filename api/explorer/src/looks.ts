/** All views but the network, which is there at once, and the query, which brings an editor: they share most of their
 * parts, and packed as one file they are a quarter smaller than file by file. */

export { Add } from "./add/Add";
export { Figures } from "./figures/Figures";
export { Flows } from "./flows/Flows";
export { Ledger } from "./ledger/Ledger";
export { MapView } from "./map/Map";
export { Overview } from "./overview/Overview";
export { Reader } from "./reader/Reader";
export { Review } from "./review/Review";
export { Sources } from "./sources/Sources";
export { Table } from "./table/Table";
export { Lanes } from "./timeline/Lanes";
