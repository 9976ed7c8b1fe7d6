import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import type { Contact } from '../../shared/wire.ts';
import type { Door } from './door.ts';

/** Somebody on the institution's list comes in with their number and a code. */
export function Bind({ busy, enter, contact }: Door & { readonly contact: Contact | undefined }) {
  const [number, setNumber] = useState('');
  const [code, setCode] = useState('');
  const ids = { number: useId(), code: useId() };
  const ready = number.trim() !== '' && code.trim() !== '';
  const who = contact ? [contact.name, contact.phone].filter(Boolean).join(' ') : '本单位的继教管理部门';
  return (
    <form
      className="introduce"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void enter({ is: 'bind', number: number.trim(), code: code.trim() }, 'bind');
      }}
    >
      <label htmlFor={ids.number}>工号</label>
      <Input
        id={ids.number}
        value={number}
        maxLength={64}
        autoComplete="username"
        placeholder="您的工号"
        onChange={(event) => setNumber(event.target.value)}
      />
      <label htmlFor={ids.code}>绑定码</label>
      <Input
        id={ids.code}
        value={code}
        maxLength={64}
        autoComplete="one-time-code"
        placeholder="例如 K7M2-9PRT-4XWA"
        onChange={(event) => setCode(event.target.value)}
      />
      <p className="hint">没有绑定码，请联系{who}。</p>
      <Button type="primary" htmlType="submit" size="large" block disabled={!ready} loading={busy === 'bind'}>
        登录
      </Button>
    </form>
  );
}
