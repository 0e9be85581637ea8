/** The whole answer as a file, in each format that the endpoint writes. */

import { t } from "../text/messages";
import { endpointAddress, FORMATS } from "./link";
import type { Facts } from "./types";

export function ExportMenu({ form, facts: { query, asOf } }: { form: keyof typeof FORMATS; facts: Facts }) {
  return (
    <details class="query-export">
      <summary>{t("query.export")}</summary>
      <div>
        <p>{t("query.export-whole")}</p>
        <ul>
          {FORMATS[form].map(([format, end]) => (
            <li key={format}><a href={endpointAddress(query, { format, as_of: asOf })} download={`crackdown-answer.${end}`}>{t(`query.format-${format}`)}</a></li>
          ))}
          <li><a href={endpointAddress(query, { as_of: asOf, format: "html" })}>{t("query.as-page")}</a></li>
        </ul>
      </div>
    </details>
  );
}
