/** All keys, in one sheet. */

import { t } from "../text/messages";
import { KEYS } from "./keys";
import { Sheet } from "./Sheet";

export function Keys() {
  return (
    <Sheet title={t("network.keys")} name="keys">
      <div class="key-groups">
        {KEYS.map(([group, keys]) => (
          <section key={group}>
            <h3 class="title">{t(`network.keys-${group}`)}</h3>
            <dl>
              {keys.map(([name, key]) => (
                <div key={name}>
                  <dt>{t(`network.key-${name}`)}</dt>
                  <dd><kbd>{key}</kbd></dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p class="weight">{t("network.keys-mouse")}</p>
    </Sheet>
  );
}
