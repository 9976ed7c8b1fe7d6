import { Button, Input, type InputRef } from 'antd';
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type Ref,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from 'react';
import { Icon } from '../../shared/Icon.tsx';
import type { Draft } from '../drafts.ts';

const ACCEPT = '.jpg,.jpeg,.png,.webp,.heic,.pdf,.docx,image/jpeg,image/png,image/webp,image/heic,application/pdf';
const CHIPS = [
  ['报学分', '我要报学分'],
  ['我还差几分', '我还差几分？'],
  ['问政策', ''],
  ['帮助', '帮助'],
] as const;
const PLACEHOLDER = '说说参加的活动，或问政策…';
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

export function Composer({ say, lastSaid, uploadBytes, handle }: Props) {
  const [text, setText] = useState('');
  const [asking, setAsking] = useState(false);
  const [file, setFile] = useState<File>();
  const [fault, setFault] = useState<string>();
  const [preview, setPreview] = useState<string>();
  const field = useRef<InputRef | null>(null);
  const picker = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (!file || !/^image\/(jpeg|png|webp)$/.test(file.type)) return undefined;
    const url = URL.createObjectURL(file);
    setPreview(url);
    return () => {
      URL.revokeObjectURL(url);
      setPreview(undefined);
    };
  }, [file]);
  const attach = (picked: File | undefined): void => {
    if (!picked) return;
    const limit = Math.floor(uploadBytes / 1024 / 1024);
    if (picked.size > uploadBytes) setFault(`文件超过 ${limit} MB，请压缩后再传。`);
    else if (picked.size === 0) setFault('这个文件是空的，请重新选择。');
    else {
      setFault(undefined);
      setFile(picked);
    }
    field.current?.focus();
  };
  useImperativeHandle(handle, () => ({ attach }));

  const ready = text.trim() !== '' || file !== undefined;
  const send = (): void => {
    if (!ready) return;
    if (file) say({ is: 'file', name: file.name, mime: file.type, size: file.size }, file);
    if (text.trim() !== '') say({ is: 'text', text: text.trim() });
    setText('');
    setFile(undefined);
    setFault(undefined);
    setAsking(false);
    field.current?.focus();
  };
  const pressed = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // An input method is at work: Enter chooses a word there (229 is what Safari and older browsers say).
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      send();
    } else if (event.key === 'Escape') {
      setText('');
      setFile(undefined);
      setFault(undefined);
      setAsking(false);
    } else if (event.key === 'ArrowUp' && text === '' && lastSaid !== undefined) {
      event.preventDefault();
      setText(lastSaid);
      const area = event.currentTarget;
      requestAnimationFrame(() => area.setSelectionRange(area.value.length, area.value.length));
    }
  };
  const pasted = (event: ClipboardEvent): void => {
    const picked = event.clipboardData.files[0];
    if (!picked) return;
    event.preventDefault();
    attach(picked);
  };

  return (
    <footer className="composer">
      <div className="composer-inner">
        <fieldset className="chips" aria-label="快捷回复">
          {CHIPS.map(([label, words]) => (
            <button
              type="button"
              key={label}
              onClick={() => {
                if (words !== '') return say({ is: 'text', text: words });
                setAsking(true);
                field.current?.focus();
              }}
            >
              {label}
            </button>
          ))}
        </fieldset>
        {fault && (
          <p className="composer-fault" role="alert">
            {fault}
          </p>
        )}
        {file && (
          <div className="attached">
            {preview ? <img src={preview} alt="" /> : <Icon name="file" size={24} />}
            <span>{file.name}</span>
            <button type="button" aria-label={`移除 ${file.name}`} onClick={() => setFile(undefined)}>
              <Icon name="close" size={16} />
            </button>
          </div>
        )}
        <div className="composer-box">
          <input
            ref={picker}
            type="file"
            accept={ACCEPT}
            hidden
            data-testid="picker"
            onChange={(event) => {
              attach(event.target.files?.[0]);
              event.target.value = '';
            }}
          />
          <Button
            type="text"
            shape="circle"
            aria-label="上传证书或附件"
            title="上传证书或附件（图片、PDF、Word）"
            icon={<Icon name="clip" />}
            onClick={() => picker.current?.click()}
          />
          <Input.TextArea
            ref={field as never}
            value={text}
            maxLength={LONGEST}
            autoSize={{ minRows: 1, maxRows: 6 }}
            variant="borderless"
            aria-label="输入消息"
            placeholder={asking ? '例如：进修期间怎么算学分？' : PLACEHOLDER}
            enterKeyHint="send"
            onChange={(event) => setText(event.target.value)}
            onKeyDown={pressed}
            onPaste={pasted}
            autoFocus={!matchMedia('(pointer: coarse)').matches}
          />
          <Button
            type="primary"
            shape="circle"
            aria-label="发送"
            disabled={!ready}
            icon={<Icon name="send" />}
            onClick={send}
          />
        </div>
        <p className="keys">Enter 发送 · Shift+Enter 换行 · ↑ 找回上一条</p>
      </div>
    </footer>
  );
}
