import { Button, Segmented } from 'antd';
import { Avatar, BotAvatar } from '../Avatar.tsx';
import { Icon } from '../Icon.tsx';
import type { Choice, Theme } from '../theme.ts';
import type { Me, RosterPerson } from '../wire.ts';
import { Nav, type Place } from './Nav.tsx';
import './sidebar.css';
import { Year } from './Year.tsx';

export interface SidebarProps {
  readonly me: Me;
  readonly theme: Theme;
  readonly leave: () => void;
  readonly here: Place;
  /** Shows where I am signed in. */
  readonly devices: () => void;
}

/** Who I am, how the year stands, and where else to go. */
export function Sidebar({ me, theme, leave, here, devices }: SidebarProps) {
  const { person, year } = me;
  return (
    <div className="sidebar-inner">
      <div className="brand">
        <BotAvatar size={34} />
        <strong>学分助手</strong>
        {person?.demo && <em className="tag tag-demo">演示数据</em>}
      </div>
      <Who person={person} />
      {year && <Year year={year} />}
      <Nav me={me} here={here} />
      <div className="sidebar-foot">
        <Segmented<Choice>
          block
          aria-label="明暗"
          value={theme.choice}
          onChange={theme.choose}
          options={[
            { value: 'auto', label: '自动', icon: <Icon name="auto" size={15} /> },
            { value: 'light', label: '浅色', icon: <Icon name="sun" size={15} /> },
            { value: 'dark', label: '深色', icon: <Icon name="moon" size={15} /> },
          ]}
        />
        <Button block type="text" onClick={devices}>
          登录的设备
        </Button>
        <Button block icon={<Icon name="swap" size={17} />} onClick={leave}>
          换人 / 退出
        </Button>
      </div>
    </div>
  );
}

function Who({ person }: { readonly person: RosterPerson | undefined }) {
  return (
    <>
      <section className="who" aria-label="我的身份">
        <Avatar name={person?.name} size={48} />
        <div>
          <strong>{person?.name ?? '新朋友'}</strong>
          <span className="who-title">{person?.titleName ?? (person ? '职称待补充' : '还没有介绍自己')}</span>
        </div>
      </section>
      {person && (
        <dl className="who-facts">
          <div>
            <dt>省份</dt>
            <dd>{person.provinceName ?? '待补充'}</dd>
          </div>
          <div>
            <dt>单位</dt>
            <dd>{person.unitName ?? '待补充'}</dd>
          </div>
        </dl>
      )}
    </>
  );
}
