import { AutoComplete, Input, Segmented } from 'antd';
import { useEffect, useState } from 'react';
import type { EditWay, FormProps } from './way.ts';

type Kind = 'synonym' | 'typo';
interface Fields {
  readonly kind: Kind;
  readonly said: string;
  readonly meant: string;
}
/** Names offered at once. */
const MOST = 12;

function Form({ calls, fields: { kind, said, meant }, change }: FormProps<Fields>) {
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(() => {
    calls.names().then(setNames, () => setNames([]));
  }, [calls]);
  const offered = kind === 'synonym' && meant !== '' ? names.filter((name) => name.includes(meant)).slice(0, MOST) : [];
  return (
    <div className="gap-words">
      <Segmented<Kind>
        aria-label="说法还是错字"
        value={kind}
        onChange={(next) => change({ kind: next })}
        options={[
          { value: 'synonym', label: '另一种说法' },
          { value: 'typo', label: '错别字' },
        ]}
      />
      <Input
        className="gap-word"
        aria-label="大家的说法"
        prefix="大家说："
        maxLength={40}
        value={said}
        onChange={(event) => change({ said: event.target.value })}
      />
      <AutoComplete
        className="gap-word"
        aria-label="文件里的写法"
        value={meant}
        onChange={(next: string) => change({ meant: next })}
        options={offered.map((value) => ({ value }))}
      >
        <Input prefix={kind === 'synonym' ? '文件里写：' : '应当写：'} maxLength={40} />
      </AutoComplete>
    </div>
  );
}

/** A line of the lexicon: what people say for what the documents write, or a slip of the pen. */
export const word: EditWay<Fields> = {
  is: 'edit',
  id: 'word',
  label: '加说法',
  isOfProvince: false,
  blank: { kind: 'synonym', said: '', meant: '' },
  Form,
  draft({ kind, said, meant }) {
    const [form, name] = [said.trim(), meant.trim()];
    if (form === '' || name === '') return undefined;
    return kind === 'synonym' ? { is: 'synonym', name, form } : { is: 'typo', wrong: form, right: name };
  },
};
