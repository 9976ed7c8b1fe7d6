import { Button } from 'antd';
import { Icon } from '../../../shared/Icon.tsx';
import { bar } from '../../../shared/said/blocks.ts';
import { Meter } from '../../../shared/said/Meter.tsx';
import type { Card } from '../../../shared/wire.ts';
import type { CardState } from '../../cards.ts';
import './card.css';

interface Props {
  readonly card: Card;
  readonly state: CardState;
  readonly press: (value: string) => void;
}

/** What we understood or found, and what can be done with it. An old card is a record. */
export function CardView({ card, state, press }: Props) {
  const old = card.actions.length > 0 && !state.live;
  return (
    <section className={`card ${old ? 'card-old' : ''}`} aria-label={card.title}>
      <h3>{card.title}</h3>
      {card.facts.length > 0 && (
        <dl>
          {card.facts.map(([key, value], index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a card's facts never move, and may repeat
            <div key={index}>
              <dt>{key}</dt>
              <dd>
                <Fact value={value} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {(state.live || state.pressed !== undefined) && card.actions.length > 0 && (
        <Actions card={card} state={state} press={press} />
      )}
      {old && state.pressed === undefined && <p className="card-note">这张卡片仅供查看。</p>}
    </section>
  );
}

function Fact({ value }: { readonly value: string }) {
  const drawn = bar(value);
  return drawn ? <Meter {...drawn} /> : value;
}

function Actions({ card, state, press }: Props) {
  return (
    <div className="card-actions">
      {card.actions.map((action) => {
        const chosen = state.pressed === action.value;
        return (
          <Button
            key={action.value}
            type={action.style === 'primary' || chosen ? 'primary' : 'default'}
            danger={action.style === 'danger'}
            disabled={!state.live}
            aria-pressed={chosen}
            className={chosen ? 'chosen' : ''}
            icon={chosen ? <Icon name="check" size={16} /> : undefined}
            onClick={() => press(action.value)}
          >
            {action.label}
          </Button>
        );
      })}
    </div>
  );
}
