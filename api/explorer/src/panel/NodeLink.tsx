/** The name of a thing as a button that shows it in the graph; an announcement as a link to its page. */

import { open } from "../actions/scene";
import { isNodeType, type Reference } from "../api/types";
import { isPage, pageOf } from "../kinds";
import { Text } from "../text/Text";

export function NodeLink({ node }: { node: Reference }) {
  const { id, type } = node;
  if (!isNodeType(type)) return <Text>{node.label}</Text>;
  if (isPage(type)) return <a href={pageOf(node.id)}><Text>{node.label}</Text></a>;
  return (
    <button type="button" class="link" onClick={() => void open({ id, type })}>
      <Text>{node.label}</Text>
    </button>
  );
}
