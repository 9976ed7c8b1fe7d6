import { Button } from 'antd';
import type { Part } from '../../shared/table/columns.ts';
import type { CuratorEditView } from '../../shared/wire.ts';
import type { Editing } from './useEdits.ts';

const STATES: { readonly [state in CuratorEditView['state']]: { readonly words: string; readonly tone: string } } = {
  writing: { words: '没有写完', tone: '' },
  published: { words: '已发布', tone: 'pill-good' },
  undone: { words: '已撤销', tone: '' },
  lost: { words: '没有写成', tone: '' },
};

/** What the list shows of each edit: who, when and what, and taking it back where that is still possible. */
export const partsWith = ({ busy, undo }: Pick<Editing, 'busy' | 'undo'>): readonly Part<CuratorEditView>[] => [
  {
    id: 'what',
    show: ({ edit, words, byName, at, cases, file, before, after }) => (
      <>
        <strong>{words}</strong>
        <span className="hint">
          第 {edit} 次 · {byName} · {new Date(at).toLocaleString('zh-CN')} · 案例 {cases.was} → {cases.is}
        </span>
        <details>
          <summary>data/faq/{file} 改了什么</summary>
          <pre>{added(before, after)}</pre>
        </details>
      </>
    ),
  },
  { id: 'state', show: ({ state }) => <span className={`pill ${STATES[state].tone}`}>{STATES[state].words}</span> },
  {
    id: 'undo',
    show: ({ edit, mayUndo }) =>
      mayUndo && (
        <Button loading={busy === edit} onClick={() => undo(edit)}>
          撤销
        </Button>
      ),
  },
];

/** The lines that the edit added, or changed. */
function added(before: string, after: string): string {
  const had = new Set(before.split('\n'));
  return after
    .split('\n')
    .filter((line) => line.trim() !== '' && !had.has(line))
    .join('\n');
}
