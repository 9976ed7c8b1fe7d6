import { type DragEvent, useEffect, useMemo, useRef, useState } from 'react';
import { Frame } from '../shared/frame/Frame.tsx';
import { Icon } from '../shared/Icon.tsx';
import type { Theme } from '../shared/theme.ts';
import type { Me } from '../shared/wire.ts';
import { Composer, type ComposerHandle } from './composer/Composer.tsx';
import type { Link } from './state.ts';
import { Thread } from './thread/Thread.tsx';
import { type Chat, useChat } from './useChat.ts';
import './chat.css';

interface Props {
  readonly me: Me;
  readonly now: () => string;
  readonly theme: Theme;
  readonly leave: () => void;
  readonly gone: () => void;
  /** Ask again who I am and how the year stands. */
  readonly refresh: () => void;
}

export function ChatPage({ me, now, theme, leave, gone, refresh }: Props) {
  const chat = useChat(me.peer, now, gone);
  const composer = useRef<ComposerHandle>(null);
  const [over, setOver] = useState(false);
  const settled = useSettled(chat.link);

  const newest = chat.lines.at(-1);
  // What the assistant says may have changed the year: look again, once things are quiet.
  useEffect(() => {
    if (newest?.from !== 'bot') return undefined;
    const soon = setTimeout(refresh, 400);
    return () => clearTimeout(soon);
  }, [newest, refresh]);

  const lastSaid = useMemo(() => lastWords(chat), [chat]);
  const dropped = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) composer.current?.attach(file);
  };

  return (
    <Frame me={me} theme={theme} leave={leave} here="chat" title="学分助手" status={<Online link={chat.link} />}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a shortcut for the button that picks one */}
      <div
        className={`chat ${over ? 'chat-over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={dropped}
      >
        {settled === 'down' && <Offline unsent={chat.unsent} />}
        <Thread chat={chat} name={me.person?.name} now={now} />
        <Composer say={chat.say} lastSaid={lastSaid} uploadBytes={me.uploadBytes} handle={composer} />
      </div>
    </Frame>
  );
}

const Online = ({ link }: { readonly link: Link }) => (
  <span className={`link link-${link}`}>
    <i aria-hidden="true" />
    {link === 'up' ? '在线' : '连接中…'}
  </span>
);

function Offline({ unsent }: { readonly unsent: Chat['unsent'] }) {
  const waiting = unsent.filter(({ state }) => state === 'waiting').length;
  return (
    <div className="banner" role="status">
      <Icon name="warn" size={18} />
      连接已断开，正在重新连接。
      {waiting > 0 ? `${waiting} 条消息已保存，恢复后自动发送。` : '您仍可输入，恢复后自动发送。'}
    </div>
  );
}

/** What the person wrote last, sent or not. */
function lastWords({ lines, unsent }: Pick<Chat, 'lines' | 'unsent'>): string | undefined {
  const mine = unsent.findLast((item) => item.body.is === 'text')?.body;
  if (mine?.is === 'text') return mine.text;
  const line = lines.findLast((one) => one.from === 'me' && one.body.is === 'text');
  return line?.body.is === 'text' ? line.body.text : undefined;
}

/** The link's state once it has lasted a moment: a blink is not worth a banner. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const soon = setTimeout(() => setSettled(value), 600);
    return () => clearTimeout(soon);
  }, [value]);
  return settled;
}
