import { Alert, Button, Skeleton } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import type { CuratorEditView } from '../../shared/wire.ts';
import type { CuratorCalls } from '../CuratorPage.tsx';

const STATES = { writing: '没有写完', published: '已发布', undone: '已撤销', lost: '没有写成' } as const;

/** Every edit with who, when and what; the newest of a file can be taken back. */
export function CuratorEdits({ calls, changed }: { readonly calls: CuratorCalls; readonly changed: () => void }) {
  const [edits, setEdits] = useState<readonly CuratorEditView[]>();
  const [words, setWords] = useState<{ readonly good: boolean; readonly text: string }>();
  const [busy, setBusy] = useState<number>();
  const { get, post } = calls;
  const load = useCallback(
    () =>
      get<{ edits: readonly CuratorEditView[] }>('/edits').then(
        (answer) => setEdits(answer.edits),
        (error: Error) => setWords({ good: false, text: error.message }),
      ),
    [get],
  );
  useEffect(() => void load(), [load]);
  const undo = (edit: number): void => {
    setBusy(edit);
    post<{ is: 'done' } | { is: 'refused'; words: string }>(`/edits/${edit}/undo`)
      .then(
        (answer) =>
          setWords(
            answer.is === 'done'
              ? { good: true, text: `第 ${edit} 次改动已撤销。` }
              : { good: false, text: answer.words },
          ),
        (error: Error) => setWords({ good: false, text: error.message }),
      )
      .finally(() => {
        setBusy(undefined);
        void load();
        changed();
      });
  };
  return (
    <section className="panel" aria-label="改动">
      {words && <Alert type={words.good ? 'success' : 'warning'} showIcon title={words.text} />}
      {!edits && <Skeleton active />}
      {edits?.length === 0 && <p className="hint">还没有改动。</p>}
      <ol className="edits">
        {edits?.map((one) => (
          <li key={one.edit}>
            <div>
              <strong>{one.words}</strong>
              <span className="hint">
                第 {one.edit} 次 · {one.byName} · {new Date(one.at).toLocaleString('zh-CN')} · 案例 {one.cases.was} →{' '}
                {one.cases.is}
              </span>
              <details>
                <summary>data/faq/{one.file} 改了什么</summary>
                <pre>{added(one.before, one.after)}</pre>
              </details>
            </div>
            <span className={`pill ${one.state === 'published' ? 'pill-good' : ''}`}>{STATES[one.state]}</span>
            {one.mayUndo && (
              <Button loading={busy === one.edit} onClick={() => undo(one.edit)}>
                撤销
              </Button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The lines that the edit added, or changed. */
function added(before: string, after: string): string {
  const had = new Set(before.split('\n'));
  return after
    .split('\n')
    .filter((line) => line.trim() !== '' && !had.has(line))
    .join('\n');
}
