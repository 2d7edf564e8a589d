import { actions } from 'astro:actions';
import { createSignal, Show } from 'solid-js';
import { type PlanRefusal, planLimits } from '#domain/place/plan.ts';
import { errorSentence } from '#i18n/errors.ts';
import { placesTexts } from '#i18n/studio/places.ts';
import { fill, formatBytes, formatNumber, type Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import { call } from '#islands/ui/call.ts';
import Spinner from '#islands/ui/Spinner.tsx';
import { say, sayError, sayWithUndo } from '#islands/ui/toast.ts';
import { upload } from './upload.ts';

/** A plan in use: its asset and where that lies. */
export interface UsedPlan {
  readonly id: string;
  readonly url: string;
}

/** Sets the plan that the map is drawn on, or takes it off again. */
export default function PlanTool(props: {
  readonly lang: Lang;
  readonly campaignId: string;
  readonly plan: UsedPlan | null;
  readonly onChange: (plan: UsedPlan | null) => void;
}) {
  const t = placesTexts[props.lang];
  const [busy, setBusy] = createSignal(false);
  let input!: HTMLInputElement;

  /** True when the server took it. */
  const use = async (plan: string | null): Promise<boolean> => {
    const done = await call(actions.place.setPlan({ campaignId: props.campaignId, plan }), props.lang);
    if (done.ok) props.onChange(done.data?.plan ?? null);
    else sayError(done.error.message);
    return done.ok;
  };
  const refusal = (message: string | null, { plan, n, max }: Readonly<Record<string, unknown>>): string => {
    const key = `plan_${String(plan) as PlanRefusal}` as const;
    if (!Object.hasOwn(t, key)) return message ?? errorSentence(props.lang, 'unavailable');
    const count = (value: unknown) => formatNumber(props.lang, typeof value === 'number' ? value : 0);
    return fill(t[key], { n: count(n), max: count(max) });
  };
  const take = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    const made = await upload(file, 'plan');
    if (!made.ok) sayError(refusal(made.message, made.details));
    else if (await use(made.data.id)) say(t.planAdded);
    setBusy(false);
    input.value = '';
  };
  const remove = async () => {
    const before = props.plan?.id ?? null;
    if (await use(null)) sayWithUndo(t.planRemoved, () => void use(before));
  };

  return (
    <div class="plan-tool">
      <Show when={!props.plan}>
        <p>
          <strong>{t.mapNoPlan}</strong>{' '}
          {fill(t.planHint, { limit: formatBytes(props.lang, planLimits.bytes) })}
        </p>
      </Show>
      <div class="row">
        <input
          ref={input}
          class="sr-only"
          type="file"
          accept=".geojson,.json,application/geo+json,application/json"
          tabIndex={-1}
          aria-hidden="true"
          onChange={(event) => void take(event.currentTarget.files?.[0])}
        />
        <Button small onClick={() => input.click()} disabled={busy()}>
          {props.plan ? t.planChange : t.planAdd}
        </Button>
        <Show when={props.plan}>
          <Button small kind="quiet" onClick={() => void remove()} disabled={busy()}>
            {t.planRemove}
          </Button>
        </Show>
        <Show when={busy()}>
          <Spinner label={t.planBusy} />
        </Show>
      </div>
    </div>
  );
}
