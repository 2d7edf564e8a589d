import { createSignal, For, Show } from 'solid-js';
import { sceneColours } from '#components/play/colours.ts';
import { setTheme, turn } from '#domain/campaign/commands.ts';
import { type Campaign, type CampaignState, defaultTheme } from '#domain/campaign/model.ts';
import { contrast } from '#domain/qr/colour.ts';
import type { Stored } from '#domain/shared/document.ts';
import { briefTexts } from '#i18n/studio/brief.ts';
import { settingsTexts } from '#i18n/studio/settings.ts';
import { shellTexts } from '#i18n/studio/shell.ts';
import { fill, formatNumber, type Lang } from '#i18n/text.ts';
import EditorBar from '#islands/story/EditorBar.tsx';
import Button from '#islands/ui/Button.tsx';
import Card from '#islands/ui/Card.tsx';
import ColourField from '#islands/ui/ColourField.tsx';
import ConfirmDialog from '#islands/ui/ConfirmDialog.tsx';
import { say } from '#islands/ui/toast.ts';
import { paths } from '#paths';
import { makeCampaign } from './make-campaign.ts';

const colours = ['paper', 'ink', 'accent'] as const;
/** WCAG 2.2, 1.4.3: text of ordinary size. */
const READABLE = 4.5;

/** Colours of the scenes with their contrast, the export, and the end of a campaign. */
export default function SettingsEditor(props: {
  readonly lang: Lang;
  readonly stored: Stored<Campaign>;
  /** Where the bundle is downloaded; null when this server offers none. */
  readonly exportHref: string | null;
  /** The beginning of the story, to show the colours on; an empty text stands for none yet. */
  readonly sample: { readonly campaign: string; readonly title: string; readonly text: string };
}) {
  const t = settingsTexts[props.lang];
  const states = shellTexts[props.lang];
  const edited = makeCampaign(props.stored, props.lang);
  const { doc } = edited;
  const [asking, ask] = createSignal<CampaignState | null>(null);
  const pairs = () =>
    (['ink', 'accent'] as const).map((key) => ({
      key,
      ratio: contrast(doc().theme[key], doc().theme.paper),
    }));
  const shown = () => sceneColours(doc().theme);
  const isDefault = () => colours.every((key) => doc().theme[key] === defaultTheme[key]);

  async function step(state: CampaignState): Promise<void> {
    ask(null);
    edited.edit(turn(state));
    await edited.save();
    if (edited.state() === 'saved') say(fill(t.turned, { state: states[`state_${state}`] }));
  }

  const steps = (): { to: CampaignState; label: string; kind: 'plain' | 'danger' }[] => {
    switch (doc().state) {
      case 'draft':
        return [];
      case 'live':
        return [
          { to: 'ended', label: t.step_ended, kind: 'danger' },
          { to: 'draft', label: t.step_draft, kind: 'plain' },
        ];
      case 'ended':
        return [
          { to: 'archived', label: t.step_archived, kind: 'plain' },
          { to: 'live', label: t.step_live, kind: 'plain' },
        ];
      case 'archived':
        return [{ to: 'ended', label: t.step_reopen, kind: 'plain' }];
    }
  };
  const closesCodes = (to: CampaignState) => doc().state === 'live' && (to === 'ended' || to === 'draft');
  const parts = (campaign: Campaign) => [
    ...colours.map((key) => ({ label: t[key], text: campaign.theme[key] })),
    { label: briefTexts[props.lang].state, text: states[`state_${campaign.state}`] },
  ];

  return (
    <div class="stack editor">
      <EditorBar document={edited} parts={parts} />
      <section class="card stack">
        <div>
          <h2 class="part">{t.themeTitle}</h2>
          <p class="dim">{t.themeLead}</p>
        </div>
        <div class="theme">
          <div class="stack">
            <For each={colours}>
              {(key) => (
                <ColourField
                  label={t[key]}
                  hint={t[`${key}Hint`]}
                  value={doc().theme[key]}
                  onChange={(colour) => edited.edit(setTheme(key, colour), `theme ${key}`)}
                />
              )}
            </For>
            <ul class="plain contrasts" aria-live="polite">
              <For each={pairs()}>
                {({ key, ratio }) => (
                  <li>
                    <span>
                      {fill(t.contrastOf, {
                        pair: t[`contrastPair_${key}`],
                        ratio: formatNumber(props.lang, Math.floor(ratio * 10) / 10, {
                          minimumFractionDigits: 1,
                        }),
                      })}
                    </span>
                    <span class="chip" data-tone={ratio >= READABLE ? 'ok' : 'bad'}>
                      {ratio >= READABLE ? t.contrastFine : t.contrastLow}
                    </span>
                  </li>
                )}
              </For>
            </ul>
            <Show when={pairs().some(({ ratio }) => ratio < READABLE)}>
              <p class="dim">{t.contrastFallback}</p>
            </Show>
            <Show when={!isDefault()}>
              <div>
                <Button
                  small
                  kind="quiet"
                  class="flush"
                  onClick={() => edited.edit((campaign) => ({ ...campaign, theme: { ...defaultTheme } }))}
                >
                  {t.reset}
                </Button>
              </div>
            </Show>
          </div>
          <figure class="scene-sample">
            <div
              class="sample"
              style={{
                '--sample-paper': shown().paper,
                '--sample-ink': shown().ink,
                '--sample-soft': shown().soft,
                '--sample-accent': shown().accent,
                '--sample-on-accent': shown().onAccent,
              }}
              aria-hidden="true"
            >
              <small>{props.sample.campaign}</small>
              <strong>{props.sample.title || t.sampleQuestion}</strong>
              <p>{props.sample.text || t.sampleText}</p>
              <span>{t.sampleChoice}</span>
            </div>
            <figcaption class="dim">{t.sample}</figcaption>
          </figure>
        </div>
      </section>
      <div class="tiles">
        <Show when={props.exportHref}>
          {(href) => (
            <Card title={t.exportTitle}>
              <p>{t.exportText}</p>
              <a class="btn" href={href()} download="">
                {t.exportButton}
              </a>
            </Card>
          )}
        </Show>
        <Card title={t.endTitle} aside={states[`state_${doc().state}`]}>
          <p>{briefTexts[props.lang][`stateText_${doc().state}`]}</p>
          <div class="row">
            <Show when={doc().state === 'draft'}>
              <a class="mend" href={paths.brief(props.stored.id)}>
                {t.toBrief}
              </a>
            </Show>
            <For each={steps()}>
              {({ to, label, kind }) => (
                <Button kind={kind} onClick={() => (closesCodes(to) ? ask(to) : void step(to))}>
                  {label}
                </Button>
              )}
            </For>
          </div>
        </Card>
      </div>
      <ConfirmDialog
        open={asking() !== null}
        title={asking() === 'draft' ? t.draftQuestion : t.endQuestion}
        text={asking() === 'draft' ? t.draftText : t.endText}
        verb={asking() === 'draft' ? t.step_draft : t.step_ended}
        onConfirm={() => void step(asking() ?? 'ended')}
        onClose={() => ask(null)}
      />
    </div>
  );
}
