import { Button } from 'antd';
import type { ReviewItem } from '../../shared/wire.ts';

/** The choice that sends an item back, with a reason. */
export const REFUSE = 'rejected';

interface Props {
  readonly choices: ReviewItem['choices'];
  readonly busy: boolean;
  readonly choose: (to: string) => void;
}

/** What may be decided. */
export function Choices({ choices, busy, choose }: Props) {
  return (
    <div className="review-choices">
      {choices.map(({ to, label }) => (
        <Button
          key={to}
          type={to === REFUSE ? 'default' : 'primary'}
          danger={to === REFUSE}
          disabled={busy}
          onClick={() => choose(to)}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
