import { Input } from 'antd';
import { useMemo, useState } from 'react';
import { Avatar } from '../../shared/Avatar.tsx';
import type { RosterPerson } from '../../shared/wire.ts';
import type { Door } from './door.ts';

/** The demo people, by province. */
export function Roster({ people, ...door }: Door & { readonly people: readonly RosterPerson[] }) {
  const [search, setSearch] = useState('');
  const groups = useMemo(() => byProvince(people, search.trim()), [people, search]);
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
        {groups.map(([province, members]) => (
          <section key={province} aria-label={province}>
            <h2>{province}</h2>
            <ul>
              {members.map((person) => (
                <li key={person.id}>
                  <Person person={person} {...door} />
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

function Person({ person, busy, enter }: Door & { readonly person: RosterPerson }) {
  return (
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
  );
}

/** Those in whom `wanted` is found, in the order of the list. */
function byProvince(people: readonly RosterPerson[], wanted: string): readonly (readonly [string, RosterPerson[]])[] {
  const groups = new Map<string, RosterPerson[]>();
  for (const person of people) {
    const words = [person.name, person.provinceName, person.unitName, person.titleName].join(' ');
    if (wanted !== '' && !words.includes(wanted)) continue;
    const province = person.provinceName ?? '其他';
    groups.set(province, [...(groups.get(province) ?? []), person]);
  }
  return [...groups];
}
