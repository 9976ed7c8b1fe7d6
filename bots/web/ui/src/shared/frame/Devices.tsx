import { Alert, Button, Skeleton } from 'antd';
import { useCallback, useEffect, useId, useRef, useState } from 'react';
import { Icon } from '../Icon.tsx';
import { call, type Device, Refused } from '../wire.ts';

interface Props {
  readonly peer: string;
  readonly close: () => void;
  /** This very sign-in was ended. */
  readonly gone: () => void;
}

/** Where I am signed in, and how to end what is not me any more. */
export function Devices({ peer, close, gone }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  useEffect(() => dialog.current?.showModal(), []);
  const [devices, setDevices] = useState<readonly Device[]>();
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState<string>();
  const read = useCallback(
    () => call<{ devices: readonly Device[] }>('GET', '/sessions', peer).then((found) => setDevices(found.devices)),
    [peer],
  );
  const failed = useCallback(
    (error: unknown) => {
      if (error instanceof Refused && error.status === 401) gone();
      else setFault(error instanceof Error ? error.message : '请稍后再试。');
    },
    [gone],
  );
  useEffect(() => void read().catch(failed), [read, failed]);
  const end = async (path: string, which: string): Promise<void> => {
    setBusy(which);
    setFault(undefined);
    try {
      await call('DELETE', path, peer);
      await read();
    } catch (error) {
      failed(error);
    } finally {
      setBusy(undefined);
    }
  };
  const others = devices?.filter(({ current }) => !current) ?? [];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a press beside it closes it; Escape is the dialog's own
    <dialog
      ref={dialog}
      className="devices"
      aria-labelledby={title}
      onClose={close}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <header>
        <h2 id={title}>登录的设备</h2>
        <button type="button" aria-label="关闭" onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      {fault && <Alert type="error" title={fault} showIcon role="alert" />}
      {!devices && !fault && <Skeleton active paragraph={{ rows: 3 }} />}
      <ul>
        {devices?.map(({ id, current, agent, since, seen }) => (
          <li key={id}>
            <div>
              <strong>
                {agent || '未知浏览器'}
                {current && <em className="tag">本机</em>}
              </strong>
              <span>
                {minute(since)} 登录，最近 {minute(seen)}
              </span>
            </div>
            {!current && (
              <Button
                size="small"
                loading={busy === id}
                disabled={busy !== undefined}
                onClick={() => void end(`/sessions/${id}`, id)}
              >
                退出
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others.length > 1 && (
        <Button
          block
          loading={busy === 'all'}
          disabled={busy !== undefined}
          onClick={() => void end('/sessions', 'all')}
        >
          退出其他全部设备
        </Button>
      )}
    </dialog>
  );
}

/** 12月1日 09:30, as in China. */
const minute = (at: string): string =>
  new Date(at).toLocaleString('zh-CN', {
    timeZone: 'Asia/Shanghai',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
