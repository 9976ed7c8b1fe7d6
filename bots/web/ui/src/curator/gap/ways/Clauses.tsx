import { Input } from 'antd';
import { useState } from 'react';
import type { SuggestedClause } from '../../../shared/wire.ts';
import type { CuratorCalls } from '../../CuratorPage.tsx';

interface Props {
  readonly calls: CuratorCalls;
  readonly province: string;
  /** The clauses that are likely without a search. */
  readonly first: readonly SuggestedClause[];
  readonly cite: string;
  readonly choose: (cite: string) => void;
}

/** Clauses to pick from, found by the questions or by words of one's own. */
export function GapClauses({ calls, province, first, cite, choose }: Props) {
  const [found, setFound] = useState(first);
  const [fault, setFault] = useState<string>();
  const search = (words: string): void => {
    if (words.trim() === '') {
      setFound(first);
      return;
    }
    calls
      .get<{ clauses: readonly SuggestedClause[] }>(
        `/clauses?province=${encodeURIComponent(province)}&words=${encodeURIComponent(words.trim())}`,
      )
      .then(
        ({ clauses }) => {
          setFound(clauses);
          setFault(clauses.length === 0 ? '没有找到，换几个字试试。' : undefined);
        },
        (error: Error) => setFault(error.message),
      );
  };
  return (
    <>
      <Input.Search aria-label="找条款" placeholder="用文件里的字找条款" enterButton="找" onSearch={search} />
      {fault && <p className="hint">{fault}</p>}
      <div className="gap-entries" role="radiogroup" aria-label="条款">
        {found.map((clause) => (
          <label key={clause.cite} className={`gap-choice ${cite === clause.cite ? 'is-on' : ''}`}>
            <input type="radio" name="clause" checked={cite === clause.cite} onChange={() => choose(clause.cite)} />
            <span>
              <strong>{clause.place}</strong>
              <span>{clause.text}</span>
              <small>{clause.title}</small>
            </span>
          </label>
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
