import { createSignal, For, Show } from 'solid-js';
import {
  addGoal,
  addLanguage,
  addPhase,
  preferLanguage,
  putGoalBack,
  putPhaseBack,
  removeGoal,
  removeLanguage,
  removePhase,
  setBrief,
  setFact,
  setTitle,
  turn,
} from '#domain/campaign/commands.ts';
import type { Campaign } from '#domain/campaign/model.ts';
import type { Stored } from '#domain/shared/document.ts';
import type { Localized } from '#domain/shared/language.ts';
import { briefTexts } from '#i18n/studio/brief.ts';
import { shellTexts } from '#i18n/studio/shell.ts';
import { fill, formatNumber, type Lang } from '#i18n/text.ts';
import EditorBar from '#islands/story/EditorBar.tsx';
import Button from '#islands/ui/Button.tsx';
import Card from '#islands/ui/Card.tsx';
import LocalizedField from '#islands/ui/LocalizedField.tsx';
import Select from '#islands/ui/Select.tsx';
import TextInput from '#islands/ui/TextInput.tsx';
import { say, sayWithUndo } from '#islands/ui/toast.ts';
import { paths } from '#paths';
import GoalList from './GoalList.tsx';
import GoLive from './GoLive.tsx';
import LanguageList from './LanguageList.tsx';
import { makeCampaign } from './make-campaign.ts';
import PhaseList from './PhaseList.tsx';

const reasons = ['why', 'audience', 'exchange', 'sharing'] as const;
const SHOWN_GAPS = 8;

/** What a campaign is for, and how far it is from opening its codes. */
export default function BriefEditor(props: {
  readonly lang: Lang;
  readonly stored: Stored<Campaign>;
  readonly timeZones: readonly string[];
  /** Today where the campaign takes place. */
  readonly today: string;
  /** A day ninety days from now, to begin a goal with. */
  readonly inNinetyDays: string;
  /** Titles of the chapters that show a published scene. */
  readonly opens: readonly string[];
  /** What keeps codes closed, in words, each with its way out. */
  readonly gaps: readonly { readonly text: string; readonly href: string; readonly link: string }[];
}) {
  const t = briefTexts[props.lang];
  const states = shellTexts[props.lang];
  const names = new Intl.DisplayNames([props.lang], { type: 'language' });
  const edited = makeCampaign(props.stored, props.lang);
  const { doc } = edited;

  const [asking, ask] = createSignal(false);
  const goLive = async () => {
    ask(false);
    edited.edit(turn('live'));
    await edited.save();
    if (edited.state() === 'saved') say(t.wentLive);
  };

  const localized = (text: Localized) =>
    Object.entries(text)
      .map(([language, words]) => `${language}: ${words}`)
      .join('\n');
  const parts = (campaign: Campaign) => [
    { label: t.nameLabel, text: localized(campaign.title) },
    { label: t.state, text: states[`state_${campaign.state}`] },
    { label: t.languages, text: campaign.languages.map((code) => names.of(code) ?? code).join(', ') },
    { label: t.town, text: campaign.town },
    { label: t.contact, text: campaign.contact },
    { label: t.timeZone, text: campaign.timeZone },
    ...reasons.map((key) => ({ label: t[key], text: localized(campaign.brief[key]) })),
    {
      label: t.goals,
      text: campaign.goals
        .map(({ kind, target, measure, deadline }) =>
          [t[`kind_${kind}`], formatNumber(props.lang, target), t[`measure_${measure}`], deadline].join(
            ' · ',
          ),
        )
        .join('\n'),
    },
    {
      label: t.phases,
      text: campaign.phases
        .map(({ name, question, from, until }) =>
          [localized(name), localized(question), from, until].filter(Boolean).join(' · '),
        )
        .join('\n'),
    },
  ];

  return (
    <div class="work">
      <div class="stack editor">
        <EditorBar document={edited} parts={parts}>
          <Show when={doc().state === 'draft'}>
            <Button kind="go" onClick={() => ask(true)}>
              {t.goLive}
            </Button>
          </Show>
        </EditorBar>
        <section class="card stack">
          <h2 class="part">{t.about}</h2>
          <LocalizedField
            label={t.nameLabel}
            hint={t.nameHint}
            value={doc().title}
            languages={doc().languages}
            maxLength={120}
            voice="story"
            onInput={(title, language) => edited.edit(setTitle(title), `title ${language}`)}
          />
          <div class="pair">
            <TextInput
              label={t.town}
              hint={t.townHint}
              maxLength={80}
              value={doc().town}
              onInput={(town) => edited.edit(setFact('town', town), 'town')}
            />
            <Select
              label={t.timeZone}
              hint={t.timeZoneHint}
              value={doc().timeZone}
              choices={[...new Set([doc().timeZone, ...props.timeZones])].map((value) => ({
                value,
                label: value.replaceAll('_', ' '),
              }))}
              onChange={(zone) => edited.edit(setFact('timeZone', zone))}
            />
          </div>
          <TextInput
            label={t.contact}
            hint={t.contactHint}
            maxLength={200}
            value={doc().contact}
            onInput={(contact) => edited.edit(setFact('contact', contact), 'contact')}
          />
          <LanguageList
            lang={props.lang}
            languages={doc().languages}
            onAdd={(language) => edited.edit(addLanguage(language))}
            onPrefer={(language) => edited.edit(preferLanguage(language))}
            onRemove={(language, name) => {
              edited.edit(removeLanguage(language));
              sayWithUndo(fill(t.languageRemoved, { language: name }), () =>
                edited.edit(addLanguage(language)),
              );
            }}
          />
        </section>
        <section class="card stack">
          <h2 class="part">{t.reason}</h2>
          <For each={reasons}>
            {(key) => (
              <LocalizedField
                label={t[key]}
                hint={t[`${key}Hint`]}
                value={doc().brief[key]}
                languages={doc().languages}
                maxLength={2_000}
                multiline
                onInput={(text, language) => edited.edit(setBrief(key, text), `${key} ${language}`)}
              />
            )}
          </For>
        </section>
        <section class="card stack">
          <div>
            <h2 class="part">{t.goals}</h2>
            <p class="dim">{t.goalsHint}</p>
          </div>
          <GoalList
            lang={props.lang}
            goals={doc().goals}
            today={props.today}
            onEdit={edited.edit}
            onRemove={(id) => {
              const at = doc().goals.findIndex((goal) => goal.id === id);
              const goal = doc().goals[at];
              edited.edit(removeGoal(id));
              if (goal) sayWithUndo(t.goalRemoved, () => edited.edit(putGoalBack(goal, at)));
            }}
          />
          <div>
            <Button
              small
              disabled={doc().goals.length >= 20}
              onClick={() => edited.edit(addGoal(props.inNinetyDays))}
            >
              {t.goalAdd}
            </Button>
          </div>
        </section>
        <section class="card stack">
          <div>
            <h2 class="part">{t.phases}</h2>
            <p class="dim">{t.phasesHint}</p>
          </div>
          <PhaseList
            lang={props.lang}
            phases={doc().phases}
            languages={doc().languages}
            onEdit={edited.edit}
            onRemove={(id, name) => {
              const at = doc().phases.findIndex((phase) => phase.id === id);
              const phase = doc().phases[at];
              edited.edit(removePhase(id));
              if (!phase) return;
              sayWithUndo(fill(t.phaseRemoved, { phase: name }), () => edited.edit(putPhaseBack(phase, at)));
            }}
          />
          <div>
            <Button small disabled={doc().phases.length >= 30} onClick={() => edited.edit(addPhase())}>
              {t.phaseAdd}
            </Button>
          </div>
        </section>
      </div>
      <aside class="stack">
        <Card title={t.state} aside={states[`state_${doc().state}`]}>
          <p>{t[`stateText_${doc().state}`]}</p>
          <Show when={doc().state === 'live' || doc().state === 'ended'}>
            <a class="mend" href={paths.settings(props.stored.id)}>
              {t.toSettings}
            </a>
          </Show>
        </Card>
        <Show when={doc().state === 'draft' || doc().state === 'live'}>
          <Card
            title={props.gaps.length > 0 ? t.gaps : undefined}
            tone={props.gaps.length > 0 ? 'warn' : undefined}
          >
            <Show when={props.gaps.length > 0} fallback={<p class="fits">{t.ready}</p>}>
              <ul class="plain gaps">
                <For each={props.gaps.slice(0, SHOWN_GAPS)}>
                  {(gap) => (
                    <li>
                      {gap.text}{' '}
                      <a class="mend" href={gap.href}>
                        {gap.link}
                      </a>
                    </li>
                  )}
                </For>
              </ul>
              <Show when={props.gaps.length > SHOWN_GAPS}>
                <p class="dim">
                  {fill(t.more, { n: formatNumber(props.lang, props.gaps.length - SHOWN_GAPS) })}
                </p>
              </Show>
              <p class="dim">{t.gapsLive}</p>
            </Show>
          </Card>
        </Show>
      </aside>
      <GoLive
        lang={props.lang}
        open={asking()}
        opens={props.opens}
        gaps={props.gaps.map(({ text }) => text)}
        onConfirm={() => void goLive()}
        onClose={() => ask(false)}
      />
    </div>
  );
}
