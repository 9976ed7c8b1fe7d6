import { Icon } from '../../shared/Icon.tsx';

/** A button that the person has pressed, as a line of theirs. */
export const Pressed = ({ label }: { readonly label: string | undefined }) => (
  <div className="bubble bubble-press">
    <Icon name="check" size={16} />
    <span>{label}</span>
  </div>
);
