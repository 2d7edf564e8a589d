import type { Localized } from '#domain/shared/language.ts';
import LocalizedField from '#islands/ui/LocalizedField.tsx';
import { useEditing } from './editing.ts';

/** A text of the scene in the editor's language; all fields change language together. */
export default function Words(props: {
  readonly label: string;
  readonly value: Localized;
  readonly onInput: (value: Localized) => void;
  readonly maxLength: number;
  readonly hint?: string | undefined;
  readonly optional?: boolean | undefined;
  readonly hideLabel?: boolean | undefined;
  readonly multiline?: boolean | undefined;
  readonly rows?: number | undefined;
  readonly voice?: 'text' | 'story' | undefined;
}) {
  const { languages, language, setLanguage } = useEditing();
  return (
    <LocalizedField
      {...props}
      languages={languages}
      language={language()}
      onLanguage={setLanguage}
      onInput={(value) => props.onInput(value)}
    />
  );
}
