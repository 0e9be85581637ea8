/** The name of a thing as a button that shows it in the graph; an announcement as a link that opens the reader. */

import { open } from "../actions/scene";
import { isNodeType, type Reference } from "../api/types";
import { isPage } from "../kinds";
import { ReaderLink } from "../reader/ReaderLink";
import { Text } from "../text/Text";

export function NodeLink({ node }: { node: Reference }) {
  const { id, type } = node;
  if (!isNodeType(type)) return <Text>{node.label}</Text>;
  if (isPage(type)) return <ReaderLink id={id}><Text>{node.label}</Text></ReaderLink>;
  return (
    <button type="button" class="link" onClick={() => void open({ id, type })}>
      <Text>{node.label}</Text>
    </button>
  );
}
