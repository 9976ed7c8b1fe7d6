import { Button } from 'antd';
import type { Part } from '../../shared/table/columns.ts';
import type { CuratorEditView } from '../../shared/wire.ts';
import { missing, Proposal } from './Proposal.tsx';
import type { Editing } from './useEdits.ts';

const STATES: { readonly [state in CuratorEditView['state']]: { readonly words: string; readonly tone: string } } = {
  proposed: { words: '等人同意', tone: 'pill-short' },
  writing: { words: '没有写完', tone: '' },
  published: { words: '已发布', tone: 'pill-good' },
  undone: { words: '已撤销', tone: '' },
  lost: { words: '没有写成', tone: '' },
  withdrawn: { words: '已撤回', tone: '' },
  rejected: { words: '已退回', tone: '' },
};

/** What the second person did. */
const SETTLED: { readonly [state in CuratorEditView['state']]?: string } = {
  published: '同意',
  undone: '撤销',
  rejected: '退回',
  withdrawn: '撤回',
};

/** What the list shows of each edit: who, when and what, and taking it back where that is still possible. */
export const partsWith = (editing: Editing): readonly Part<CuratorEditView>[] => [
  {
    id: 'what',
    show: (row) => (
      <>
        <strong>{row.words}</strong>
        <span className="hint">
          第 {row.edit} 次 · {row.byName}
          {row.settledByName !== undefined && `，${row.settledByName}${SETTLED[row.state] ?? ''}`} ·{' '}
          {new Date(row.at).toLocaleString('zh-CN')} · 案例 {row.cases.was} → {row.cases.is}
        </span>
        {row.reason !== undefined && <span className="hint">原因：{row.reason}</span>}
        {row.proposal ? (
          <Proposal edit={row} editing={editing} />
        ) : (
          <details>
            <summary>data/faq/{row.file} 改了什么</summary>
            <pre>{missing(row.after, row.before) || missing(row.before, row.after)}</pre>
          </details>
        )}
      </>
    ),
  },
  { id: 'state', show: ({ state }) => <span className={`pill ${STATES[state].tone}`}>{STATES[state].words}</span> },
  {
    id: 'undo',
    show: ({ edit, mayUndo }) =>
      mayUndo && (
        <Button loading={editing.busy === edit} onClick={() => editing.undo(edit)}>
          撤销
        </Button>
      ),
  },
];
