import { Show } from 'solid-js';
import { attentionTexts } from '#i18n/studio/attention.ts';
import { fill, type Lang } from '#i18n/text.ts';
import Card from '#islands/ui/Card.tsx';
import NumberInput from '#islands/ui/NumberInput.tsx';
import Segmented from '#islands/ui/Segmented.tsx';
import Slider from '#islands/ui/Slider.tsx';
import { PRINT_WIDTH } from '../print-size.ts';
import type { Attention } from './make-attention.ts';

/** How large the print is, how it hangs, and from where people look. */
export default function HangingCard(props: { readonly lang: Lang; readonly attention: Attention }) {
  const t = attentionTexts[props.lang];
  const { attention } = props;
  const degrees = (value: number) => fill(t.degrees, { n: value });
  const angle = (key: 'turnDeg' | 'swingDeg' | 'leanDeg', label: string, most: number) => (
    <Slider
      label={label}
      value={attention.pose()[key]}
      min={-most}
      max={most}
      step={1}
      format={degrees}
      onChange={(value) => attention.setPose({ ...attention.pose(), [key]: value })}
    />
  );
  return (
    <Card title={t.print}>
      <NumberInput
        label={t.width}
        value={attention.widthMm()}
        {...PRINT_WIDTH}
        unit="mm"
        onChange={(mm) => mm !== null && attention.setWidth(mm)}
      />
      <NumberInput
        label={t.wanted}
        hint={t.wantedHint}
        value={attention.wantedM()}
        min={0.1}
        max={200}
        step={0.5}
        unit="m"
        onChange={(m) => m !== null && attention.setWantedM(m)}
      />
      <div class="control-line">
        <span class="label">{t.how}</span>
        <Segmented
          label={t.how}
          small
          value={attention.isFree() ? 'corners' : 'pose'}
          choices={[
            { value: 'pose', label: t.byPose },
            { value: 'corners', label: t.byCorners },
          ]}
          onChange={(how) => attention.setFree(how === 'corners')}
        />
      </div>
      <Show
        when={attention.isFree()}
        fallback={
          <>
            {angle('turnDeg', t.turn, 180)}
            {angle('swingDeg', t.swing, 70)}
            {angle('leanDeg', t.lean, 70)}
          </>
        }
      >
        <p class="why">{t.cornersLead}</p>
      </Show>
    </Card>
  );
}
