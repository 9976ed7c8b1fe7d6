import { Alert } from 'antd';
import type { SuspendedAnswer } from './calls.ts';

/** Answers that answer nothing until somebody mends them. */
export const Suspended = ({ answers }: { readonly answers: readonly SuspendedAnswer[] }) => (
  <Alert
    type="warning"
    showIcon
    title={`有 ${answers.length} 条常见问法停用了：文件里找不到它们引的原话`}
    description={
      <ul className="suspended">
        {answers.map(({ id, cite }) => (
          <li key={`${id} ${cite}`}>
            {id}：「{cite}」
          </li>
        ))}
      </ul>
    }
  />
);
