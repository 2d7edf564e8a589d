import Button from '#islands/ui/Button.tsx';

/** Stands where an editor stood after its document went to the trash: brings it back, or leads away. */
export default function Trashed(props: {
  readonly title: string;
  readonly text: string;
  readonly undo: string;
  readonly onUndo: () => void;
  readonly back: { readonly href: string; readonly label: string };
}) {
  return (
    <div class="empty" role="status">
      <div class="inside">
        <h2>{props.title}</h2>
        <p>{props.text}</p>
        <div class="row">
          <Button kind="go" onClick={() => props.onUndo()}>
            {props.undo}
          </Button>
          <a class="btn" href={props.back.href}>
            {props.back.label}
          </a>
        </div>
      </div>
    </div>
  );
}
