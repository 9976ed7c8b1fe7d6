import { Alert, Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import { Avatar } from '../../shared/Avatar.tsx';
import { Icon } from '../../shared/Icon.tsx';
import { call, type Decision, Refused, type ReviewItem, type Reviews } from '../../shared/wire.ts';
import './review.css';

interface Props {
  readonly peer: string;
  readonly gone: () => void;
  /** Figures may have changed. */
  readonly decided: () => void;
}

/** What waits for the manager: each item with its papers, passed or sent back with a reason. */
export function ReviewList({ peer, gone, decided }: Props) {
  const [items, setItems] = useState<readonly ReviewItem[]>();
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState<string>();

  const refused = (error: unknown): void => {
    if (error instanceof Refused && (error.status === 401 || error.status === 409)) gone();
    else setFault(error instanceof Refused ? error.message : String(error));
  };
  const load = (): Promise<void> => call<Reviews>('GET', '/reviews', peer).then((answer) => setItems(answer.items));
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for a person
  useEffect(() => void load().catch(refused), [peer]);

  const take = (decision: Decision): void => {
    setBusy(decision.id);
    setFault(undefined);
    call<Reviews>('POST', '/reviews', peer, decision)
      .then((answer) => setItems(answer.items))
      .catch(async (error: unknown) => {
        refused(error);
        if (error instanceof Refused && error.status === 410) await load().catch(() => undefined);
      })
      .finally(() => {
        setBusy(undefined);
        decided();
      });
  };

  if (!items && !fault) return null;
  return (
    <section className="reviews" aria-label="待审核">
      <header className="unit-head">
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
          <Item key={`${item.id}:${item.status}`} item={item} busy={busy !== undefined} take={take} />
        ))}
      </ul>
    </section>
  );
}

function Item({
  item,
  busy,
  take,
}: {
  readonly item: ReviewItem;
  readonly busy: boolean;
  readonly take: (decision: Decision) => void;
}) {
  const [isRefusing, setRefusing] = useState(false);
  const [reason, setReason] = useState('');
  const { is, id, member, status: was } = item;
  const decide = (to: string): void => {
    if (to === 'rejected' && !isRefusing) setRefusing(true);
    else take({ is, id, member, was, to, ...(to === 'rejected' ? { reason } : {}) });
  };
  return (
    <li className="review">
      <div className="review-head">
        <span className="person">
          <Avatar name={item.name} size={32} />
          <span>
            {item.name}
            {item.titleName !== '' && <small>{item.titleName}</small>}
          </span>
        </span>
        {item.worth && <strong className="review-worth">{item.worth}</strong>}
      </div>
      <h3>{item.what}</h3>
      <dl className="review-facts">
        {item.facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {item.files.length > 0 && (
        <p className="review-files">
          {item.files.map((file) => (
            <a key={file.hash} href={`/api/files/${encodeURIComponent(file.hash)}`} target="_blank" rel="noreferrer">
              <Icon name="file" size={15} />
              {file.name}
            </a>
          ))}
        </p>
      )}
      {item.warnings.length > 0 && <p className="review-warnings">{item.warnings.join('；')}</p>}
      {isRefusing && (
        <Input
          autoFocus
          aria-label="退回的原因"
          placeholder="写一句原因，本人会看到"
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          onPressEnter={() => reason.trim() !== '' && decide('rejected')}
        />
      )}
      <div className="review-choices">
        {isRefusing && (
          <Button onClick={() => setRefusing(false)} disabled={busy}>
            先不退
          </Button>
        )}
        {item.choices
          .filter(({ to }) => !isRefusing || to === 'rejected')
          .map(({ to, label }) => (
            <Button
              key={to}
              type={to === 'rejected' ? 'default' : 'primary'}
              danger={to === 'rejected'}
              disabled={busy || (isRefusing && reason.trim() === '')}
              onClick={() => decide(to)}
            >
              {label}
            </Button>
          ))}
      </div>
    </li>
  );
}
