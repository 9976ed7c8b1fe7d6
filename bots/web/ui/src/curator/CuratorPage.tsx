import { Alert, Button, Skeleton } from 'antd';
import { useMemo, useState } from 'react';
import { NotYours } from '../shared/NotYours.tsx';
import { curatorCalls } from './calls.ts';
import { Edits } from './edits/Edits.tsx';
import { GapCard } from './gap/GapCard.tsx';
import { GapList } from './gaps/GapList.tsx';
import { Suspended } from './Suspended.tsx';
import { type Tab, Tabs } from './Tabs.tsx';
import { useLog } from './useLog.ts';
import './curator.css';

/** What the documents' answers missed, and what is done about it. */
export default function CuratorPage({ peer, gone }: { readonly peer: string; readonly gone: () => void }) {
  const calls = useMemo(() => curatorCalls(peer, gone), [peer, gone]);
  const { log, fault, load } = useLog(calls);
  const [tab, setTab] = useState<Tab>('open');
  const [chosen, setChosen] = useState<number>();
  const unchoose = (): void => setChosen(undefined);

  if (fault?.status === 403) return <NotYours icon="list" title="这里是政策管理员的页面" words={fault.message} />;
  return (
    <div className={`sheet curator ${chosen === undefined ? '' : 'has-chosen'}`}>
      {fault && <Alert type="error" showIcon title={fault.message} />}
      <Tabs
        groups={log?.groups ?? []}
        waiting={log?.waiting ?? 0}
        tab={tab}
        show={(next) => {
          setTab(next);
          unchoose();
        }}
      />
      {log?.hint && <Alert type="warning" showIcon title={log.hint} />}
      {log && log.suspended.length > 0 && <Suspended answers={log.suspended} />}
      {!log && !fault && <Skeleton active paragraph={{ rows: 8 }} />}
      {tab === 'edits' && <Edits calls={calls} changed={load} />}
      {tab !== 'edits' && log && (
        <div className="gaps">
          <GapList
            groups={log.groups.filter(({ status }) => status === tab)}
            empty={tab === 'open' ? '没有待处理的问题。' : '还没有。'}
            chosen={chosen}
            choose={setChosen}
          />
          {chosen !== undefined && (
            <div className="gap-side">
              <Button type="link" className="gap-back" onClick={unchoose}>
                返回列表
              </Button>
              <GapCard key={chosen} group={chosen} provinces={log.provinces} calls={calls} changed={load} />
            </div>
          )}
        </div>
      )}
    </div>
  );
}
