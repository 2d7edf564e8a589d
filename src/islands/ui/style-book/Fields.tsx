import { createSignal } from 'solid-js';
import type { Localized } from '#domain/shared/language.ts';
import { styleTexts } from '#i18n/studio/style.ts';
import { formatMm, formatPercent } from '#i18n/text.ts';
import Card from '../Card.tsx';
import ColourField from '../ColourField.tsx';
import Combobox from '../Combobox.tsx';
import DateTimeField from '../DateTimeField.tsx';
import LocalizedField from '../LocalizedField.tsx';
import NumberInput from '../NumberInput.tsx';
import Select from '../Select.tsx';
import Slider from '../Slider.tsx';
import Switch from '../Switch.tsx';
import TextArea from '../TextArea.tsx';
import TextInput from '../TextInput.tsx';
import { uiLang } from '../ui-lang.ts';

const zones = [
  'Europe/Berlin',
  'Europe/Vienna',
  'Europe/Zurich',
  'Europe/London',
  'America/New_York',
  'Asia/Tokyo',
];

export default function Fields() {
  const lang = uiLang();
  const t = styleTexts[lang];
  const [title, setTitle] = createSignal<string>(t.titleSample);
  const [question, setQuestion] = createSignal<Localized>({ [lang]: t.questionSample });
  const [note, setNote] = createSignal<string>(t.storyLine);
  const [email, setEmail] = createSignal('mara@');
  const [width, setWidth] = createSignal<number | null>(62);
  const [opens, setOpens] = createSignal('2026-05-10T04:00');
  const [surface, setSurface] = createSignal<'paper' | 'vinyl' | 'glass'>('paper');
  const [zone, setZone] = createSignal('Europe/Berlin');
  const [gate, setGate] = createSignal(true);
  const [logo, setLogo] = createSignal(21);
  const [quiet, setQuiet] = createSignal(4);
  const [colour, setColour] = createSignal('#1c211f');
  return (
    <>
      <Card title={t.fields}>
        <div class="stack">
          <TextInput label={t.titleLabel} hint={t.titleHint} value={title()} onInput={setTitle} />
          <LocalizedField
            label={t.questionLabel}
            languages={[lang, 'fr', 'da']}
            value={question()}
            onInput={setQuestion}
            multiline
            rows={2}
            voice="story"
          />
          <TextArea
            label={t.tabNotes}
            optional
            value={note()}
            onInput={setNote}
            aside={<span class="count">{note().length} / 300</span>}
          />
          <TextInput
            label={t.emailLabel}
            type="email"
            value={email()}
            onInput={setEmail}
            error={t.emailError}
          />
          <TextInput
            label={t.offLabel}
            hint={t.offHint}
            value="LANTERN"
            onInput={() => {}}
            disabled
            voice="mono"
          />
        </div>
      </Card>
      <Card title={t.choices}>
        <div class="stack">
          <Select
            label={t.surfaceLabel}
            value={surface()}
            onChange={setSurface}
            choices={[
              { value: 'paper', label: t.surfacePaper },
              { value: 'vinyl', label: t.surfaceVinyl },
              { value: 'glass', label: t.surfaceGlass, disabled: true },
            ]}
          />
          <Combobox
            label={t.zoneLabel}
            value={zone()}
            onChange={setZone}
            choices={zones.map((value) => ({ value, label: value.replace('_', ' ') }))}
          />
          <NumberInput
            label={t.widthLabel}
            hint={t.widthHint}
            unit="mm"
            min={15}
            max={2000}
            value={width()}
            onChange={setWidth}
          />
          <DateTimeField label={t.opensLabel} hint={t.opensHint} value={opens()} onChange={setOpens} />
          <Switch label={t.gateLabel} hint={t.gateHint} checked={gate()} onChange={setGate} />
          <Switch label={t.gateLabel} hint={t.gateOff} checked={false} onChange={() => {}} disabled />
        </div>
      </Card>
      <Card title={t.ranges}>
        <div class="stack">
          <Slider
            label={t.logoLabel}
            hint={t.logoHint}
            value={logo()}
            min={0}
            max={100}
            onChange={setLogo}
            format={(value) => formatPercent(lang, value / 100)}
            zones={[
              { from: 0, to: 36, kind: 'good' },
              { from: 36, to: 62, kind: 'fair' },
              { from: 62, to: 100, kind: 'bad' },
            ]}
          />
          <Slider
            label={t.plainSlider}
            value={quiet()}
            min={4}
            max={12}
            onChange={setQuiet}
            format={(value) => formatMm(lang, value)}
          />
          <ColourField
            label={t.colourLabel}
            hint={t.colourHint}
            value={colour()}
            onChange={setColour}
            swatches={['#1c211f', '#2c5a4c', '#3b2a4a', '#b3321c']}
          />
        </div>
      </Card>
    </>
  );
}
