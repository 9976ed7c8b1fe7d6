import { Alert, Button, Skeleton } from 'antd';
import { NotYours } from '../shared/NotYours.tsx';
import { Lines } from './Lines.tsx';
import { SearchForm } from './SearchForm.tsx';
import { copyAddress, useTrail } from './useTrail.ts';
import './audit.css';

/** Who looked at or changed whose data: searched, read page by page, and taken as a file. */
export default function AuditPage({ peer, gone }: { readonly peer: string; readonly gone: () => void }) {
  const { trail, search, fault, busy, look, more } = useTrail(peer, gone);
  if (fault?.status === 403) return <NotYours icon="clock" title="这里是审计记录" words={fault.message} />;
  return (
    <div className="sheet audit">
      <section className="panel" aria-label="查找">
        <SearchForm deeds={trail?.deeds ?? []} busy={busy} look={look} />
        <p className="hint">
          谁在什么时候看了、改了谁的数据。您在这里的查看和导出也会记下来。
          <a className="audit-copy" href={copyAddress(search)} download>
            导出这些记录（CSV）
          </a>
        </p>
      </section>
      {fault && <Alert type={fault.status === 404 ? 'warning' : 'error'} showIcon title={fault.message} />}
      {!trail && !fault && <Skeleton active paragraph={{ rows: 8 }} />}
      {trail && (
        <section className="panel" aria-label="记录">
          <Lines lines={trail.lines} />
          {trail.next !== undefined && (
            <Button type="link" loading={busy} onClick={more}>
              再看更早的
            </Button>
          )}
        </section>
      )}
    </div>
  );
}
