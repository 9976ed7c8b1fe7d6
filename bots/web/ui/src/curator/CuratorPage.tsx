import { Alert, Button, Segmented, Skeleton } from 'antd';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { NotYours } from '../shared/NotYours.tsx';
import { call, type GapGroupView, Refused } from '../shared/wire.ts';
import { CuratorEdits } from './edits/Edits.tsx';
import { GapCard } from './gap/GapCard.tsx';
import './curator.css';

type Tab = GapGroupView['status'] | 'edits';
const TABS: readonly { readonly value: Tab; readonly label: string }[] = [
  { value: 'open', label: '待处理' },
  { value: 'issuer', label: '已请示' },
  { value: 'done', label: '已处理' },
  { value: 'dismissed', label: '不处理' },
  { value: 'edits', label: '改动' },
];

interface Log {
  readonly groups: readonly GapGroupView[];
  readonly provinces: readonly { readonly province: string; readonly name: string }[];
  readonly suspended: readonly { readonly id: string; readonly cite: string }[];
}
export interface CuratorCalls {
  readonly get: <T>(path: string) => Promise<T>;
  readonly post: <T>(path: string, body?: unknown) => Promise<T>;
}

/** What the documents' answers missed, and what is done about it. */
export default function CuratorPage({ peer, gone }: { readonly peer: string; readonly gone: () => void }) {
  const [groups, setGroups] = useState<readonly GapGroupView[]>();
  const [provinces, setProvinces] = useState<Log['provinces']>([]);
  const [suspended, setSuspended] = useState<Log['suspended']>([]);
  const [tab, setTab] = useState<Tab>('open');
  const [chosen, setChosen] = useState<number>();
  const [fault, setFault] = useState<Refused>();

  const guard = useCallback(
    async <T,>(answer: Promise<T>): Promise<T> => {
      try {
        return await answer;
      } catch (error) {
        const refused = error instanceof Refused ? error : new Refused(0, String(error));
        if (refused.status === 401 || refused.status === 409) gone();
        throw refused;
      }
    },
    [gone],
  );
  const get = useCallback(<T,>(path: string) => guard(call<T>('GET', `/curator${path}`, peer)), [guard, peer]);
  const post = useCallback(
    <T,>(path: string, body: unknown = {}) => guard(call<T>('POST', `/curator${path}`, peer, body)),
    [guard, peer],
  );
  const calls = useMemo<CuratorCalls>(() => ({ get, post }), [get, post]);
  const load = useCallback(() => {
    get<Log>('/gaps').then((answer) => {
      setGroups(answer.groups);
      setProvinces(answer.provinces);
      setSuspended(answer.suspended);
      setFault(undefined);
    }, setFault);
  }, [get]);
  useEffect(load, [load]);

  if (fault?.status === 403) return <NotYours icon="list" title="这里是政策管理员的页面" words={fault.message} />;
  const shown = (groups ?? []).filter(({ status }) => status === tab);
  const count = (status: Tab): number => (groups ?? []).filter((group) => group.status === status).length;
  return (
    <div className={`sheet curator ${chosen === undefined ? '' : 'has-chosen'}`}>
      {fault && <Alert type="error" showIcon title={fault.message} />}
      <div className="curator-tabs">
        <Segmented<Tab>
          aria-label="看哪些"
          value={tab}
          onChange={(next) => {
            setTab(next);
            setChosen(undefined);
          }}
          options={TABS.map(({ value, label }) => ({
            value,
            label: value === 'edits' || count(value) === 0 ? label : `${label} ${count(value)}`,
          }))}
        />
      </div>
      {suspended.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`有 ${suspended.length} 条常见问法停用了：文件里找不到它们引的原话`}
          description={
            <ul className="suspended">
              {suspended.map(({ id, cite }) => (
                <li key={`${id} ${cite}`}>
                  {id}：「{cite}」
                </li>
              ))}
            </ul>
          }
        />
      )}
      {!groups && !fault && <Skeleton active paragraph={{ rows: 8 }} />}
      {tab === 'edits' ? (
        <CuratorEdits calls={calls} changed={load} />
      ) : (
        groups && (
          <div className="gaps">
            <ol className="gap-list" aria-label="问题">
              {shown.length === 0 && <li className="hint">{tab === 'open' ? '没有待处理的问题。' : '还没有。'}</li>}
              {shown.map((view) => (
                <li key={view.group}>
                  <button
                    type="button"
                    className="gap"
                    aria-pressed={chosen === view.group}
                    onClick={() => setChosen(view.group)}
                  >
                    <strong>{view.question}</strong>
                    <span className="gap-count">{view.count} 次</span>
                    <span className="gap-facts">
                      {view.provinceName} · 最近 {view.lastDay} · {view.reasons}
                      {view.again > 0 && (
                        <em>{view.status === 'open' ? '处理过，又有人问' : `之后又有 ${view.again} 次`}</em>
                      )}
                    </span>
                  </button>
                </li>
              ))}
            </ol>
            {chosen !== undefined && (
              <div className="gap-side">
                <Button type="link" className="gap-back" onClick={() => setChosen(undefined)}>
                  返回列表
                </Button>
                <GapCard key={chosen} group={chosen} provinces={provinces} calls={calls} changed={load} />
              </div>
            )}
          </div>
        )
      )}
    </div>
  );
}
