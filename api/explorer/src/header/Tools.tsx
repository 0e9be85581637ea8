/** What one does with the page as a whole: share, keep, export, language, theme; where there is no room, in one list. */

import { changeLanguage, share } from "../actions/start";
import { ExportMenu, Exports } from "../keep/ExportMenu";
import { Menu } from "../keep/Menu";
import { Saved, SavedMenu } from "../keep/SavedMenu";
import { currentLanguage, type Language, LANGUAGES, remember, t } from "../text/messages";
import { toggleTheme } from "../theme";
import { useTablet } from "./useWidth";

interface Properties {
  canShare: boolean;
  canExport: boolean;
}

export function Tools({ canShare, canExport }: Properties) {
  if (useTablet()) return <div class="page-tools"><Everything canShare={canShare} canExport={canExport} /></div>;
  return (
    <div class="page-tools">
      {canShare && <ShareButton />}
      <SavedMenu />
      {canExport && <ExportMenu />}
      <Languages />
      <Theme />
    </div>
  );
}

function Everything({ canShare, canExport }: Properties) {
  return (
    <Menu label="⋯" name={t("views.tools")} hint={t("views.tools")} kind="everything">
      {(close) => (
        <>
          <div class="menu-row"><Languages /><Theme />{canShare && <ShareButton />}</div>
          <Saved onOpen={close} />
          {canExport && <section><h2 class="title">{t("keep.export")}</h2><Exports onDone={close} /></section>}
        </>
      )}
    </Menu>
  );
}

const ShareButton = () => <button type="button" onClick={() => void share()} title={t("views.share-hint")}>{t("views.share")}</button>;

const Theme = () => (
  <button type="button" class="theme" onClick={toggleTheme} aria-label={t("views.theme")} title={t("views.theme")}><span aria-hidden="true">◐</span></button>
);

function Languages() {
  const choose = (language: Language) => {
    remember(language);
    void changeLanguage(language);
  };
  return (
    <select aria-label={t("views.language")} value={currentLanguage()} onChange={(event) => choose(event.currentTarget.value as Language)}>
      {Object.entries(LANGUAGES).map(([code, name]) => <option key={code} value={code} lang={code}>{name}</option>)}
    </select>
  );
}
