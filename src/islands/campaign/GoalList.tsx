import { createSignal, Index, Show } from 'solid-js';
import type { CampaignEdit } from '#domain/campaign/commands.ts';
import { editGoal } from '#domain/campaign/commands.ts';
import { type Goal, goalKinds, goalMeasures } from '#domain/campaign/model.ts';
import { briefTexts } from '#i18n/studio/brief.ts';
import { fill, type Lang } from '#i18n/text.ts';
import DateTimeField from '#islands/ui/DateTimeField.tsx';
import IconButton from '#islands/ui/IconButton.tsx';
import NumberInput from '#islands/ui/NumberInput.tsx';
import Select from '#islands/ui/Select.tsx';

/** The goals, one block each. */
export default function GoalList(props: {
  readonly lang: Lang;
  readonly goals: readonly Goal[];
  /** Today where the campaign takes place. */
  readonly today: string;
  readonly onEdit: (command: CampaignEdit, mergeKey: string) => void;
  readonly onRemove: (id: string) => void;
}) {
  const t = briefTexts[props.lang];
  return (
    <Show when={props.goals.length > 0} fallback={<p class="dim">{t.goalsNone}</p>}>
      <Index each={props.goals}>
        {(goal, at) => {
          const change = (part: Partial<Omit<Goal, 'id'>>, what: string) =>
            props.onEdit(editGoal(goal().id, part), `goal ${goal().id} ${what}`);
          const [isCleared, setCleared] = createSignal(false);
          const name = () => fill(t.goal, { n: at + 1 });
          return (
            <fieldset class="block">
              <legend>{name()}</legend>
              <div class="goal">
                <Select
                  label={t.kind}
                  value={goal().kind}
                  choices={goalKinds.map((value) => ({ value, label: t[`kind_${value}`] }))}
                  onChange={(kind) => change({ kind }, 'kind')}
                />
                <NumberInput
                  label={t.target}
                  value={goal().target}
                  min={1}
                  max={1_000_000_000}
                  whole
                  onChange={(target) => target !== null && change({ target }, 'target')}
                />
                <Select
                  label={t.measure}
                  value={goal().measure}
                  choices={goalMeasures.map((value) => ({ value, label: t[`measure_${value}`] }))}
                  onChange={(measure) => change({ measure }, 'measure')}
                />
                <DateTimeField
                  label={t.deadline}
                  kind="day"
                  value={isCleared() ? '' : goal().deadline}
                  error={isCleared() ? t.deadlineNone : goal().deadline < props.today ? t.deadlinePast : null}
                  onChange={(deadline) => {
                    setCleared(deadline === '');
                    if (deadline) change({ deadline }, 'deadline');
                  }}
                />
                <NumberInput
                  label={t.value}
                  unit="€"
                  optional
                  value={centsToMoney(goal().valueCents)}
                  min={0}
                  max={1_000_000}
                  step={0.5}
                  onChange={(value) =>
                    change({ valueCents: value === null ? null : Math.round(value * 100) }, 'value')
                  }
                />
              </div>
              <div class="block-acts">
                <IconButton
                  kind="quiet"
                  small
                  label={fill(t.goalRemove, { n: at + 1 })}
                  onClick={() => props.onRemove(goal().id)}
                >
                  ×
                </IconButton>
              </div>
            </fieldset>
          );
        }}
      </Index>
    </Show>
  );
}

const centsToMoney = (cents: number | null): number | null => (cents === null ? null : cents / 100);
