import { Input } from 'antd';
import type { EditWay, FormProps } from './way.ts';

interface Fields {
  readonly silent: string;
  /** Who can tell instead. */
  readonly whom: string;
}

function Form({ fields, change }: FormProps<Fields>) {
  return (
    <>
      <Input.TextArea
        aria-label="文件没有写什么"
        placeholder="例如：浙江的文件没有写荣誉称号能不能免修公需科目。"
        maxLength={300}
        autoSize={{ minRows: 2 }}
        value={fields.silent}
        onChange={(event) => change({ silent: event.target.value })}
      />
      <Input
        aria-label="建议问谁"
        prefix="建议问："
        maxLength={100}
        value={fields.whom}
        onChange={(event) => change({ whom: event.target.value })}
      />
    </>
  );
}

/** The documents do not tell: we say so, and whom to ask. */
export const silent: EditWay<Fields> = {
  is: 'edit',
  id: 'silent',
  label: '文件没写',
  isOfProvince: true,
  blank: { silent: '', whom: '本单位科教科' },
  Form,
  draft(fields, { asks, province }) {
    const [words, ask] = [fields.silent.trim(), fields.whom.trim()];
    if (words === '' || ask === '' || asks.length === 0) return undefined;
    return { is: 'silent', province, asks, silent: words, ask };
  },
};
