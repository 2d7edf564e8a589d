import { createSignal, For, Show } from 'solid-js';
import type { SavedStyle, StyleUse } from '#domain/qr/style-library.ts';
import { lockParts } from '#domain/qr/style-library-schema.ts';
import type { Fonts } from '#domain/qr/text.ts';
import type { Stored } from '#domain/shared/document.ts';
import { pick } from '#domain/shared/language.ts';
import { stylesTexts } from '#i18n/studio/styles.ts';
import { fill, type Lang, plural } from '#i18n/text.ts';
import Chip from '#islands/ui/Chip.tsx';
import Menu from '#islands/ui/Menu.tsx';
import Switch from '#islands/ui/Switch.tsx';
import { paths } from '#paths';
import type { StyleScore } from './make-style-scores.ts';
import StyleMini from './StyleMini.tsx';
import UpdateCodesDialog from './UpdateCodesDialog.tsx';

export type StyleAct = 'rename' | 'copy' | 'download' | 'remove';

/** One style of the library: how it looks and scans, what of it is locked, and who wears it. */
export default function LibraryStyle(props: {
  readonly lang: Lang;
  readonly style: Stored<SavedStyle>;
  readonly uses: readonly StyleUse[];
  readonly score: StyleScore;
  readonly payload: string;
  readonly fonts: Fonts | null;
  readonly images: ReadonlyMap<string, string>;
  readonly mayLock: boolean;
  readonly onAct: (act: StyleAct) => void;
  readonly onLock: (locked: SavedStyle['locked']) => void;
  readonly onUpdated: () => void;
}) {
  const t = stylesTexts[props.lang];
  const [updating, setUpdating] = createSignal(false);
  const doc = () => props.style.doc;
  const due = () => props.uses.filter(({ takes }) => takes.length > 0).length;
  const isLocked = () => doc().locked.length > 0;
  const byCampaign = () => {
    const campaigns = new Map<string, StyleUse[]>();
    for (const use of props.uses)
      campaigns.set(use.campaignId, [...(campaigns.get(use.campaignId) ?? []), use]);
    return [...campaigns.values()];
  };
  const verdict = () => {
    const { score } = props;
    if (score.state === 'waiting') return <Chip>{t.scoreWait}</Chip>;
    if (score.state === 'failed') return <Chip tone="warn">{t.scoreFailed}</Chip>;
    const words = score.passes ? t.scorePass : t.scoreRefused;
    return (
      <Chip tone={score.passes ? 'ok' : 'bad'}>
        {fill(t.score, { n: score.score })}, {words}
      </Chip>
    );
  };
  const closed = () => isLocked() && !props.mayLock;
  return (
    <article class="card library-style" aria-label={doc().name}>
      <div class="library-picture">
        <StyleMini
          style={doc().style}
          payload={props.payload}
          fonts={props.fonts}
          images={props.images}
          label={fill(t.sampleOf, { name: doc().name })}
        />
      </div>
      <div class="library-says">
        <header>
          <h2>{doc().name}</h2>
          <Menu
            label={<span aria-hidden="true">⋯</span>}
            name={fill(t.actionsOf, { name: doc().name })}
            kind="quiet"
            small
            items={[
              { value: 'rename', label: t.rename, disabled: closed() },
              { value: 'copy', label: t.copy },
              { value: 'download', label: t.download },
              { value: 'remove', label: t.remove, danger: true, apart: true, disabled: closed() },
            ]}
            onSelect={(act) => props.onAct(act as StyleAct)}
          />
        </header>
        <p>{verdict()}</p>
        <details open={props.uses.length > 0 && props.uses.length <= 4}>
          <summary>
            {props.uses.length === 0
              ? t.usedNone
              : plural(props.lang, props.uses.length, { one: t.usedOne, other: t.used })}
          </summary>
          <For each={byCampaign()}>
            {(uses) => (
              <p class="used-in">
                {pick(uses[0]?.campaignTitle ?? {}, props.lang, uses[0]?.languages ?? []).text}{' '}
                <For each={uses}>
                  {(use) => (
                    <>
                      <a class="code-text" href={paths.code(use.campaignId, use.codeId)}>
                        {use.letters}
                      </a>{' '}
                    </>
                  )}
                </For>
              </p>
            )}
          </For>
        </details>
        <Show when={due() > 0}>
          <p>
            {plural(props.lang, due(), { one: t.dueOne, other: t.due })}.{' '}
            <button type="button" class="mend" onClick={() => setUpdating(true)}>
              {t.updateOffer}
            </button>
          </p>
        </Show>
        <fieldset class="locks">
          <legend>{t.lockTitle}</legend>
          <For each={lockParts}>
            {(part) => (
              <Switch
                label={t[`Part_${part}`]}
                hint={t[`why_${part}`]}
                checked={doc().locked.includes(part)}
                disabled={!props.mayLock}
                onChange={(on) =>
                  props.onLock(lockParts.filter((one) => (one === part ? on : doc().locked.includes(one))))
                }
              />
            )}
          </For>
          <p class="hint">{props.mayLock ? t.lockHint : t.lockOwner}</p>
        </fieldset>
      </div>
      <UpdateCodesDialog
        lang={props.lang}
        open={updating()}
        style={{ id: props.style.id, name: doc().name }}
        uses={props.uses}
        onClose={() => setUpdating(false)}
        onChanged={() => props.onUpdated()}
      />
    </article>
  );
}
