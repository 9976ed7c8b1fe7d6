import { Icon } from '../../../shared/Icon.tsx';
import type { Card } from '../../../shared/wire.ts';
import './rating.css';

interface Props {
  readonly card: Card;
  /** The judgement as it stands. */
  readonly chosen: string | undefined;
  readonly press: (value: string) => void;
}

/** What was an answer worth? One choice, which shows itself and may be changed. */
export function Rating({ card, chosen, press }: Props) {
  return (
    <fieldset className="rating">
      <legend className="sr-only">这个回答有用吗？</legend>
      {card.actions.map(({ value, label }) => (
        <button
          key={value}
          type="button"
          aria-pressed={chosen === value}
          className={`${value.replace(':', '-')} ${chosen === value ? 'rated' : ''}`}
          onClick={() => chosen !== value && press(value)}
        >
          {/^rate:(?:up|down)$/.test(value) && <Icon name="thumb" size={15} />}
          {label.replace(/^\p{Extended_Pictographic}\s*/u, '')}
        </button>
      ))}
    </fieldset>
  );
}
