import { Alert, Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import { Mark } from '../../shared/Icon.tsx';
import { call, type Entering, type EntranceInfo, type Me } from '../../shared/wire.ts';
import { Bind } from './Bind.tsx';
import { Introduce } from './Introduce.tsx';
import { Roster } from './Roster.tsx';
import './entrance.css';

const TABS = [
  ['roster', '选择演示人员'],
  ['new', '自我介绍'],
  ['bind', '工号和绑定码'],
] as const;
type Tab = (typeof TABS)[number][0];

/** The first visit: be one of the demo people, introduce oneself, simply begin, or come in with a code; where the house wants it, only the last. */
export function Entrance({ entered }: { readonly entered: (me: Me) => void }) {
  const [info, setInfo] = useState<EntranceInfo>();
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState<string>();
  const [tab, setTab] = useState<Tab>();
  useEffect(() => {
    call<EntranceInfo>('GET', '/entrance').then(setInfo, (error: Error) => setFault(error.message));
  }, []);

  const enter = async (who: Entering, which: string): Promise<void> => {
    setBusy(which);
    setFault(undefined);
    try {
      entered(await call<Me>('POST', '/session', undefined, who));
    } catch (error) {
      setFault(error instanceof Error ? error.message : '请稍后再试。');
      setBusy(undefined);
    }
  };
  const roster = info?.roster ?? [];
  const tabs = TABS.filter(([key]) => key !== 'roster' || roster.length > 0);
  const chosen = tab ?? tabs[0]?.[0];
  return (
    <main className="entrance">
      <section className="entrance-card" aria-labelledby="hello">
        <header className="entrance-head">
          <Mark size={52} />
          <div>
            <h1 id="hello">学分助手</h1>
            <p>继续医学教育学分：问政策、报学分、看进度</p>
          </div>
        </header>
        {fault && <Alert type="error" title={fault} showIcon role="alert" className="entrance-fault" />}
        {!info && !fault && <Skeleton active paragraph={{ rows: 5 }} />}
        {info && !info.introduce && <Bind contact={info.contact} busy={busy} enter={enter} />}
        {info?.introduce && (
          <>
            <div className="tabs" role="tablist" aria-label="怎样开始">
              {tabs.map(([key, label]) => (
                <button
                  key={key}
                  type="button"
                  role="tab"
                  id={`tab-${key}`}
                  aria-selected={chosen === key}
                  aria-controls="tab-panel"
                  onClick={() => setTab(key)}
                >
                  {label}
                </button>
              ))}
            </div>
            <div role="tabpanel" id="tab-panel" aria-labelledby={`tab-${chosen}`}>
              {chosen === 'roster' && <Roster people={roster} busy={busy} enter={enter} />}
              {chosen === 'new' && <Introduce info={info} busy={busy} enter={enter} />}
              {chosen === 'bind' && <Bind contact={info.contact} busy={busy} enter={enter} />}
            </div>
          </>
        )}
      </section>
      {info && <p className="entrance-notice">{info.notice}</p>}
      <p className="entrance-foot">政策答复均引自正式文件原文；学分以单位和主管部门审核为准。</p>
    </main>
  );
}
