import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Avatar } from '../Avatar.tsx';
import { yearInShort } from '../year.ts';
import { Devices } from './Devices.tsx';
import { Drawer } from './Drawer.tsx';
import { Sidebar, type SidebarProps } from './Sidebar.tsx';
import './frame.css';
import './sheet.css';

interface Props extends Omit<SidebarProps, 'devices'> {
  readonly title: string;
  readonly status?: ReactNode;
  readonly children: ReactNode;
}

/** The sidebar beside what is shown; on a phone behind the avatar in the head. */
export function Frame({ title, status, children, ...rest }: Props) {
  const [open, setOpen] = useState(false);
  const [lists, setLists] = useState(false);
  const { me } = rest;
  const devices = (): void => {
    setOpen(false);
    setLists(true);
  };
  const side = { ...rest, devices };
  return (
    <div className="frame">
      <aside className="sidebar" aria-label="我的信息">
        <Sidebar {...side} />
      </aside>
      <main className="main">
        <header className="head">
          <div className="head-words">
            <h1>{title}</h1>
            {status}
          </div>
          <div className="head-me">
            {me.year && <span className="head-year">{yearInShort(me.year)}</span>}
            <Button
              type="text"
              className="head-button"
              aria-label="我的信息"
              aria-haspopup="dialog"
              onClick={() => setOpen(true)}
            >
              <Avatar name={me.person?.name} size={34} />
            </Button>
          </div>
        </header>
        {children}
      </main>
      {open && (
        <Drawer close={() => setOpen(false)}>
          <Sidebar {...side} />
        </Drawer>
      )}
      {lists && <Devices peer={me.peer} close={() => setLists(false)} gone={rest.leave} />}
    </div>
  );
}
