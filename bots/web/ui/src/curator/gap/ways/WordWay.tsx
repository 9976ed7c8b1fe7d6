import { AutoComplete, Input, Segmented } from 'antd';
import { useEffect, useState } from 'react';
import type { CuratorDraft } from '../../../shared/wire.ts';
import type { CuratorCalls } from '../../CuratorPage.tsx';

interface Props {
  readonly calls: CuratorCalls;
  /** The line as it stands, or undefined while something is missing. */
  readonly made: (draft: CuratorDraft | undefined) => void;
}

/** A lexicon line: what people say for what the documents write, or a slip of the pen. */
export function GapWords({ calls, made }: Props) {
  const [kind, setKind] = useState<'synonym' | 'typo'>('synonym');
  const [said, setSaid] = useState('');
  const [meant, setMeant] = useState('');
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(() => {
    calls.get<{ names: readonly string[] }>('/names').then(
      (answer) => setNames(answer.names),
      () => setNames([]),
    );
  }, [calls]);
  useEffect(() => {
    const [form, name] = [said.trim(), meant.trim()];
    if (form === '' || name === '') made(undefined);
    else made(kind === 'synonym' ? { is: 'synonym', name, form } : { is: 'typo', wrong: form, right: name });
  }, [kind, said, meant, made]);
  return (
    <div className="gap-words">
      <Segmented<'synonym' | 'typo'>
        aria-label="说法还是错字"
        value={kind}
        onChange={setKind}
        options={[
          { value: 'synonym', label: '另一种说法' },
          { value: 'typo', label: '错别字' },
        ]}
      />
      <Input
        aria-label="大家的说法"
        prefix="大家说："
        maxLength={40}
        value={said}
        onChange={(event) => setSaid(event.target.value)}
      />
      <AutoComplete
        aria-label="文件里的写法"
        value={meant}
        onChange={setMeant}
        options={
          kind === 'synonym' && meant !== ''
            ? names
                .filter((name) => name.includes(meant))
                .slice(0, 12)
                .map((value) => ({ value }))
            : []
        }
      >
        <Input prefix={kind === 'synonym' ? '文件里写：' : '应当写：'} maxLength={40} />
      </AutoComplete>
    </div>
  );
}
