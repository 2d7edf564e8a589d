import { Show } from 'solid-js';
import type { TargetRule } from '#domain/code/model.ts';
import type { RuleFinding } from '#domain/code/schedule.ts';
import { localTimePattern } from '#domain/shared/time.ts';
import { codesTexts } from '#i18n/studio/codes.ts';
import { fill, type Lang, localeOf } from '#i18n/text.ts';
import Chip from '#islands/ui/Chip.tsx';
import DateTimeField from '#islands/ui/DateTimeField.tsx';
import IconButton from '#islands/ui/IconButton.tsx';
import TargetField from './TargetField.tsx';
import type { TargetChoices } from './target-choices.ts';

/** One stretch of time and where the code leads in it. Dragged by its grip, or moved by its arrows. */
export default function RuleCard(props: {
  readonly lang: Lang;
  readonly index: number;
  readonly count: number;
  readonly rule: TargetRule;
  readonly finding: RuleFinding | null;
  /** It is this rule's time now. */
  readonly active: boolean;
  readonly choices: TargetChoices;
  readonly onChange: (change: Partial<Omit<TargetRule, 'id'>>, mergeKey: string | null) => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
  readonly onDrag: () => void;
  readonly onDrop: () => void;
}) {
  const t = codesTexts[props.lang];
  const number = () => ({ n: props.index + 1 });
  const time = (value: string): string | null => (localTimePattern.test(value) ? value : null);
  const finding = () => {
    const found = props.finding;
    if (!found) return null;
    const rules = new Intl.ListFormat(localeOf(props.lang)).format(
      found.above.map((above) => fill(t.rule, { n: above + 1 })),
    );
    if (found.above.length > 1 && found.kind === 'hidden') return fill(t.find_hiddenMany, { rules });
    if (found.above.length > 1 && found.kind === 'overlap') return fill(t.find_overlapMany, { rules });
    return fill(t[`find_${found.kind}`], { rules });
  };
  let card!: HTMLLIElement;
  return (
    <li
      class="rule"
      ref={card}
      data-active={props.active ? '' : undefined}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        props.onDrop();
      }}
    >
      <div class="rule-head">
        <span
          class="grip"
          draggable={true}
          title={t.drag}
          aria-hidden="true"
          onDragStart={(event) => {
            event.dataTransfer?.setDragImage(card, 12, 12);
            event.dataTransfer?.setData('text/plain', props.rule.id);
            props.onDrag();
          }}
        >
          ⠿
        </span>
        <strong>{fill(t.rule, number())}</strong>
        <Show when={props.active}>
          <Chip tone="ok">{t.leadsNow}</Chip>
        </Show>
        <span class="push" />
        <IconButton
          small
          kind="quiet"
          label={fill(t.up, number())}
          disabled={props.index === 0}
          onClick={() => props.onMove(props.index - 1)}
        >
          ↑
        </IconButton>
        <IconButton
          small
          kind="quiet"
          label={fill(t.down, number())}
          disabled={props.index === props.count - 1}
          onClick={() => props.onMove(props.index + 1)}
        >
          ↓
        </IconButton>
        <IconButton small kind="quiet" label={fill(t.remove, number())} onClick={() => props.onRemove()}>
          ×
        </IconButton>
      </div>
      <div class="rule-times">
        <DateTimeField
          label={t.from}
          hint={props.rule.from ? undefined : t.fromHint}
          value={props.rule.from ?? ''}
          max={props.rule.until ?? undefined}
          onChange={(value) => props.onChange({ from: time(value) }, null)}
        />
        <DateTimeField
          label={t.until}
          hint={props.rule.until ? undefined : t.untilHint}
          value={props.rule.until ?? ''}
          min={props.rule.from ?? undefined}
          onChange={(value) => props.onChange({ until: time(value) }, null)}
        />
      </div>
      <TargetField
        lang={props.lang}
        label={fill(t.rule, number())}
        value={props.rule.target}
        choices={props.choices}
        onChange={(target, mergeKey) =>
          props.onChange({ target }, mergeKey && `${mergeKey}:${props.rule.id}`)
        }
      />
      <Show when={finding()}>
        {(sentence) => (
          <p class="notice" data-tone={props.finding?.kind === 'past' ? undefined : 'warn'}>
            {sentence()}
          </p>
        )}
      </Show>
    </li>
  );
}
