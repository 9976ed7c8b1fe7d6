import { Alert, Button, Input, Select, Skeleton } from 'antd';
import { useEffect, useId, useMemo, useState } from 'react';
import { Avatar } from '../../shared/Avatar.tsx';
import { Icon, Mark } from '../../shared/Icon.tsx';
import { call, type Entering, type EntranceInfo, type Me, type RosterPerson } from '../../shared/wire.ts';

const TABS = [
  ['roster', '选择演示人员'],
  ['new', '自我介绍'],
] as const;

/** The first visit: be one of the demo people, introduce oneself, or simply begin. */
export function Entrance({ entered }: { readonly entered: (me: Me) => void }) {
  const [info, setInfo] = useState<EntranceInfo>();
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState<string>();
  const [tab, setTab] = useState<'roster' | 'new'>('roster');
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
  const introduce = info && <Introduce info={info} busy={busy} enter={enter} />;
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
        {info && info.roster.length === 0 && introduce}
        {info && info.roster.length > 0 && (
          <>
            <div className="tabs" role="tablist" aria-label="怎样开始">
              {TABS.map(([key, label]) => (
                <button
                  key={key}
                  type="button"
                  role="tab"
                  id={`tab-${key}`}
                  aria-selected={tab === key}
                  aria-controls="tab-panel"
                  onClick={() => setTab(key)}
                >
                  {label}
                </button>
              ))}
            </div>
            <div role="tabpanel" id="tab-panel" aria-labelledby={`tab-${tab}`}>
              {tab === 'roster' ? <Roster people={info.roster} busy={busy} enter={enter} /> : introduce}
            </div>
          </>
        )}
      </section>
      <p className="entrance-foot">政策答复均引自正式文件原文；学分以单位和主管部门审核为准。</p>
    </main>
  );
}

interface Door {
  readonly busy: string | undefined;
  readonly enter: (who: Entering, which: string) => Promise<void>;
}

function Roster({ people, busy, enter }: Door & { readonly people: readonly RosterPerson[] }) {
  const [search, setSearch] = useState('');
  const groups = useMemo(() => {
    const wanted = search.trim();
    const out = new Map<string, RosterPerson[]>();
    for (const person of people) {
      const words = [person.name, person.provinceName, person.unitName, person.titleName].join(' ');
      if (wanted !== '' && !words.includes(wanted)) continue;
      const group = person.provinceName ?? '其他';
      out.set(group, [...(out.get(group) ?? []), person]);
    }
    return [...out];
  }, [people, search]);
  return (
    <>
      <p className="hint">以下医院和人员均为虚构，仅供体验。点一下姓名即可开始。</p>
      <Input
        allowClear
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        placeholder="按姓名、省份、科室或职称查找"
        aria-label="查找演示人员"
      />
      <div className="roster">
        {groups.map(([group, members]) => (
          <section key={group} aria-label={group}>
            <h2>{group}</h2>
            <ul>
              {members.map((person) => (
                <li key={person.id}>
                  <button
                    type="button"
                    className="roster-person"
                    disabled={busy !== undefined}
                    aria-busy={busy === person.id}
                    onClick={() => void enter({ is: 'member', member: person.id }, person.id)}
                  >
                    <Avatar name={person.name} size={40} />
                    <span className="roster-words">
                      <strong>
                        {person.name}
                        {person.isManager && <em className="tag">科室负责人</em>}
                      </strong>
                      <span>{[person.titleName, person.unitName].filter(Boolean).join(' · ')}</span>
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
        {groups.length === 0 && <p className="hint">没有找到符合的人员。</p>}
      </div>
    </>
  );
}

function Introduce({ info, busy, enter }: Door & { readonly info: EntranceInfo }) {
  const [name, setName] = useState('');
  const [province, setProvince] = useState<string>();
  const ids = { name: useId(), province: useId() };
  const ready = name.trim() !== '';
  return (
    <form
      className="introduce"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void enter({ is: 'new', name: name.trim(), ...(province ? { province } : {}) }, 'new');
      }}
    >
      <label htmlFor={ids.name}>怎么称呼您</label>
      <Input
        id={ids.name}
        value={name}
        maxLength={30}
        autoComplete="name"
        placeholder="您的姓名"
        onChange={(e) => setName(e.target.value)}
      />
      <label htmlFor={ids.province}>所在省份（可不选）</label>
      <Select
        id={ids.province}
        allowClear
        value={province}
        placeholder="不选也可以，助手会在聊天中问您"
        options={info.provinces.map((one) => ({ value: one.province, label: one.name }))}
        onChange={(value: string | undefined) => setProvince(value)}
      />
      <p className="hint">单位、职称等信息，助手会在需要时一项一项问您。</p>
      <Button
        type="primary"
        htmlType="submit"
        size="large"
        block
        disabled={!ready}
        loading={busy === 'new'}
        icon={<Icon name="chat" size={18} />}
      >
        开始聊天
      </Button>
      <Button type="link" block disabled={busy !== undefined} onClick={() => void enter({ is: 'guest' }, 'guest')}>
        先不介绍，直接开始
      </Button>
    </form>
  );
}
