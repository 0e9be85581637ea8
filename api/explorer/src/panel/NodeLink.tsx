/** The name of a thing as a button that shows it in the graph; an announcement as a link that opens the reader. */

import { open } from "../actions/scene";
import { isNodeType, type Reference } from "../api/types";
import { isPage, pageOf } from "../kinds";
import { openReader } from "../reader/address";
import { isPlainClick } from "../reader/plain-click";
import { Text } from "../text/Text";

function read(event: MouseEvent, id: string): void {
  if (!isPlainClick(event)) return;
  event.preventDefault();
  openReader(id);
}

export function NodeLink({ node }: { node: Reference }) {
  const { id, type } = node;
  if (!isNodeType(type)) return <Text>{node.label}</Text>;
  if (isPage(type)) return <a href={pageOf(id)} onClick={(event) => read(event, id)}><Text>{node.label}</Text></a>;
  return (
    <button type="button" class="link" onClick={() => void open({ id, type })}>
      <Text>{node.label}</Text>
    </button>
  );
}
