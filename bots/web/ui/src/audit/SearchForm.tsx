import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { AuditSearch, Trail } from '../shared/wire.ts';

interface Props {
  readonly deeds: Trail['deeds'];
  readonly busy: boolean;
  readonly look: (search: AuditSearch) => void;
}

/** What to look for: whose data, who did it, what, and from when to when. */
export function SearchForm({ deeds, busy, look }: Props) {
  const [asked, setAsked] = useState<AuditSearch>({});
  const set = (name: keyof AuditSearch) => (value: string | undefined) =>
    setAsked((before) => {
      const { [name]: _, ...rest } = before;
      return value === undefined || value.trim() === '' ? rest : { ...rest, [name]: value.trim() };
    });
  return (
    <form
      className="audit-search"
      onSubmit={(event) => {
        event.preventDefault();
        look(asked);
      }}
    >
      <Input aria-label="关于谁（工号）" placeholder="关于谁：工号" onChange={(e) => set('staff')(e.target.value)} />
      <Input aria-label="谁做的（工号）" placeholder="谁做的：工号" onChange={(e) => set('by')(e.target.value)} />
      <Select
        aria-label="做了什么"
        placeholder="做了什么"
        allowClear
        onChange={set('what')}
        options={deeds.map(({ what, name }) => ({ value: what, label: name }))}
      />
      <Input aria-label="从哪天" type="date" onChange={(e) => set('since')(e.target.value)} />
      <Input aria-label="到哪天" type="date" onChange={(e) => set('until')(e.target.value)} />
      <Button type="primary" htmlType="submit" loading={busy}>
        查找
      </Button>
    </form>
  );
}
