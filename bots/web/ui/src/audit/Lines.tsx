import type { AuditLine } from '../shared/wire.ts';

const person = ({ name, staffNumber }: AuditLine['by']): string =>
  staffNumber === undefined ? name : `${name}（${staffNumber}）`;

/** The lines, each as: when, who, what, about whom; and what exactly. */
export function Lines({ lines }: { readonly lines: readonly AuditLine[] }) {
  if (lines.length === 0) return <p className="hint">没有符合条件的记录。</p>;
  return (
    <ol className="audit-lines">
      {lines.map((line) => (
        <li key={line.id}>
          <time dateTime={line.at}>{new Date(line.at).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' })}</time>
          <strong>
            {line.by.name !== '' && `${person(line.by)} `}
            {line.whatName}
            {line.of && `：${person(line.of)}`}
          </strong>
          {line.detail !== '' && <span className="hint">{line.detail}</span>}
        </li>
      ))}
    </ol>
  );
}
