import { For, Show } from 'solid-js';
import { type CampaignEdit, editPhase, movePhase } from '#domain/campaign/commands.ts';
import type { Phase } from '#domain/campaign/model.ts';
import { pick } from '#domain/shared/language.ts';
import { briefTexts } from '#i18n/studio/brief.ts';
import { fill, type Lang } from '#i18n/text.ts';
import DateTimeField from '#islands/ui/DateTimeField.tsx';
import IconButton from '#islands/ui/IconButton.tsx';
import LocalizedField from '#islands/ui/LocalizedField.tsx';

/** The phases in order; moved by the arrows, which keep the focus. */
export default function PhaseList(props: {
  readonly lang: Lang;
  readonly phases: readonly Phase[];
  readonly languages: readonly string[];
  readonly onEdit: (command: CampaignEdit, mergeKey: string | null) => void;
  readonly onRemove: (id: string, name: string) => void;
}) {
  const t = briefTexts[props.lang];
  const ids = () => props.phases.map(({ id }) => id);
  return (
    <Show when={props.phases.length > 0} fallback={<p class="dim">{t.phasesNone}</p>}>
      <For each={ids()}>
        {(id, at) => {
          const phase = () => props.phases.find((each) => each.id === id);
          const name = () =>
            pick(phase()?.name ?? {}, props.lang, props.languages).text ||
            fill(t.phaseUnnamed, { n: at() + 1 });
          const change = (part: Partial<Omit<Phase, 'id'>>, what: string) =>
            props.onEdit(editPhase(id, part), `phase ${id} ${what}`);
          const isTurned = () => {
            const { from, until } = phase() ?? {};
            return Boolean(from && until && until < from);
          };
          const move = (by: number) => (event: MouseEvent & { currentTarget: HTMLButtonElement }) => {
            const button = event.currentTarget;
            props.onEdit(movePhase(id, by), null);
            button.focus();
          };
          return (
            <fieldset class="block">
              <legend>{name()}</legend>
              <div class="phase-fields">
                <LocalizedField
                  label={t.phaseName}
                  value={phase()?.name ?? {}}
                  languages={props.languages}
                  maxLength={80}
                  onInput={(value, language) => change({ name: value }, `name ${language}`)}
                />
                <LocalizedField
                  label={t.phaseQuestion}
                  value={phase()?.question ?? {}}
                  languages={props.languages}
                  maxLength={200}
                  voice="story"
                  onInput={(question, language) => change({ question }, `question ${language}`)}
                />
                <DateTimeField
                  label={t.from}
                  kind="day"
                  value={phase()?.from ?? ''}
                  onChange={(from) => change({ from: from || null }, 'from')}
                />
                <DateTimeField
                  label={t.until}
                  kind="day"
                  value={phase()?.until ?? ''}
                  min={phase()?.from ?? undefined}
                  error={isTurned() ? t.datesWrong : null}
                  onChange={(until) => change({ until: until || null }, 'until')}
                />
              </div>
              <div class="block-acts">
                <IconButton
                  kind="quiet"
                  small
                  label={fill(t.phaseUp, { phase: name() })}
                  aria-disabled={at() === 0 ? 'true' : undefined}
                  onClick={move(-1)}
                >
                  ↑
                </IconButton>
                <IconButton
                  kind="quiet"
                  small
                  label={fill(t.phaseDown, { phase: name() })}
                  aria-disabled={at() === props.phases.length - 1 ? 'true' : undefined}
                  onClick={move(1)}
                >
                  ↓
                </IconButton>
                <IconButton
                  kind="quiet"
                  small
                  label={fill(t.phaseRemove, { phase: name() })}
                  onClick={() => props.onRemove(id, name())}
                >
                  ×
                </IconButton>
              </div>
            </fieldset>
          );
        }}
      </For>
    </Show>
  );
}
