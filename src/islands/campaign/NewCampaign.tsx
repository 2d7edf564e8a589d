import { actions } from 'astro:actions';
import { createSignal } from 'solid-js';
import { modernZone } from '#domain/campaign/time-zones.ts';
import { offeredLanguages } from '#domain/shared/language.ts';
import { campaignsTexts } from '#i18n/studio/campaigns.ts';
import type { Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import { type CallError, call } from '#islands/ui/call.ts';
import Select from '#islands/ui/Select.tsx';
import TextInput from '#islands/ui/TextInput.tsx';
import { paths } from '#paths';

/** The form that begins a campaign; leads to its story. */
export default function NewCampaign(props: { readonly lang: Lang; readonly timeZones: readonly string[] }) {
  const t = campaignsTexts[props.lang];
  const names = new Intl.DisplayNames([props.lang], { type: 'language' });
  const here = modernZone(Intl.DateTimeFormat().resolvedOptions().timeZone);
  const zones = props.timeZones.includes(here) ? [...new Set([here, ...props.timeZones])] : props.timeZones;
  const [title, setTitle] = createSignal('');
  const [language, setLanguage] = createSignal<(typeof offeredLanguages)[number]>(props.lang);
  const [second, setSecond] = createSignal('');
  const [timeZone, setTimeZone] = createSignal(props.timeZones.includes(here) ? here : 'UTC');
  const [error, setError] = createSignal<CallError | null>(null);
  const [missing, setMissing] = createSignal(false);
  const [busy, setBusy] = createSignal(false);

  async function begin(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setMissing(title().trim() === '');
    if (missing()) return;
    setBusy(true);
    const made = await call(
      actions.campaign.create({
        title: title(),
        language: language(),
        secondLanguage: second() || null,
        timeZone: timeZone(),
      }),
      props.lang,
    );
    if (made.ok) location.assign(paths.story(made.data.id));
    else {
      setError(made.error);
      setBusy(false);
    }
  }

  return (
    <form class="card stack form-narrow" onSubmit={begin} novalidate>
      <TextInput
        label={t.name}
        hint={t.nameHint}
        value={title()}
        onInput={setTitle}
        maxLength={120}
        required
        error={missing() ? t.nameMissing : null}
      />
      <Select
        label={t.language}
        value={language()}
        choices={offeredLanguages.map((value) => ({ value, label: names.of(value) ?? value }))}
        onChange={(chosen) => {
          setLanguage(chosen);
          if (second() === chosen) setSecond('');
        }}
      />
      <Select
        label={t.secondLanguage}
        hint={t.secondLanguageHint}
        optional
        value={second()}
        choices={[
          { value: '', label: t.secondLanguageNone },
          ...offeredLanguages
            .filter((value) => value !== language())
            .map((value) => ({ value: value as string, label: names.of(value) ?? value })),
        ]}
        onChange={setSecond}
      />
      <Select
        label={t.timeZone}
        hint={t.timeZoneHint}
        value={timeZone()}
        choices={zones.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
        onChange={setTimeZone}
      />
      {error() && (
        <p class="notice" data-tone="bad" role="alert">
          {error()?.message}
        </p>
      )}
      <div class="row">
        <Button kind="go" type="submit" disabled={busy()}>
          {t.begin}
        </Button>
        <a class="btn" href={paths.studio()}>
          {t.cancel}
        </a>
      </div>
    </form>
  );
}
