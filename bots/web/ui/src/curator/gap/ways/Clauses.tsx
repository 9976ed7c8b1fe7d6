import { Input } from 'antd';
import { useState } from 'react';
import type { SuggestedClause } from '../../../shared/wire.ts';
import type { CuratorCalls } from '../../calls.ts';
import { Choice } from './Choice.tsx';

interface Props {
  readonly calls: Pick<CuratorCalls, 'clauses'>;
  readonly province: string;
  /** The clauses that are likely without a search. */
  readonly likely: readonly SuggestedClause[];
  readonly cite: string;
  readonly choose: (cite: string) => void;
}

/** Clauses to pick from, found by the questions or by words of one's own. */
export function Clauses({ calls, province, likely, cite, choose }: Props) {
  const [found, setFound] = useState(likely);
  const [fault, setFault] = useState<string>();
  const search = (words: string): void => {
    if (words.trim() === '') {
      setFound(likely);
      return;
    }
    calls.clauses(province, words.trim()).then(
      (clauses) => {
        setFound(clauses);
        setFault(clauses.length === 0 ? '没有找到，换几个字试试。' : undefined);
      },
      ({ message }: Error) => setFault(message),
    );
  };
  return (
    <>
      <Input.Search aria-label="找条款" placeholder="用文件里的字找条款" enterButton="找" onSearch={search} />
      {fault && <p className="hint">{fault}</p>}
      <div className="gap-entries" role="radiogroup" aria-label="条款">
        {found.map((clause) => (
          <Choice key={clause.cite} of="clause" isOn={cite === clause.cite} choose={() => choose(clause.cite)}>
            <strong>{clause.place}</strong>
            <span>{clause.text}</span>
            <small>{clause.title}</small>
          </Choice>
        ))}
      </div>
      <Input.TextArea
        aria-label="引用的原话"
        placeholder="引用的原话：点上面的条款，或者从文件里照抄"
        autoSize={{ minRows: 1, maxRows: 5 }}
        maxLength={2000}
        value={cite}
        onChange={(event) => choose(event.target.value)}
      />
    </>
  );
}
