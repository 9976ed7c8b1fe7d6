import { Button, Progress } from 'antd';
import { Avatar } from '../../shared/Avatar.tsx';
import { Icon } from '../../shared/Icon.tsx';
import type { Unsent } from '../drafts.ts';
import type { Item } from '../items.ts';
import type { Chat } from '../useChat.ts';
import { FileView } from './FileView.tsx';
import { Pressed } from './Pressed.tsx';

interface Props {
  readonly item: Extract<Item, { is: 'unsent' }>;
  readonly name: string | undefined;
  readonly chat: Pick<Chat, 'retry' | 'drop' | 'fileOf'>;
}

/** What the person has said and the house does not have yet, and how it stands with it. */
export function UnsentLine({ item, name, chat }: Props) {
  const { unsent } = item;
  const { body, state } = unsent;
  return (
    <li className={`row row-me row-first unsent-${state}`}>
      <span className="row-avatar">
        <Avatar name={name} />
      </span>
      <div className="stack">
        <span className="sr-only">我说：</span>
        {body.is === 'text' && (
          <div className="bubble">
            <p className="said">{body.text}</p>
          </div>
        )}
        {body.is === 'action' && <Pressed label={item.label} />}
        {body.is === 'file' && (
          <>
            <FileView {...body} local={chat.fileOf(unsent.key)} />
            {state === 'sending' && (
              <Progress percent={Math.round((unsent.progress ?? 0) * 100)} size="small" aria-label="上传进度" />
            )}
          </>
        )}
        <Standing unsent={unsent} chat={chat} />
      </div>
    </li>
  );
}

function Standing({ unsent, chat }: { readonly unsent: Unsent; readonly chat: Props['chat'] }) {
  switch (unsent.state) {
    case 'waiting':
      return (
        <span className="time">
          <Icon name="clock" size={13} /> {unsent.reason ? '等待网络恢复后发送' : '等待发送'}
        </span>
      );
    case 'sending':
      return <span className="time">发送中…</span>;
    case 'refused':
      return (
        <div className="refused" role="alert">
          <span>{unsent.reason}</span>
          <span className="refused-actions">
            <Button size="small" type="link" onClick={() => chat.retry(unsent.key)}>
              重发
            </Button>
            <Button size="small" type="link" onClick={() => chat.drop(unsent.key)}>
              删除
            </Button>
          </span>
        </div>
      );
    case 'kept':
      return null;
  }
}
