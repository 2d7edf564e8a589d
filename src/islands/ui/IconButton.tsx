import { splitProps } from 'solid-js';
import Button, { type ButtonProps } from './Button.tsx';

/** A button that shows only an icon (its children); `label` is its name and its tooltip. */
export default function IconButton(props: ButtonProps & { readonly label: string }) {
  const [own, rest] = splitProps(props, ['label', 'class']);
  return (
    <Button {...rest} class={`btn-icon ${own.class ?? ''}`} aria-label={own.label} title={own.label}>
      {props.children}
    </Button>
  );
}
