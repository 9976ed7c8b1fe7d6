import { Button } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Avatar } from '../Avatar.tsx';
import { Icon } from '../Icon.tsx';
import type { Choice } from '../theme.ts';
import type { Me } from '../wire.ts';
import { Sidebar, yearInShort } from './Sidebar.tsx';

interface Props {
  readonly me: Me;
  readonly theme: { readonly choice: Choice; readonly choose: (choice: Choice) => void };
  readonly leave: () => void;
  readonly here: 'chat' | 'manager' | 'curator';
  readonly title: string;
  readonly status?: ReactNode;
  readonly children: ReactNode;
}

/** The sidebar beside what is shown; on a phone behind the avatar in the head. */
export function Frame({ title, status, children, ...side }: Props) {
  const drawer = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (open) drawer.current?.showModal();
  }, [open]);
  const { me } = side;
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
        // biome-ignore lint/a11y/useKeyWithClickEvents: a press beside it closes it; Escape is the dialog's own
        <dialog
          ref={drawer}
          className="drawer"
          aria-label="我的信息"
          onClose={() => setOpen(false)}
          onClick={(event) => event.target === drawer.current && setOpen(false)}
        >
          <button type="button" className="drawer-close" aria-label="关闭" onClick={() => setOpen(false)}>
            <Icon name="close" />
          </button>
          <Sidebar {...side} />
        </dialog>
      )}
    </div>
  );
}
