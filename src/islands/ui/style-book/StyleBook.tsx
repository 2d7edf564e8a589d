import Buttons from './Buttons.tsx';
import Fields from './Fields.tsx';
import Overlays from './Overlays.tsx';
import States from './States.tsx';

/** Every control in every state, on one page: what is looked at before a control is changed. */
export default function StyleBook() {
  return (
    <div class="book">
      <Buttons />
      <Fields />
      <Overlays />
      <States />
    </div>
  );
}
