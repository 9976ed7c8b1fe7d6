import { Alert } from 'antd';
import { Icon } from '../../shared/Icon.tsx';
import { Review } from './Review.tsx';
import { useReviews } from './useReviews.ts';
import './review.css';

interface Props {
  readonly peer: string;
  readonly gone: () => void;
  /** Figures may have changed. */
  readonly decided: () => void;
}

/** What waits for the manager: each item with its papers, passed or sent back with a reason. */
export function ReviewList({ peer, gone, decided }: Props) {
  const { items, fault, busy, take } = useReviews(peer, gone, decided);
  if (!items && !fault) return null;
  return (
    <section className="panel reviews" aria-label="待审核">
      <header className="panel-head">
        <h2>待审核{items && items.length > 0 && ` ${items.length} 项`}</h2>
      </header>
      {fault && <Alert type="error" showIcon title={fault} />}
      {items?.length === 0 && (
        <p className="all-good">
          <Icon name="check" size={18} /> 没有等待审核的申报。
        </p>
      )}
      <ul>
        {items?.map((item) => (
          <Review key={`${item.id}:${item.status}`} item={item} busy={busy} take={take} />
        ))}
      </ul>
    </section>
  );
}
