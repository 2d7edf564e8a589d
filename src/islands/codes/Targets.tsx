import '#styles/codes.css';
import { createMemo, createSignal, For, onCleanup, Show } from 'solid-js';
import type { CampaignState } from '#domain/campaign/model.ts';
import {
  addRule,
  bringBack,
  moveRule,
  removeRule,
  retire,
  setOtherwise,
  setRule,
} from '#domain/code/commands.ts';
import { type Code, resolveTarget, type Target } from '#domain/code/model.ts';
import { checkSchedule, nextChange, standingOf } from '#domain/code/schedule.ts';
import { newId } from '#domain/shared/id.ts';
import { fromLocalTime, toLocalTime } from '#domain/shared/time.ts';
import { codesTexts } from '#i18n/studio/codes.ts';
import { fill, formatDate, type Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import Card from '#islands/ui/Card.tsx';
import Chip from '#islands/ui/Chip.tsx';
import DateTimeField from '#islands/ui/DateTimeField.tsx';
import CodeHistory from './CodeHistory.tsx';
import RuleCard from './RuleCard.tsx';
import TargetField from './TargetField.tsx';
import { type TargetChoices, targetWords } from './target-choices.ts';

export interface TargetsProps extends TargetChoices {
  readonly lang: Lang;
  readonly campaign: { readonly id: string; readonly timeZone: string; readonly state: CampaignState };
  /** The code as edited now; `version` is the stored one, so that the history follows each save. */
  readonly code: {
    readonly id: string;
    readonly letters: string;
    readonly version: number;
    readonly doc: Code;
  };
  /** One command on the code's document: `document.edit` of `makeDocument`. */
  readonly onChange: (command: (code: Code) => Code, mergeKey?: string | null) => void;
}

const MINUTE_MS = 60_000;

/** Where one code leads: now, at certain times, else; its retirement and its history. */
export default function Targets(props: TargetsProps) {
  const t = codesTexts[props.lang];
  const [now, setNow] = createSignal(Date.now());
  const clock = setInterval(() => setNow(Date.now()), MINUTE_MS);
  onCleanup(() => clearInterval(clock));
  const [previewAt, setPreviewAt] = createSignal('');
  const [said, setSaid] = createSignal('');
  const [dragged, setDragged] = createSignal<string | null>(null);

  const doc = () => props.code.doc;
  const zone = () => props.campaign.timeZone;
  const zoneWords = () => zone().replaceAll('_', ' ');
  const words = (target: Target | null) => targetWords(target, props, props.lang);
  const resolved = createMemo(() => resolveTarget(doc(), now(), zone()));
  const standing = () => standingOf(resolved().target, props);
  const change = createMemo(() => nextChange(doc(), now(), zone()));
  const findings = createMemo(() => checkSchedule(doc().rules, zone(), now()));
  const preview = () =>
    previewAt() === '' ? null : resolveTarget(doc(), fromLocalTime(previewAt(), zone()), zone());

  const fallbackTarget = (): Target | null => {
    const [chapter] = props.chapters;
    const [scene] = props.scenes;
    if (doc().otherwise) return doc().otherwise;
    if (chapter) return { kind: 'chapter', id: chapter.id };
    return scene ? { kind: 'scene', id: scene.id } : null;
  };
  const add = () => {
    const target = fallbackTarget();
    if (!target) return;
    const hour = 60 * MINUTE_MS;
    const from = toLocalTime(Math.ceil(Date.now() / hour) * hour, zone());
    props.onChange(addRule({ id: newId('rul'), from, until: null, target }));
  };
  const move = (id: string, to: number) => {
    const from = doc().rules.findIndex((rule) => rule.id === id);
    if (to < 0 || to >= doc().rules.length || from === to) return;
    props.onChange(moveRule(id, to));
    setSaid(fill(t.moved, { n: from + 1, to: to + 1 }));
  };

  return (
    <div class="targets stack">
      <Card title={t.leads}>
        <dl class="leads">
          <div>
            <dt>{t.leadsNow}</dt>
            <dd>
              <strong>{doc().retired ? t.state_retired : words(resolved().target)}</strong>
              <Show when={!doc().retired}>
                <small>
                  {resolved().rule >= 0
                    ? fill(t.leadsByRule, { n: resolved().rule + 1 })
                    : doc().rules.length > 0
                      ? t.leadsElse
                      : ''}
                </small>
              </Show>
            </dd>
          </div>
          <Show when={!doc().retired && change()}>
            {(at) => (
              <div>
                <dt>{fill(t.leadsFrom, { time: formatDate(props.lang, at(), zone()) })}</dt>
                <dd>{words(resolveTarget(doc(), at(), zone()).target)}</dd>
              </div>
            )}
          </Show>
        </dl>
        <Show when={!doc().retired && standing() !== 'ready'}>
          <p class="notice" data-tone="warn">
            {t[`why_${standing()}`]}
          </p>
        </Show>
        <Show when={props.campaign.state === 'draft'}>
          <p class="dim">{t.campaignDraft}</p>
        </Show>
        <Show when={props.campaign.state === 'ended' || props.campaign.state === 'archived'}>
          <p class="dim">{t.campaignOver}</p>
        </Show>
      </Card>

      <Card title={doc().rules.length > 0 ? t.otherwise : t.otherwiseOnly}>
        <TargetField
          lang={props.lang}
          label={t.otherwise}
          value={doc().otherwise}
          choices={props}
          onChange={(target, mergeKey) => props.onChange(setOtherwise(target), mergeKey)}
        />
      </Card>

      <Card title={t.rules}>
        <p>{doc().rules.length > 0 ? fill(t.rulesLead, { zone: zoneWords() }) : t.rulesNone}</p>
        <ol class="rules plain">
          <For each={doc().rules.map(({ id }) => id)}>
            {(id, index) => (
              <Show when={doc().rules.find((rule) => rule.id === id)}>
                {(rule) => (
                  <RuleCard
                    lang={props.lang}
                    index={index()}
                    count={doc().rules.length}
                    rule={rule()}
                    finding={findings()[index()] ?? null}
                    active={!doc().retired && resolved().rule === index()}
                    choices={props}
                    onChange={(change, mergeKey) => props.onChange(setRule(id, change), mergeKey)}
                    onMove={(to) => move(id, to)}
                    onRemove={() => props.onChange(removeRule(id))}
                    onDrag={() => setDragged(id)}
                    onDrop={() => {
                      const moved = dragged();
                      setDragged(null);
                      if (moved) move(moved, index());
                    }}
                  />
                )}
              </Show>
            )}
          </For>
        </ol>
        <p class="sr-only" role="status">
          {said()}
        </p>
        <div class="row">
          <Button small onClick={add} disabled={fallbackTarget() === null || doc().rules.length >= 50}>
            {t.addRule}
          </Button>
          <Show when={fallbackTarget() === null}>
            <small>{t.addRuleOff}</small>
          </Show>
        </div>
        <Show when={doc().rules.length > 0}>
          <div class="preview-at">
            <DateTimeField
              label={t.previewAt}
              hint={fill(t.previewHint, { zone: zoneWords() })}
              value={previewAt()}
              onChange={setPreviewAt}
            />
            <Show when={preview()}>
              {(found) => (
                <p role="status">
                  {fill(t.previewSays, { target: words(found().target) })}{' '}
                  <Chip>
                    {found().rule >= 0 ? fill(t.leadsByRule, { n: found().rule + 1 }) : t.leadsElse}
                  </Chip>
                </p>
              )}
            </Show>
          </div>
        </Show>
      </Card>

      <Card title={doc().retired ? t.retired : t.life} tone={doc().retired ? 'warn' : undefined}>
        <p>{doc().retired ? t.retiredText : t.retireText}</p>
        <Show
          when={doc().retired}
          fallback={
            <Button small kind="danger" onClick={() => props.onChange(retire)}>
              {t.retire}
            </Button>
          }
        >
          <Button small onClick={() => props.onChange(bringBack)}>
            {t.bringBack}
          </Button>
        </Show>
      </Card>

      <CodeHistory
        lang={props.lang}
        campaignId={props.campaign.id}
        codeId={props.code.id}
        version={props.code.version}
        timeZone={zone()}
        choices={props}
      />
    </div>
  );
}
