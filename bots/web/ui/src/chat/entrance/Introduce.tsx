import { Button, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { Icon } from '../../shared/Icon.tsx';
import type { EntranceInfo } from '../../shared/wire.ts';
import type { Door } from './door.ts';

/** Somebody who is on no list says who they are. */
export function Introduce({ info, busy, enter }: Door & { readonly info: EntranceInfo }) {
  const [name, setName] = useState('');
  const [province, setProvince] = useState<string>();
  const ids = { name: useId(), province: useId() };
  const ready = name.trim() !== '';
  return (
    <form
      className="introduce"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void enter({ is: 'new', name: name.trim(), ...(province ? { province } : {}) }, 'new');
      }}
    >
      <label htmlFor={ids.name}>怎么称呼您</label>
      <Input
        id={ids.name}
        value={name}
        maxLength={30}
        autoComplete="name"
        placeholder="您的姓名"
        onChange={(e) => setName(e.target.value)}
      />
      <label htmlFor={ids.province}>所在省份（可不选）</label>
      <Select
        id={ids.province}
        allowClear
        value={province}
        placeholder="不选也可以，助手会在聊天中问您"
        options={(info.provinces ?? []).map((one) => ({ value: one.province, label: one.name }))}
        onChange={(value: string | undefined) => setProvince(value)}
      />
      <p className="hint">单位、职称等信息，助手会在需要时一项一项问您。</p>
      <Button
        type="primary"
        htmlType="submit"
        size="large"
        block
        disabled={!ready}
        loading={busy === 'new'}
        icon={<Icon name="chat" size={18} />}
      >
        开始聊天
      </Button>
      <Button type="link" block disabled={busy !== undefined} onClick={() => void enter({ is: 'guest' }, 'guest')}>
        先不介绍，直接开始
      </Button>
    </form>
  );
}
