import { useState } from 'react';
import { Icon } from '../../shared/Icon.tsx';
import { Person } from '../../shared/Person.tsx';
import type { Decision, ReviewItem } from '../../shared/wire.ts';
import { Choices, REFUSE } from './Choices.tsx';
import { Refusal } from './Refusal.tsx';

interface Props {
  readonly item: ReviewItem;
  readonly busy: boolean;
  readonly take: (decision: Decision) => void;
}

/** One report or request with its papers, and what may be decided. */
export function Review({ item, busy, take }: Props) {
  const [isRefusing, setRefusing] = useState(false);
  const [reason, setReason] = useState('');
  const { is, id, member, status: was } = item;
  const refusal = item.choices.find(({ to }) => to === REFUSE);
  const decide = (to: string, why?: string): void =>
    take({ is, id, member, was, to, ...(why === undefined ? {} : { reason: why }) });
  return (
    <li className="review">
      <div className="review-head">
        <Person name={item.name}>
          <span>
            {item.name}
            {item.titleName !== '' && <small>{item.titleName}</small>}
          </span>
        </Person>
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
      <Papers files={item.files} />
      {item.warnings.length > 0 && <p className="review-warnings">{item.warnings.join('；')}</p>}
      {item.choices.length === 0 ? null : refusal && isRefusing ? (
        <Refusal
          label={refusal.label}
          busy={busy}
          reason={reason}
          write={setReason}
          cancel={() => setRefusing(false)}
          refuse={() => decide(REFUSE, reason)}
        />
      ) : (
        <Choices choices={item.choices} busy={busy} choose={(to) => (to === REFUSE ? setRefusing(true) : decide(to))} />
      )}
    </li>
  );
}

function Papers({ files }: Pick<ReviewItem, 'files'>) {
  if (files.length === 0) return null;
  return (
    <p className="review-files">
      {files.map((file) => (
        <a key={file.hash} href={`/api/files/${encodeURIComponent(file.hash)}`} target="_blank" rel="noreferrer">
          <Icon name="file" size={15} />
          {file.name}
        </a>
      ))}
    </p>
  );
}
