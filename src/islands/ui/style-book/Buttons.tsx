import { createSignal } from 'solid-js';
import { styleTexts } from '#i18n/studio/style.ts';
import Button from '../Button.tsx';
import Card from '../Card.tsx';
import CodeText from '../CodeText.tsx';
import IconButton from '../IconButton.tsx';
import Segmented from '../Segmented.tsx';
import Tabs from '../Tabs.tsx';
import { uiLang } from '../ui-lang.ts';

export default function Buttons() {
  const t = styleTexts[uiLang()];
  const [view, setView] = createSignal<'map' | 'matrix' | 'calendar' | 'lanes'>('matrix');
  return (
    <>
      <Card title={t.buttons}>
        <div class="row">
          <Button kind="go">{t.goOn}</Button>
          <Button>{t.plain}</Button>
          <Button kind="quiet">{t.quiet}</Button>
          <Button kind="danger">{t.danger}</Button>
          <Button busy>{t.busy}</Button>
          <Button kind="go" disabled>
            {t.off}
          </Button>
          <Button small>{t.small}</Button>
          <IconButton label={t.moreActions}>
            <svg viewBox="0 0 20 20" fill="currentColor" aria-hidden="true">
              <circle cx="4" cy="10" r="1.6" />
              <circle cx="10" cy="10" r="1.6" />
              <circle cx="16" cy="10" r="1.6" />
            </svg>
          </IconButton>
          <button type="button" class="mend">
            {t.cardMend}
          </button>
        </div>
      </Card>
      <Card title={t.viewLabel}>
        <div class="stack">
          <Segmented
            label={t.viewLabel}
            value={view()}
            onChange={setView}
            choices={[
              { value: 'map', label: t.map },
              { value: 'matrix', label: t.matrix },
              { value: 'calendar', label: t.calendar },
              { value: 'lanes', label: t.lanes, disabled: true },
            ]}
          />
          <Tabs
            label={t.tabsLabel}
            tabs={[
              { value: 'notes', label: t.tabNotes, content: () => <p>{t.tabNotesText}</p> },
              { value: 'permit', label: t.tabPermit, content: () => <p>{t.tabPermitText}</p> },
            ]}
          />
        </div>
      </Card>
      <Card title={t.type}>
        <div class="stack" data-gap="small">
          <h1>{t.titleSample}</h1>
          <h2>{t.titleSample}</h2>
          <h3>{t.titleSample}</h3>
          <p class="story">{t.storyLine}</p>
          <CodeText>WGMRK.EU/Q/7KQ2M</CodeText>
        </div>
      </Card>
    </>
  );
}
