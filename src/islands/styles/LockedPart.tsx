import { Lock } from 'lucide-solid';
import { type JSX, Show } from 'solid-js';

/** Controls that a locked style has closed: they stay visible, take no input, and say why. */
export default function LockedPart(props: {
  /** Why, in a sentence; null while they are open. */
  readonly why: string | null;
  readonly children: JSX.Element;
}) {
  return (
    <div class="locked-part" data-locked={props.why === null ? undefined : ''}>
      <Show when={props.why}>
        <p class="locked-note">
          <Lock aria-hidden="true" />
          {props.why}
        </p>
      </Show>
      <div inert={props.why !== null}>{props.children}</div>
    </div>
  );
}
