import { actions } from 'astro:actions';
import { Show } from 'solid-js';
import { type PlanRefusal, planLimits } from '#domain/place/plan.ts';
import { errorSentence } from '#i18n/errors.ts';
import { placesTexts } from '#i18n/studio/places.ts';
import { fill, formatBytes, formatNumber, type Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import { call } from '#islands/ui/call.ts';
import { say, sayError, sayWithUndo } from '#islands/ui/toast.ts';
import UploadButton from './UploadButton.tsx';

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
        <UploadButton
          lang={props.lang}
          label={props.plan ? t.planChange : t.planAdd}
          busyLabel={t.planBusy}
          accept=".geojson,.json,application/geo+json,application/json"
          kind="plan"
          refusal={refusal}
          onUploaded={async ({ id }) => {
            if (await use(id)) say(t.planAdded);
          }}
        />
        <Show when={props.plan}>
          <Button small kind="quiet" onClick={() => void remove()}>
            {t.planRemove}
          </Button>
        </Show>
      </div>
    </div>
  );
}
