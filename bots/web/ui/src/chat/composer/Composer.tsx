import { Button, Input, type InputRef } from 'antd';
import { type ClipboardEvent, type KeyboardEvent, type Ref, useImperativeHandle, useRef } from 'react';
import { Icon } from '../../shared/Icon.tsx';
import type { Draft } from '../drafts.ts';
import { Attached } from './Attached.tsx';
import { Chips } from './Chips.tsx';
import { Picker } from './Picker.tsx';
import { type Message, useMessage } from './useMessage.ts';
import './composer.css';

const LONGEST = 4000;

export interface ComposerHandle {
  readonly attach: (file: File) => void;
}
interface Props {
  readonly say: (body: Draft, file?: File) => void;
  /** The person's latest words, for ↑. */
  readonly lastSaid: string | undefined;
  readonly uploadBytes: number;
  readonly handle: Ref<ComposerHandle>;
}

/** Where the person writes. Whatever they do, they can go on writing: the field keeps the focus. */
export function Composer({ say, lastSaid, uploadBytes, handle }: Props) {
  const message = useMessage(say, uploadBytes);
  const field = useRef<InputRef | null>(null);
  const focus = (): void => field.current?.focus();
  const attach = (file: File): void => {
    message.attach(file);
    focus();
  };
  const send = (): void => {
    message.send();
    focus();
  };
  useImperativeHandle(handle, () => ({ attach }));
  return (
    <footer className="composer">
      <div className="composer-inner">
        <Chips
          say={(text) => say({ is: 'text', text })}
          ask={() => {
            message.ask();
            focus();
          }}
        />
        {message.fault && (
          <p className="composer-fault" role="alert">
            {message.fault}
          </p>
        )}
        {message.file && <Attached file={message.file} remove={message.detach} />}
        <div className="composer-box">
          <Picker picked={attach} />
          <Input.TextArea
            ref={field as never}
            value={message.text}
            maxLength={LONGEST}
            autoSize={{ minRows: 1, maxRows: 6 }}
            variant="borderless"
            aria-label="输入消息"
            placeholder={message.isAsking ? '例如：进修期间怎么算学分？' : '说说参加的活动，或问政策…'}
            enterKeyHint="send"
            onChange={(event) => message.write(event.target.value)}
            onKeyDown={(event) => pressed(event, { ...message, send }, lastSaid)}
            onPaste={(event) => pasted(event, attach)}
            autoFocus={!matchMedia('(pointer: coarse)').matches}
          />
          <Button
            type="primary"
            shape="circle"
            aria-label="发送"
            disabled={!message.isReady}
            icon={<Icon name="send" />}
            onClick={send}
          />
        </div>
        <p className="keys">Enter 发送 · Shift+Enter 换行 · ↑ 找回上一条</p>
      </div>
    </footer>
  );
}

function pressed(
  event: KeyboardEvent<HTMLTextAreaElement>,
  { text, write, clear, send }: Message,
  lastSaid: string | undefined,
): void {
  // An input method is at work: Enter chooses a word there (229 is what Safari and older browsers say).
  if (event.nativeEvent.isComposing || event.keyCode === 229) return;
  if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    send();
  } else if (event.key === 'Escape') clear();
  else if (event.key === 'ArrowUp' && text === '' && lastSaid !== undefined) {
    event.preventDefault();
    write(lastSaid);
    const area = event.currentTarget;
    requestAnimationFrame(() => area.setSelectionRange(area.value.length, area.value.length));
  }
}

function pasted(event: ClipboardEvent, attach: (file: File) => void): void {
  const file = event.clipboardData.files[0];
  if (!file) return;
  event.preventDefault();
  attach(file);
}
