import { Segmented } from 'antd';
import type { GapGroupView } from '../shared/wire.ts';

export type Tab = GapGroupView['status'] | 'edits';
const TABS: readonly { readonly value: Tab; readonly label: string }[] = [
  { value: 'open', label: '待处理' },
  { value: 'issuer', label: '已请示' },
  { value: 'done', label: '已处理' },
  { value: 'dismissed', label: '不处理' },
  { value: 'edits', label: '改动' },
];

interface Props {
  readonly groups: readonly GapGroupView[];
  /** Proposals that wait for the viewer's yes. */
  readonly waiting: number;
  readonly tab: Tab;
  readonly show: (tab: Tab) => void;
}

/** The groups by how they stand, with how many there are, and what was edited. */
export function Tabs({ groups, waiting, tab, show }: Props) {
  const count = (of: Tab): number => (of === 'edits' ? waiting : groups.filter(({ status }) => status === of).length);
  return (
    <div className="curator-tabs">
      <Segmented<Tab>
        aria-label="看哪些"
        value={tab}
        onChange={show}
        options={TABS.map(({ value, label }) => ({
          value,
          label: count(value) === 0 ? label : `${label} ${count(value)}`,
        }))}
      />
    </div>
  );
}
